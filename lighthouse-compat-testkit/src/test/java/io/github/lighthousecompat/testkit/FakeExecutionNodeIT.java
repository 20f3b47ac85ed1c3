package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FakeExecutionNodeIT {
    private static final String CHAIN_ID = NodeClient.body("eth_chainId");

    private final ManualTime time = ManualTime.create();
    private final FakeExecutionNode node = FakeExecutionNode.builder(
                    ChainSpec.of(ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER)))
            .time(time)
            .start();
    private final NodeClient client = new NodeClient(node, time.now());

    @AfterEach
    void close() {
        node.close();
    }

    @ParameterizedTest
    @CsvSource({"0,200", "-60,200", "60,200", "-61,401", "61,401", "-86400,401"})
    void token_byAge(long seconds, int status) throws Exception {
        HttpResponse<String> response =
                client.send(authorized("Bearer " + client.token(time.now().plusSeconds(seconds))));

        assertThat(response.statusCode()).isEqualTo(status);
        if (status == 401) {
            assertThat(response.headers().firstValue("content-type").orElseThrow())
                    .startsWith("text/plain");
            assertThat(response.body()).contains("stale token");
        }
    }

    @Test
    void token_ofAnotherSecret_isRefused() throws Exception {
        JWTClaimsSet claims =
                new JWTClaimsSet.Builder().issueTime(Date.from(time.now())).build();

        assertThat(client.send(authorized("Bearer " + NodeClient.token(claims, new byte[32])))
                        .body())
                .isEqualTo("signature is invalid");
    }

    @Test
    void token_withoutIssueTime_isRefused() throws Exception {
        assertThat(client.send(authorized("Bearer " + client.token(new JWTClaimsSet.Builder().build())))
                        .body())
                .isEqualTo("missing issued-at");
    }

    @Test
    void token_withOtherClaims_isTaken() throws Exception {
        JWTClaimsSet claims = new JWTClaimsSet.Builder()
                .issueTime(Date.from(time.now()))
                .claim("id", "x")
                .claim("clv", "y")
                .claim("unknown", 1)
                .build();

        assertThat(client.send(authorized("Bearer " + client.token(claims))).statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Basic abc", "Bearer ", "Bearer a.b", "Bearer !.!.!", "Bearer e30.e30.e30"})
    void token_malformed_isRefused(String header) throws Exception {
        assertThat(client.send(authorized(header)).statusCode()).isEqualTo(401);
    }

    @Test
    void token_unsigned_isRefused() throws Exception {
        Base64.Encoder encoder = Base64.getUrlEncoder().withoutPadding();
        String token = encoder.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8))
                + "."
                + encoder.encodeToString(
                        ("{\"iat\":" + time.now().getEpochSecond() + "}").getBytes(StandardCharsets.UTF_8))
                + ".";

        assertThat(client.send(authorized("Bearer " + token)).body()).isEqualTo("signing method is not HS256");
    }

    @Test
    void contentType_other_isRefused() throws Exception {
        assertThat(client.send(client.request(CHAIN_ID).setHeader("Content-Type", "text/plain"))
                        .statusCode())
                .isEqualTo(415);
        assertThat(client.send(client.request(CHAIN_ID).GET()).statusCode()).isEqualTo(405);
    }

    @Test
    void body_malformed_isAJsonRpcError() throws Exception {
        assertThat(client.send(client.request("{")).body()).contains("-32700");
        assertThat(client.send(client.request("")).body()).contains("-32700");
        assertThat(client.send(client.request("[]")).body()).contains("-32600");
        assertThat(client.send(client.request("{\"id\":1}")).body()).contains("-32600");
        assertThat(client.code("engine_unknown")).isEqualTo(-32601);
    }

    @Test
    void id_isEchoedAsItStands() throws Exception {
        String body = CHAIN_ID.replace("\"id\":7", "\"id\":\"a-1\"");

        assertThat(client.send(client.request(body)).body())
                .isEqualTo("{\"jsonrpc\":\"2.0\",\"id\":\"a-1\",\"result\":\"0x539\"}");
    }

    @Test
    void capabilities_decideWhatIsAnswered() throws Exception {
        node.capabilities(Set.of("engine_newPayloadV2"));

        assertThat(client.result("engine_exchangeCapabilities", "[]").toString())
                .isEqualTo("[\"engine_newPayloadV2\"]");
        assertThat(client.code("engine_getPayloadV2", "\"0x0000000000000001\"")).isEqualTo(-32601);
        assertThat(client.result("eth_chainId").asString()).isEqualTo("0x539");
    }

    @Test
    void clientVersion_names() throws Exception {
        String lighthouse = "{\"code\":\"LH\",\"name\":\"Lighthouse\",\"version\":\"v5.3.0\",\"commit\":\"d6ba8c39\"}";

        assertThat(client.result("engine_getClientVersionV1", lighthouse)
                        .get(0)
                        .get("commit")
                        .asString())
                .matches("0x[0-9a-f]{8}");
        assertThat(client.code("engine_getClientVersionV1", "{}")).isEqualTo(-32602);
    }

    @Test
    void requests_areRemembered() throws Exception {
        client.call("eth_chainId");

        assertThat(node.requests()).singleElement().satisfies(request -> {
            assertThat(request.method()).isEqualTo("eth_chainId");
            assertThat(request.body()).isEqualTo(CHAIN_ID);
            assertThat(request.authorization()).startsWith("Bearer ");
        });
    }

    @Test
    void script_answersInPlace() throws Exception {
        node.script().onAny().times(1).answer(503, "<html>busy</html>");
        node.script().on("eth_chainId").times(1).error(-32000, "no");
        node.script().on("eth_chainId").times(1).result("\"0x1\"");
        node.script().on("eth_chainId").times(1).wrongId();

        HttpResponse<String> busy = client.send(client.request(CHAIN_ID));
        assertThat(busy.statusCode()).isEqualTo(503);
        assertThat(busy.headers().firstValue("content-type")).contains("text/html");
        assertThat(busy.body()).isEqualTo("<html>busy</html>");
        assertThat(client.code("eth_chainId")).isEqualTo(-32000);
        assertThat(client.result("eth_chainId").asString()).isEqualTo("0x1");
        assertThat(client.call("eth_chainId").get("id").asString()).isEqualTo("another");
        assertThat(client.call("eth_chainId").get("id").asInt()).isEqualTo(7);
    }

    @Test
    void script_emptyAnswer_hasNoBody() throws Exception {
        node.script().onAny().times(1).answer(403, "");

        HttpResponse<String> response = client.send(client.request(CHAIN_ID));
        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).isEmpty();
    }

    @Test
    void script_brokenAnswers_breakTheConnection() throws Exception {
        node.script().on("eth_chainId").times(1).disconnect();
        node.script().on("eth_chainId").times(1).truncate();

        assertThatThrownBy(() -> client.call("eth_chainId")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> client.call("eth_chainId")).isInstanceOf(IOException.class);
        assertThat(client.result("eth_chainId").asString()).isEqualTo("0x539");
    }

    @Test
    void script_delay_waitsForTheClock() throws Exception {
        node.script().on("eth_chainId").times(1).delay(Duration.ofSeconds(5));
        CompletableFuture<HttpResponse<String>> answer = client.start(client.request(CHAIN_ID));
        Eventually.until(() -> time.pending() > 0);

        assertThat(answer).isNotDone();
        time.advance(Duration.ofSeconds(5));
        assertThat(answer.get().statusCode()).isEqualTo(200);
    }

    @Test
    void script_holdAndStall_endWithRelease() throws Exception {
        NodeScript.Rule held = node.script().on("eth_chainId").times(1).hold();
        NodeScript.Rule stalled = node.script().on("eth_chainId").times(1).stall();
        CompletableFuture<HttpResponse<String>> first = client.start(client.request(CHAIN_ID));
        Eventually.until(() -> !node.requests().isEmpty());
        CompletableFuture<HttpResponse<String>> second = client.start(client.request(CHAIN_ID));
        assertThat(client.result("eth_blockNumber").asString()).isEqualTo("0x0");

        assertThat(first).isNotDone();
        assertThat(second).isNotDone();
        held.release();
        assertThat(first.get().statusCode()).isEqualTo(200);
        stalled.release();
        assertThatThrownBy(second::get).hasCauseInstanceOf(IOException.class);
    }

    @Test
    void kill_closesThePort_andReviveOpensTheSame() throws Exception {
        client.call("eth_chainId");
        node.kill();

        assertThatThrownBy(() -> client.call("eth_chainId")).isInstanceOf(ConnectException.class);
        node.revive();
        assertThat(client.result("eth_chainId").asString()).isEqualTo("0x539");
    }

    @Test
    void kill_endsHeldRequests() throws Exception {
        node.script().on("eth_chainId").hold();
        CompletableFuture<HttpResponse<String>> answer = client.start(client.request(CHAIN_ID));
        Eventually.until(() -> !node.requests().isEmpty());
        node.kill();

        assertThatThrownBy(answer::get).hasCauseInstanceOf(IOException.class);
    }

    private HttpRequest.Builder authorized(String header) {
        return client.request(CHAIN_ID).setHeader("Authorization", header);
    }
}
