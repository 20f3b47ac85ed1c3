package io.github.lighthousecompat.wire;

import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** What an answer can be: how to make one, how the oracle writes it and what reads it. */
record AnswerKind<R>(
        String name,
        ResultReader<R> reader,
        Function<WireValues, R> values,
        Function<? super R, JsonNode> oracle,
        UnaryOperator<JsonNode> normal) {

    static final List<AnswerKind<?>> ALL = List.of(
            of("newPayload", EngineAnswers.PAYLOAD_STATUS, WireValues::status, Oracle::status),
            of("forkchoiceUpdated", EngineAnswers.FORKCHOICE, WireValues::forkchoice, Oracle::forkchoice),
            of("getPayloadV2", EngineAnswers.CAPELLA_PAYLOAD, WireValues::builtCapella, Oracle::built),
            of("getPayloadV3", EngineAnswers.DENEB_PAYLOAD, WireValues::builtDeneb, Oracle::built),
            of("getPayloadBodies", EngineAnswers.PAYLOAD_BODIES, WireValues::bodies, Oracle::bodies),
            new AnswerKind<>(
                    "exchangeCapabilities",
                    EngineAnswers.CAPABILITIES,
                    WireValues::capabilities,
                    methods -> Oracle.texts(new TreeSet<>(methods)),
                    AnswerKind::asSet),
            of("getClientVersion", EngineAnswers.CLIENT_VERSIONS, WireValues::clientVersions, Oracle::clientVersions),
            of("eth_syncing", EngineAnswers.SYNCING, WireValues::syncing, Oracle::syncing),
            of("eth_blockNumber", EngineAnswers.QUANTITY, WireValues::uint64, value -> Oracle.text(value.toQuantity())),
            of("eth_getBlock", EngineAnswers.BLOCK, WireValues::block, Oracle::block));

    private static <R> AnswerKind<R> of(
            String name, ResultReader<R> reader, Function<WireValues, R> values, Function<? super R, JsonNode> oracle) {
        return new AnswerKind<>(name, reader, values, oracle, UnaryOperator.identity());
    }

    /** A value with what the oracle writes for it. */
    Sample sample(long seed) {
        R value = values.apply(new WireValues(seed));
        return new Sample(value, oracle.apply(value));
    }

    Object decode(byte[] body, long id) {
        return JsonRpc.decode(body, body.length, id, reader);
    }

    /** What the codec reads from a body, as the oracle writes it. */
    JsonNode reread(byte[] body, long id) {
        return oracle.apply(JsonRpc.decode(body, body.length, id, reader));
    }

    @Override
    public String toString() {
        return name;
    }

    record Sample(Object value, JsonNode tree) {
        byte[] body(long id, Random disguise) {
            return Disguise.of(Oracle.answer(id, tree), disguise);
        }
    }

    /** Capabilities have no order and none is there twice. */
    private static JsonNode asSet(JsonNode list) {
        return list.isArray()
                ? Oracle.texts(new TreeSet<>(
                        list.values().stream().map(JsonNode::asString).toList()))
                : list;
    }
}
