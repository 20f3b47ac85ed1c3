package io.github.lighthousecompat.testkit.node;

import io.github.lighthousecompat.testkit.node.EngineCalls.Answer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** Plays the consensus side against a node: one block after the other, without any rule of consensus. */
final class ChainDriver {
    /** The four calls that make one block, with what each answered. */
    record Step(int version, Answer started, Answer built, Answer imported, Answer head, String beaconRoot) {
        JsonNode payload() {
            return built.result().get("executionPayload");
        }

        String hash() {
            return payload().get("blockHash").asString();
        }

        List<String> transactionTypes() {
            List<String> types = new ArrayList<>();
            payload().get("transactions").forEach(tx -> types.add(typeOf(tx.asString())));
            return types;
        }

        private static String typeOf(String transaction) {
            // a list in RLP begins at 0xc0; below that the first byte is the type
            return transaction.startsWith("0x0") ? transaction.substring(2, 4) : "legacy";
        }
    }

    private final EngineCalls calls;

    ChainDriver(EngineCalls calls) {
        this.calls = calls;
    }

    JsonNode head() {
        return calls.rpc("eth_getBlockByNumber", "\"latest\"", "false").result();
    }

    static String forkchoice(String hash) {
        return "{\"headBlockHash\":\"%1$s\",\"safeBlockHash\":\"%1$s\",\"finalizedBlockHash\":\"%1$s\"}"
                .formatted(hash);
    }

    static String attributes(long timestamp, String beaconRoot) {
        String root = beaconRoot.isEmpty() ? "" : ",\"parentBeaconBlockRoot\":\"" + beaconRoot + "\"";
        return ("{\"timestamp\":\"0x%1$x\",\"prevRandao\":\"0x%2$064x\","
                        + "\"suggestedFeeRecipient\":\"0xfefefefefefefefefefefefefefefefefefefefe\","
                        + "\"withdrawals\":[{\"index\":\"0x%2$x\",\"validatorIndex\":\"0x1\","
                        + "\"address\":\"0xabababababababababababababababababababab\",\"amount\":\"0x5\"}]%3$s}")
                .formatted(timestamp, timestamp % 1000, root);
    }

    /** Builds, imports and adopts a block on the present head. */
    Step advance(int version, long timestamp) {
        String parent = head().get("hash").asString();
        String beaconRoot = version == 3 ? "0x%064x".formatted(timestamp) : "";
        Answer started = calls.engine(
                "engine_forkchoiceUpdatedV" + version, forkchoice(parent), attributes(timestamp, beaconRoot));
        Answer built = calls.engine(
                "engine_getPayloadV" + version,
                started.result().get("payloadId").toString());
        String payload = built.result().get("executionPayload").toString();
        Answer imported = version == 3
                ? calls.engine("engine_newPayloadV3", payload, hashesOf(built), "\"" + beaconRoot + "\"")
                : calls.engine("engine_newPayloadV2", payload);
        String hash = built.result().get("executionPayload").get("blockHash").asString();
        String state = "{\"headBlockHash\":\"%s\",\"safeBlockHash\":\"%2$s\",\"finalizedBlockHash\":\"%2$s\"}"
                .formatted(hash, parent);
        Answer head = calls.engine("engine_forkchoiceUpdatedV" + version, state, "null");
        return new Step(version, started, built, imported, head, beaconRoot);
    }

    /** Versioned hashes of the commitments in a bundle, as a JSON array. */
    private static String hashesOf(Answer built) {
        ArrayNode hashes = EngineCalls.JSON.createArrayNode();
        for (JsonNode commitment : built.result().get("blobsBundle").get("commitments")) {
            byte[] bytes = HexFormat.of().parseHex(commitment.asString().substring(2));
            hashes.add("0x01" + HexFormat.of().formatHex(sha256(bytes)).substring(2));
        }
        return hashes.toString();
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
