package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.testkit.node.ChainDriver.Step;
import io.github.lighthousecompat.testkit.node.EngineCalls.Answer;
import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Drives a fresh node over the fork and keeps what it answers, good and bad, as a JSON array of exact texts. */
final class AnswerRecorder {
    static final Genesis GENESIS = Genesis.forkAt(Duration.ofSeconds(60));

    private static final long START = GENESIS.time().getEpochSecond();
    private static final long FORK = GENESIS.denebTime().orElseThrow().getEpochSecond();
    private static final String UNKNOWN = "0x" + "11".repeat(32);
    private static final String ROOT = "\"0x" + "22".repeat(32) + "\"";
    private static final Pattern COMPUTED_HASH = Pattern.compile("received: (0x[0-9a-f]{64})");
    private static final int OVER_THE_LIMIT = 12 << 20;

    private final List<String> lines = new ArrayList<>();
    private final EthereumJsNode node;
    private final EngineCalls calls;

    AnswerRecorder(EthereumJsNode node) {
        this.node = node;
        this.calls = new EngineCalls(node);
    }

    String record() {
        ChainDriver chain = new ChainDriver(calls);
        recordTransport();
        recordWithoutChain();
        node.send(
                TransactionKind.LEGACY,
                TransactionKind.ACCESS_LIST,
                TransactionKind.DYNAMIC_FEE,
                TransactionKind.CONTRACT_CREATION);
        Step first = chain.advance(2, START + 12);
        recordBlock("V2", first);
        recordOnCapella(first, chain.advance(2, START + 24));
        node.send(TransactionKind.LEGACY, TransactionKind.DYNAMIC_FEE);
        Step deneb = chain.advance(3, FORK);
        recordBlock("V3", deneb);
        recordOnDeneb(first, deneb);
        return "[\n" + String.join(",\n", lines) + "\n]\n";
    }

    private void recordTransport() {
        String request = EngineCalls.request("engine_exchangeCapabilities", "[]");
        add("no token", calls.post(node.engineUrl(), request, ""));
        add("wrong secret", calls.post(node.engineUrl(), request, "Bearer " + EngineCalls.token(new byte[32])));
        Answer tooLarge = calls.post(node.engineUrl(), " ".repeat(OVER_THE_LIMIT), "Bearer " + calls.token());
        add("too large", withoutStackTrace(tooLarge));
    }

    /** The frames name directories of this machine and places in this release of Node.js. */
    private static Answer withoutStackTrace(Answer answer) {
        String body = answer.body().replaceAll("<br> &nbsp; &nbsp;at [^<]*", "");
        return new Answer("12 MiB of spaces", answer.status(), answer.contentType(), body);
    }

    private void recordWithoutChain() {
        engine("capabilities", "engine_exchangeCapabilities", "[\"engine_newPayloadV2\"]");
        engine("client version, not implemented", "engine_getClientVersionV1", "{}");
        engine("chain id", "eth_chainId");
        engine("not syncing", "eth_syncing");
        engine("block number", "eth_blockNumber");
        engine("genesis block", "eth_getBlockByNumber", "\"0x0\"", "false");
        engine("payload id unknown", "engine_getPayloadV2", "\"0x0000000000000001\"");
    }

    private void recordBlock(String version, Step step) {
        add("forkchoice with attributes " + version, step.started());
        add("built payload " + version, step.built());
        add("payload VALID " + version, step.imported());
        add("forkchoice VALID " + version, step.head());
    }

    private void recordOnCapella(Step first, Step second) {
        String number = second.payload().get("blockNumber").toString();
        engine("Capella block by number", "eth_getBlockByNumber", number, "false");
        engine("Capella block by hash, with transactions", "eth_getBlockByHash", quoted(first.hash()), "true");
        engine("block unknown", "eth_getBlockByHash", quoted(UNKNOWN), "false");
        engine(
                "bodies by hash, one unknown",
                "engine_getPayloadBodiesByHashV1",
                "[" + quoted(first.hash()) + "," + quoted(UNKNOWN) + "]");
        engine("bodies by range past the head", "engine_getPayloadBodiesByRangeV1", "\"0x1\"", "\"0x4\"");
        String tooMany = String.join(",", Collections.nCopies(33, quoted(first.hash())));
        engine("bodies, too many asked for", "engine_getPayloadBodiesByHashV1", "[" + tooMany + "]");

        ObjectNode wrongHash = copy(second);
        wrongHash.put("blockHash", UNKNOWN);
        engine("payload INVALID, wrong hash", "engine_newPayloadV2", wrongHash.toString());
        ObjectNode wrongState = copy(second);
        wrongState.put("stateRoot", UNKNOWN);
        String wrongStateHash = rehash(wrongState);
        engine("payload INVALID, wrong state root", "engine_newPayloadV2", wrongState.toString());
        engine("forkchoice INVALID", "engine_forkchoiceUpdatedV2", ChainDriver.forkchoice(wrongStateHash), "null");
        ObjectNode orphan = copy(second);
        orphan.put("parentHash", UNKNOWN);
        String orphanHash = rehash(orphan);
        engine("payload ACCEPTED, parent unknown", "engine_newPayloadV2", orphan.toString());
        engine("forkchoice SYNCING", "engine_forkchoiceUpdatedV2", ChainDriver.forkchoice(orphanHash), "null");

        String state = ChainDriver.forkchoice(second.hash());
        String unknownSafe =
                state.replaceFirst("\"safeBlockHash\":\"0x[0-9a-f]+\"", "\"safeBlockHash\":" + quoted(UNKNOWN));
        engine("safe block unknown", "engine_forkchoiceUpdatedV2", unknownSafe, "null");
        engine("timestamp not after the head", "engine_forkchoiceUpdatedV2", state, attributes(START + 24, false));
        engine("V3 attributes before the fork", "engine_forkchoiceUpdatedV3", state, attributes(START + 36, true));
        engine("V2 attributes after the fork", "engine_forkchoiceUpdatedV2", state, attributes(FORK, false));
        ObjectNode early = copy(second).put("blobGasUsed", "0x0").put("excessBlobGas", "0x0");
        engine("V3 payload before the fork", "engine_newPayloadV3", early.toString(), "[]", ROOT);
    }

    private void recordOnDeneb(Step capella, Step deneb) {
        String number = deneb.payload().get("blockNumber").toString();
        String payload = deneb.payload().toString();
        String root = quoted(deneb.beaconRoot());
        engine("Deneb block by number", "eth_getBlockByNumber", number, "false");
        engine(
                "bodies by hash, both forks",
                "engine_getPayloadBodiesByHashV1",
                "[" + quoted(capella.hash()) + "," + quoted(deneb.hash()) + "]");
        engine("payload INVALID, surplus versioned hash", "engine_newPayloadV3", payload, "[" + ROOT + "]", root);
        engine("payload INVALID, other beacon root", "engine_newPayloadV3", payload, "[]", ROOT);
        engine("beacon root missing", "engine_newPayloadV3", payload, "[]");
        engine("V2 payload after the fork", "engine_newPayloadV2", payload);
        String id = deneb.started().result().get("payloadId").toString();
        engine("V2 fetch after the fork", "engine_getPayloadV2", id);
    }

    private static String attributes(long timestamp, boolean withBeaconRoot) {
        return ChainDriver.attributes(timestamp, withBeaconRoot ? UNKNOWN : "");
    }

    private static ObjectNode copy(Step step) {
        return (ObjectNode) step.payload().deepCopy();
    }

    /** Gives a changed payload its right hash, which the client names when it refuses the old one. */
    private String rehash(ObjectNode payload) {
        String refusal = calls.engine("engine_newPayloadV2", payload.toString()).body();
        Matcher computed = COMPUTED_HASH.matcher(refusal);
        assertThat(computed.find()).as(refusal).isTrue();
        payload.put("blockHash", computed.group(1));
        return computed.group(1);
    }

    private void engine(String name, String method, String... params) {
        add(name, calls.engine(method, params));
    }

    private void add(String name, Answer answer) {
        JsonNode entry = EngineCalls.JSON
                .createObjectNode()
                .put("name", name)
                .put("request", answer.request())
                .put("status", answer.status())
                .put("contentType", answer.contentType())
                .put("body", answer.body());
        lines.add(entry.toString());
    }

    private static String quoted(String text) {
        return '"' + text + '"';
    }
}
