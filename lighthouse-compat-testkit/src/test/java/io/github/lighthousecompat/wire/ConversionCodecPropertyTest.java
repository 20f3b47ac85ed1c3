package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.convert.V4ToV5;
import io.github.lighthousecompat.convert.V5ToV4;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.testkit.convert.Blobless;
import io.github.lighthousecompat.testkit.convert.Cases;
import io.github.lighthousecompat.testkit.convert.ConversionDomain;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * It is one whether values are converted and then written, or their texts are changed as the specification differs.
 *
 * <p>It stands in this package for the codec, which nobody else sees.
 */
@Domain(DomainContext.Global.class)
@Domain(ConversionDomain.class)
class ConversionCodecPropertyTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String ZERO = "0x0";

    @Property
    void encode_relabelledRequest_isTheTextWithTheFieldsOfItsFork(@ForAll CapellaPayload any, @ForAll Hash32 root) {
        CapellaNewPayload x = NewPayloadRequest.of(Blobless.of(any));
        Cases.of(x.payload());
        DenebNewPayload up = V4ToV5.relabelAsDeneb(x, root).get().value();
        JsonNode textOfX = params(EngineParams.newPayloadV2(x));
        JsonNode textOfUp = params(EngineParams.newPayloadV3(up));

        ArrayNode expected = JSON.createArrayNode();
        expected.add(withBlobGas((ObjectNode) textOfX.get(0).deepCopy()));
        expected.addArray();
        expected.add(root.toHex());
        assertThat(textOfUp).isEqualTo(expected);
        assertThat(params(EngineParams.newPayloadV2(
                        V5ToV4.relabelAsCapella(up).get().value())))
                .isEqualTo(textOfX);
    }

    @Property
    void encode_relabelledAttributes_isTheTextWithTheFieldsOfTheirFork(
            @ForAll ForkchoiceState state, @ForAll CapellaAttributes x, @ForAll Hash32 root) {
        Cases.hit("withdrawals", x.withdrawals().isEmpty() ? "none" : "some", "none", "some");
        DenebAttributes up = V4ToV5.relabelAsDeneb(x, root).get().value();
        JsonNode textOfX = params(EngineParams.forkchoiceUpdatedV2(state, x));

        JsonNode expected = textOfX.deepCopy();
        ((ObjectNode) expected.get(1)).put("parentBeaconBlockRoot", root.toHex());
        assertThat(params(EngineParams.forkchoiceUpdatedV3(state, up))).isEqualTo(expected);
        assertThat(params(EngineParams.forkchoiceUpdatedV2(
                        state, V5ToV4.relabelAsCapella(up).get().value())))
                .isEqualTo(textOfX);
    }

    @Property
    void decode_textWithTheFieldsOfTheOtherFork_isTheRelabelledAnswer(
            @ForAll CapellaBuiltPayload any, @ForAll boolean shouldOverrideBuilder) {
        CapellaBuiltPayload x = BuiltPayload.of(Blobless.of(any.payload()), any.blockValue());
        Cases.of(x.payload());
        Cases.hit("should override builder", shouldOverrideBuilder, false, true);
        ObjectNode capella = JSON.createObjectNode();
        capella.set(
                "executionPayload",
                params(EngineParams.newPayloadV2(NewPayloadRequest.of(x.payload())))
                        .get(0));
        capella.put("blockValue", x.blockValue().toQuantity());
        ObjectNode deneb = capella.deepCopy();
        withBlobGas((ObjectNode) deneb.get("executionPayload"));
        ObjectNode bundle = deneb.putObject("blobsBundle");
        List.of("commitments", "proofs", "blobs").forEach(bundle::putArray);
        deneb.put("shouldOverrideBuilder", shouldOverrideBuilder);

        CapellaBuiltPayload readAsCapella = result(capella, EngineAnswers.CAPELLA_PAYLOAD);
        DenebBuiltPayload readAsDeneb = result(deneb, EngineAnswers.DENEB_PAYLOAD);

        assertThat(readAsCapella).isEqualTo(x);
        assertThat(V5ToV4.builtPayload(readAsCapella).get().value()).isEqualTo(x);
        assertThat(V5ToV4.relabelAsCapella(readAsDeneb).get().value()).isEqualTo(x);
        DenebBuiltPayload up = V4ToV5.relabelAsDeneb(readAsCapella).get().value();
        assertThat(BuiltPayload.of(up.payload(), up.blockValue(), up.blobsBundle(), shouldOverrideBuilder))
                .isEqualTo(readAsDeneb);
    }

    private static ObjectNode withBlobGas(ObjectNode payload) {
        return payload.put("blobGasUsed", ZERO).put("excessBlobGas", ZERO);
    }

    private static JsonNode params(Params params) {
        return JSON.readTree(JsonRpc.encode(1, "m", params)).get("params");
    }

    private static <R> R result(ObjectNode result, ResultReader<R> reader) {
        ObjectNode answer = JSON.createObjectNode().put("jsonrpc", "2.0").put("id", 1);
        answer.set("result", result);
        byte[] body = answer.toString().getBytes(StandardCharsets.UTF_8);
        return JsonRpc.decode(body, body.length, 1, reader);
    }
}
