package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.SyncStatus;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The structures as trees of another library, written down from the specification a second time. */
final class Oracle {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Oracle() {}

    /** Read as characters: of bytes the other library refuses names with half of a surrogate pair, which are JSON. */
    static JsonNode parse(byte[] json) {
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(json))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new AssertionError("this is not UTF-8", e);
        }
    }

    static JsonNode parse(String json) {
        return MAPPER.readTree(json);
    }

    static ObjectNode answer(long id, JsonNode result) {
        ObjectNode answer = NODES.objectNode();
        answer.put("jsonrpc", "2.0").put("id", id).set("result", result);
        return answer;
    }

    static ObjectNode capella(CapellaPayload payload) {
        return shared(payload);
    }

    static ObjectNode deneb(DenebPayload payload) {
        return shared(payload)
                .put("blobGasUsed", payload.blobGasUsed().toQuantity())
                .put("excessBlobGas", payload.excessBlobGas().toQuantity());
    }

    private static ObjectNode shared(ExecutionPayload payload) {
        ObjectNode node = NODES.objectNode()
                .put("parentHash", payload.parentHash().toHex())
                .put("feeRecipient", payload.feeRecipient().toHex())
                .put("stateRoot", payload.stateRoot().toHex())
                .put("receiptsRoot", payload.receiptsRoot().toHex())
                .put("logsBloom", payload.logsBloom().toHex())
                .put("prevRandao", payload.prevRandao().toHex())
                .put("blockNumber", payload.blockNumber().toQuantity())
                .put("gasLimit", payload.gasLimit().toQuantity())
                .put("gasUsed", payload.gasUsed().toQuantity())
                .put("timestamp", payload.timestamp().toQuantity())
                .put("extraData", payload.extraData().toHex())
                .put("baseFeePerGas", payload.baseFeePerGas().toQuantity())
                .put("blockHash", payload.blockHash().toHex());
        node.set("transactions", transactions(payload.transactions()));
        node.set("withdrawals", withdrawals(payload.withdrawals()));
        return node;
    }

    static ObjectNode state(ForkchoiceState state) {
        return NODES.objectNode()
                .put("headBlockHash", state.headBlockHash().toHex())
                .put("safeBlockHash", state.safeBlockHash().toHex())
                .put("finalizedBlockHash", state.finalizedBlockHash().toHex());
    }

    static ObjectNode attributes(PayloadAttributes attributes) {
        ObjectNode node = NODES.objectNode()
                .put("timestamp", attributes.timestamp().toQuantity())
                .put("prevRandao", attributes.prevRandao().toHex())
                .put("suggestedFeeRecipient", attributes.suggestedFeeRecipient().toHex());
        node.set("withdrawals", withdrawals(attributes.withdrawals()));
        if (attributes instanceof DenebAttributes deneb) {
            node.put("parentBeaconBlockRoot", deneb.parentBeaconBlockRoot().toHex());
        }
        return node;
    }

    static ObjectNode built(CapellaBuiltPayload built) {
        ObjectNode node = NODES.objectNode();
        node.set("executionPayload", capella(built.payload()));
        return node.put("blockValue", built.blockValue().toQuantity());
    }

    static ObjectNode built(DenebBuiltPayload built) {
        ObjectNode node = NODES.objectNode();
        node.set("executionPayload", deneb(built.payload()));
        node.put("blockValue", built.blockValue().toQuantity());
        BlobsBundle bundle = built.blobsBundle();
        ObjectNode blobs = node.putObject("blobsBundle");
        blobs.set("commitments", list(bundle.commitments(), value -> text(value.toHex())));
        blobs.set("proofs", list(bundle.proofs(), value -> text(value.toHex())));
        blobs.set("blobs", list(bundle.blobs(), value -> text(value.toHex())));
        return node.put("shouldOverrideBuilder", built.shouldOverrideBuilder());
    }

    static ObjectNode status(PayloadStatus status) {
        ObjectNode node = NODES.objectNode().put("status", status.status().name());
        node.set("latestValidHash", orNull(status.latestValidHash(), hash -> text(hash.toHex())));
        node.set("validationError", orNull(status.validationError(), Oracle::text));
        return node;
    }

    static ObjectNode forkchoice(ForkchoiceAnswer answer) {
        ObjectNode node = NODES.objectNode();
        node.set("payloadStatus", status(answer.payloadStatus()));
        node.set("payloadId", orNull(answer.payloadId(), id -> text("0x%016x".formatted(id.longBits()))));
        return node;
    }

    static ArrayNode bodies(List<Optional<PayloadBody>> bodies) {
        return list(bodies, body -> orNull(body, Oracle::body));
    }

    private static ObjectNode body(PayloadBody body) {
        ObjectNode node = NODES.objectNode();
        node.set("transactions", transactions(body.transactions()));
        node.set("withdrawals", orNull(body.withdrawals(), Oracle::withdrawals));
        return node;
    }

    static ArrayNode texts(Collection<String> texts) {
        return list(texts, Oracle::text);
    }

    static ArrayNode clientVersions(List<ClientVersion> versions) {
        return list(versions, Oracle::clientVersion);
    }

    static ObjectNode clientVersion(ClientVersion version) {
        return NODES.objectNode()
                .put("code", version.code())
                .put("name", version.name())
                .put("version", version.version())
                .put("commit", version.commit());
    }

    static JsonNode syncing(SyncStatus status) {
        if (!status.isSyncing()) {
            return NODES.booleanNode(false);
        }
        ObjectNode node = NODES.objectNode();
        node.set("currentBlock", orNull(status.currentBlock(), number -> text(number.toQuantity())));
        node.set("highestBlock", orNull(status.highestBlock(), number -> text(number.toQuantity())));
        return node;
    }

    static JsonNode block(Optional<ExecutionBlock> block) {
        return orNull(block, Oracle::block);
    }

    private static ObjectNode block(ExecutionBlock block) {
        ObjectNode node = NODES.objectNode()
                .put("hash", block.hash().toHex())
                .put("parentHash", block.parentHash().toHex())
                .put("miner", block.feeRecipient().toHex())
                .put("stateRoot", block.stateRoot().toHex())
                .put("transactionsRoot", block.transactionsRoot().toHex())
                .put("receiptsRoot", block.receiptsRoot().toHex())
                .put("logsBloom", block.logsBloom().toHex())
                .put("mixHash", block.prevRandao().toHex())
                .put("number", block.number().toQuantity())
                .put("gasLimit", block.gasLimit().toQuantity())
                .put("gasUsed", block.gasUsed().toQuantity())
                .put("timestamp", block.timestamp().toQuantity())
                .put("extraData", block.extraData().toHex());
        node.set("baseFeePerGas", orNull(block.baseFeePerGas(), fee -> text(fee.toQuantity())));
        node.set("transactions", list(block.transactions(), hash -> text(hash.toHex())));
        node.set("withdrawalsRoot", orNull(block.withdrawalsRoot(), root -> text(root.toHex())));
        node.set("withdrawals", orNull(block.withdrawals(), Oracle::withdrawals));
        node.set("blobGasUsed", orNull(block.blobGasUsed(), gas -> text(gas.toQuantity())));
        node.set("excessBlobGas", orNull(block.excessBlobGas(), gas -> text(gas.toQuantity())));
        node.set("parentBeaconBlockRoot", orNull(block.parentBeaconBlockRoot(), root -> text(root.toHex())));
        return node;
    }

    private static ArrayNode transactions(Transactions transactions) {
        ArrayNode node = NODES.arrayNode();
        for (int i = 0; i < transactions.size(); i++) {
            Bytes transaction = transactions.get(i);
            node.add(transaction.toHex());
        }
        return node;
    }

    private static ArrayNode withdrawals(List<Withdrawal> withdrawals) {
        return list(
                withdrawals,
                withdrawal -> NODES.objectNode()
                        .put("index", withdrawal.index().toQuantity())
                        .put("validatorIndex", withdrawal.validatorIndex().toQuantity())
                        .put("address", withdrawal.address().toHex())
                        .put("amount", withdrawal.amount().toQuantity()));
    }

    static JsonNode text(String text) {
        return NODES.stringNode(text);
    }

    private static <T> JsonNode orNull(Optional<T> value, Function<T, JsonNode> node) {
        return value.map(node).orElse(NODES.nullNode());
    }

    private static <T> ArrayNode list(Collection<T> values, Function<T, JsonNode> node) {
        ArrayNode list = NODES.arrayNode();
        values.forEach(value -> list.add(node.apply(value)));
        return list;
    }
}
