package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.testkit.node.ChainDriver.Step;
import io.github.lighthousecompat.testkit.node.EngineCalls.Answer;
import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What a real node answers to requests that are wrong in some way, also to those that no client here sends. It is where
 * the rules of the {@code FakeExecutionNode} can be held against software of others: that one is the stricter of both.
 *
 * <p>Not here: answers that hang on the second at which a token is judged (the limits of 60 s are only approached), and
 * gzip, pipelining and an upgrade to HTTP/2, which are no errors.
 */
@RequiresNode
class EthereumJsErrorsIT {
    private static final long GENESIS = 1_700_000_000;
    private static final long CANCUN = GENESIS + 60;
    private static final String ROOT = "0x" + "01".repeat(32);
    private static final String UNKNOWN = "0x" + "77".repeat(32);
    private static final String ZERO = "0x" + "00".repeat(32);
    private static final String CAPABILITIES = EngineCalls.request("engine_exchangeCapabilities", "[]");
    private static final int MIB = 1 << 20;

    private static EthereumJsNode node;
    private static EngineCalls calls;

    @BeforeAll
    static void start() {
        node = EthereumJsNode.start(Genesis.forkAt(Duration.ofSeconds(CANCUN - GENESIS)));
        calls = new EngineCalls(node);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    @Test
    void token_thatIsStaleEarlyOrUnsigned_isRefused() {
        long now = Instant.now().getEpochSecond();
        for (long off : new long[] {-3600, -75, 75, 3600}) {
            Answer answer = withClaims("{\"iat\":" + (now + off) + "}");
            assertThat(answer.status()).as("iat %+d s", off).isEqualTo(401);
            assertThat(answer.body()).contains("Stale jwt token");
        }
        for (long off : new long[] {-45, 0, 45}) {
            assertThat(withClaims("{\"iat\":" + (now + off) + "}").status())
                    .as("iat %+d s", off)
                    .isEqualTo(200);
        }
        assertThat(withClaims("{\"iat\":" + now + ",\"exp\":" + (now - 10) + "}")
                        .body())
                .contains("Token expired");
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String unsigned = base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(("{\"iat\":" + now + "}").getBytes(StandardCharsets.UTF_8)) + ".";
        for (String header : new String[] {"", "Bearer garbage", "Bearer " + unsigned}) {
            assertThat(calls.post(node.engineUrl(), CAPABILITIES, header).status())
                    .as(header)
                    .isEqualTo(401);
        }
    }

    @Test
    void token_withoutAnIssueTime_isTaken() {
        // the specification wants one: this node alone does not show that a client sends it
        long now = Instant.now().getEpochSecond();
        for (String claims : new String[] {
            "{}",
            "{\"iat\":\"" + now + "\"}",
            "{\"iat\":" + now + ".5}",
            "{\"iat\":" + now + ",\"id\":null,\"clv\":null}"
        }) {
            assertThat(withClaims(claims).status()).as(claims).isEqualTo(200);
        }
        String token = calls.token();
        assertThat(calls.post(node.engineUrl(), CAPABILITIES, "Basic " + token).status())
                .isEqualTo(200);
    }

    @Test
    void http_otherThanAPostOfJson_isAStatusWithoutJson() {
        Answer form = calls.send(
                authorized().header("Content-Type", "text/plain").POST(BodyPublishers.ofString("{}")), "text");
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.body()).isEmpty();
        Answer get = calls.send(authorized().GET(), "GET");
        assertThat(get.status()).isEqualTo(405);
        assertThat(get.body()).isEmpty();
        Answer noJson = calls.post(node.engineUrl(), "{\"jsonrpc\"", "");
        assertThat(noJson.status()).as("before the token is looked at").isEqualTo(400);
        assertThat(noJson.contentType()).startsWith("text/html");
        Answer large = calls.post(node.engineUrl(), padded(12 * MIB), "");
        assertThat(large.status()).as("before the token is looked at").isEqualTo(413);
        assertThat(large.contentType()).startsWith("text/html");
        assertThat(authorized(padded(10 * MIB)).status()).isEqualTo(200);
    }

    @Test
    void jsonRpc_envelopes_areAnsweredAsTheyCome() {
        Answer empty = authorized("");
        assertThat(empty.status()).isEqualTo(200);
        assertCode(-32600, empty);
        assertThat(empty.json().get("id").isNull()).isTrue();
        assertCode(-32600, authorized("[]"));
        assertThat(authorized("[" + CAPABILITIES + "," + CAPABILITIES + "]").json())
                .hasSize(2);
        for (String id : new String[] {"", "\"id\":null,"}) {
            Answer notification = authorized(CAPABILITIES.replace("\"id\":1,", id));
            assertThat(notification.status()).as(id).isEqualTo(204);
            assertThat(notification.body()).isEmpty();
        }
        assertThat(authorized(CAPABILITIES.replace("\"id\":1", "\"id\":9007199254740993"))
                        .body())
                .contains("\"id\":9007199254740992");
        assertThat(authorized(CAPABILITIES.replace("\"id\":1", "\"id\":\"a\"")).body())
                .contains("\"id\":\"a\"");
    }

    @Test
    void methods_thatAreMissing_haveACode() {
        assertCode(-32601, calls.engine("engine_inventedV1"));
        assertCode(-32601, calls.engine("engine_getClientVersionV1", "{}"));
        assertCode(-32601, calls.engine("engine_exchangeTransitionConfigurationV1", "{}"));
        assertThat(authorized(CAPABILITIES).result().toString())
                .contains("\"engine_newPayload\"")
                .doesNotContain("exchangeCapabilities");
        assertCode(-32001, calls.engine("engine_getPayloadV2", "\"0x0000000000000001\""));
        assertCode(-32001, calls.engine("engine_getPayloadV2", "\"0x01\""));
        assertCode(-32602, calls.engine("engine_getPayloadV2", "1"));
        assertCode(
                -38004,
                calls.engine(
                        "engine_getPayloadBodiesByHashV1",
                        "[" + "\"%s\",".formatted(UNKNOWN).repeat(32) + "\"" + UNKNOWN + "\"]"));
    }

    /** One chain that crosses the fork, as each rule needs the chain before or after it. */
    @Test
    void chain_answersWhatBreaksItsRules() {
        ChainDriver chain = new ChainDriver(calls);
        Step parent = chain.advance(2, GENESIS + 12);
        Step head = chain.advance(2, GENESIS + 24);
        forkchoices(parent, head);
        attributes(head);
        beforeTheFork(head);

        node.send(TransactionKind.BLOB);
        Step deneb = chain.advance(3, CANCUN);
        afterTheFork(chain, deneb);
    }

    private static void forkchoices(Step parent, Step head) {
        String state = ChainDriver.forkchoice(head.hash());
        assertStatus("SYNCING", fcu(2, ChainDriver.forkchoice(UNKNOWN)));
        assertStatus("SYNCING", fcu(2, ChainDriver.forkchoice(ZERO)));
        assertCode(-38002, fcu(2, state(head.hash(), UNKNOWN, ZERO)));
        assertCode(-38002, fcu(2, state(head.hash(), head.hash(), UNKNOWN)));
        assertCode(-32602, fcu(2, state(head.hash(), ZERO, head.hash())));
        assertCode(-32602, fcu(2, state(parent.hash(), parent.hash(), head.hash())));
        assertStatus("VALID", fcu(2, state.replace("}", ",\"justifiedBlockHash\":\"" + UNKNOWN + "\"}")));
        assertStatus("VALID", fcu(2, state, "null", "1"));
        assertStatus("VALID", calls.engine("engine_forkchoiceUpdatedV2", state));
        assertStatus("VALID", fcu(3, state));
    }

    private static void attributes(Step head) {
        String state = ChainDriver.forkchoice(head.hash());
        String good = ChainDriver.attributes(GENESIS + 36, "");
        assertCode(-32602, fcu(2, state, good.replaceFirst("\\{", "{\"extra\":\"0x1\",")));
        assertCode(-32602, fcu(2, state, ChainDriver.attributes(GENESIS + 24, "")));
        assertCode(-32602, fcu(2, state, good.replaceFirst("\"0x[0-9a-f]+\"", Long.toString(GENESIS + 36))));
        assertCode(-32602, fcu(2, state, good.replaceFirst(",\"withdrawals\":\\[.*]", "")));
        assertCode(-32602, fcu(2, state, ChainDriver.attributes(GENESIS + 36, ROOT)));
        assertCode(-38005, fcu(2, state, ChainDriver.attributes(CANCUN, "")));
        assertStatus("VALID", fcu(2, state, good.replaceFirst("\"0x", "\"0x0")));
        assertStatus("VALID", fcu(2, state, good.replace("0xfefefe", "0xFEFEFE")));
    }

    private static void beforeTheFork(Step head) {
        String state = ChainDriver.forkchoice(head.hash());
        Answer started = fcu(2, state, ChainDriver.attributes(GENESIS + 36, ""));
        String id = started.result().get("payloadId").toString();
        assertCode(-38005, calls.engine("engine_getPayloadV3", id));
        assertCode(-38005, fcu(3, state, ChainDriver.attributes(GENESIS + 36, ROOT)));
        String payload = head.payload().toString();
        String withBlobFields = payload.replaceFirst("\\{", "{\"blobGasUsed\":\"0x0\",\"excessBlobGas\":\"0x0\",");
        assertCode(-38005, newPayloadV3(withBlobFields, "[]", quoted(ROOT)));
        assertCode(-32602, newPayloadV3(payload, "[]", quoted(ROOT)));
        assertCode(-32602, calls.engine("engine_newPayloadV2", payload.replaceFirst(",\"withdrawals\":\\[.*?]", "")));
        assertThat(calls.engine("engine_newPayloadV2", payload.replaceFirst("\\{", "{\"extra\":\"0x1\","))
                        .result()
                        .get("status")
                        .asString())
                .isEqualTo("VALID");
    }

    private static void afterTheFork(ChainDriver chain, Step head) {
        String state = ChainDriver.forkchoice(head.hash());
        String good = ChainDriver.attributes(CANCUN + 12, ROOT);
        assertCode(-32602, fcu(3, state, ChainDriver.attributes(CANCUN + 12, "")));
        assertCode(-32602, fcu(3, state, good.replace(quoted(ROOT), "null")));
        Answer started = fcu(3, state, good);
        String id = started.result().get("payloadId").toString();
        assertCode(-38005, calls.engine("engine_getPayloadV2", id));
        String next = calls.engine("engine_getPayloadV3", id)
                .result()
                .get("executionPayload")
                .toString();

        assertCode(-32602, calls.engine("engine_newPayloadV2", next));
        assertCode(-32602, calls.engine("engine_newPayloadV3", next));
        assertCode(-32602, calls.engine("engine_newPayloadV3", next, "[]"));
        assertCode(-32602, newPayloadV3(next, "null", quoted(ROOT)));
        assertCode(-32602, newPayloadV3(next, "[]", "null"));
        assertInvalid("null", newPayloadV3(next, "[]", quoted(UNKNOWN)));
        assertInvalid(quoted(head.hash()), newPayloadV3(next, "[\"0x01" + "00".repeat(31) + "\"]", quoted(ROOT)));
        assertThat(chain.head().get("hash").asString()).isEqualTo(head.hash());
    }

    private static Answer withClaims(String claims) {
        return calls.post(node.engineUrl(), CAPABILITIES, "Bearer " + calls.token(claims));
    }

    private static Answer authorized(String body) {
        return calls.post(node.engineUrl(), body, "Bearer " + calls.token());
    }

    private static HttpRequest.Builder authorized() {
        return HttpRequest.newBuilder(node.engineUrl())
                .timeout(Duration.ofSeconds(30))
                .header("Authorization", "Bearer " + calls.token());
    }

    private static String padded(int size) {
        return " ".repeat(size - CAPABILITIES.length()) + CAPABILITIES;
    }

    private static Answer fcu(int version, String state) {
        return fcu(version, state, "null");
    }

    private static Answer fcu(int version, String... params) {
        return calls.engine("engine_forkchoiceUpdatedV" + version, params);
    }

    private static Answer newPayloadV3(String payload, String hashes, String root) {
        return calls.engine("engine_newPayloadV3", payload, hashes, root);
    }

    private static String state(String head, String safe, String finalized) {
        return "{\"headBlockHash\":\"%s\",\"safeBlockHash\":\"%s\",\"finalizedBlockHash\":\"%s\"}"
                .formatted(head, safe, finalized);
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static void assertCode(int code, Answer answer) {
        assertThat(answer.json().path("error").path("code").asInt(0))
                .as("%s gave %s", brief(answer.request()), answer.body())
                .isEqualTo(code);
    }

    private static void assertStatus(String status, Answer answer) {
        assertThat(answer.json()
                        .path("result")
                        .path("payloadStatus")
                        .path("status")
                        .asString(""))
                .as("%s gave %s", brief(answer.request()), answer.body())
                .isEqualTo(status);
    }

    private static void assertInvalid(String latestValidHash, Answer answer) {
        assertThat(answer.result().get("status").asString())
                .as("%s gave %s", brief(answer.request()), answer.body())
                .isEqualTo("INVALID");
        assertThat(answer.result().get("latestValidHash").toString()).isEqualTo(latestValidHash);
    }

    private static String brief(String request) {
        return request.length() <= 200 ? request : request.substring(0, 200) + "..";
    }
}
