package io.github.lighthousecompat.v5;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.LighthouseV5;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.ForkchoiceState;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an execution layer sees of v5 and of no other version. */
@Timeout(60)
class V5LighthouseIT {
    private static final ForkchoiceState STATE = ForkchoiceState.of(Hash32.ZERO, Hash32.ZERO, Hash32.ZERO);
    private static final DenebAttributes DENEB = DenebAttributes.builder()
            .timestamp(UInt64.of(1000))
            .prevRandao(Hash32.ZERO)
            .suggestedFeeRecipient(Address.ZERO)
            .parentBeaconBlockRoot(Hash32.ZERO)
            .build();
    private static final String SYNCING = "{\"payloadStatus\":{\"status\":\"SYNCING\"},\"payloadId\":null}";
    private static final String UP_TO_V2 = "[\"engine_forkchoiceUpdatedV2\"]";
    private static final String UP_TO_V3 = "[\"engine_forkchoiceUpdatedV2\",\"engine_forkchoiceUpdatedV3\"]";

    @Test
    void capabilities_exchanged_nameTheMethodsOfThisVersion() throws IOException {
        try (RecordingNode node = node(UP_TO_V3);
                LighthouseV5 client = client(node)) {
            Lighthouse.await(client.engine().capabilities());

            assertThat(node.received())
                    .containsExactly("engine_exchangeCapabilities[["
                            + "\"engine_newPayloadV1\","
                            + "\"engine_newPayloadV2\","
                            + "\"engine_newPayloadV3\","
                            + "\"engine_getPayloadV1\","
                            + "\"engine_getPayloadV2\","
                            + "\"engine_getPayloadV3\","
                            + "\"engine_forkchoiceUpdatedV1\","
                            + "\"engine_forkchoiceUpdatedV2\","
                            + "\"engine_forkchoiceUpdatedV3\","
                            + "\"engine_getPayloadBodiesByHashV1\","
                            + "\"engine_getPayloadBodiesByRangeV1\","
                            + "\"engine_getClientVersionV1\"]]");
        }
    }

    @Test
    void forkchoiceUpdated_withoutAttributes_isV3WhereItIsOffered() throws IOException {
        try (RecordingNode node = node(UP_TO_V3);
                LighthouseV5 client = client(node)) {
            Lighthouse.await(client.engine().forkchoiceUpdated(STATE));

            assertThat(node.received().get(1))
                    .startsWith("engine_forkchoiceUpdatedV3[{")
                    .endsWith("},null]");
        }
    }

    @Test
    void forkchoiceUpdated_withoutAttributes_isV2Elsewhere() throws IOException {
        try (RecordingNode node = node(UP_TO_V2);
                LighthouseV5 client = client(node)) {
            Lighthouse.await(client.engine().forkchoiceUpdated(STATE));

            assertThat(node.received().get(1))
                    .startsWith("engine_forkchoiceUpdatedV2[{")
                    .endsWith("},null]");
        }
    }

    @Test
    void forkchoiceUpdated_withAttributesOfDeneb_isV3OrUnsupported() throws IOException {
        try (RecordingNode node = node(UP_TO_V3);
                LighthouseV5 client = client(node)) {
            Lighthouse.await(client.engine().forkchoiceUpdated(STATE, DENEB));

            assertThat(node.received().get(1))
                    .startsWith("engine_forkchoiceUpdatedV3[{")
                    .endsWith("\"parentBeaconBlockRoot\":\"" + Hash32.ZERO + "\"}]");
        }
        try (RecordingNode node = node(UP_TO_V2);
                LighthouseV5 client = client(node)) {
            assertThat(catchThrowableOfType(
                                    LighthouseException.Unsupported.class,
                                    () -> Lighthouse.await(client.engine().forkchoiceUpdated(STATE, DENEB)))
                            .fork())
                    .contains(Fork.DENEB);
        }
    }

    @Test
    void clientVersion_whereItIsOffered_saysThatThisIsLighthouse() throws IOException {
        try (RecordingNode node = new RecordingNode(Map.of(
                        "engine_exchangeCapabilities", "[\"engine_getClientVersionV1\"]",
                        "engine_getClientVersionV1", "[]"));
                LighthouseV5 client = client(node)) {
            assertThat(Lighthouse.await(client.engine().clientVersion())).isEmpty();

            assertThat(node.received().get(1))
                    .isEqualTo("engine_getClientVersionV1[{\"code\":\"LH\",\"name\":\"Lighthouse\","
                            + "\"version\":\"v5.3.0-d6ba8c3\",\"commit\":\"d6ba8c39\"}]");
        }
    }

    @Test
    void serverWithoutExchange_anyEngineCall_fails() throws IOException {
        try (RecordingNode node = new RecordingNode(Map.of("engine_forkchoiceUpdatedV2", SYNCING));
                LighthouseV5 client = client(node)) {
            assertThat(catchThrowableOfType(
                                    LighthouseException.Rpc.class,
                                    () -> Lighthouse.await(client.engine().forkchoiceUpdated(STATE)))
                            .code())
                    .isEqualTo(-32601);
        }
    }

    private static RecordingNode node(String capabilities) throws IOException {
        return new RecordingNode(Map.of(
                "engine_exchangeCapabilities", capabilities,
                "engine_forkchoiceUpdatedV2", SYNCING,
                "engine_forkchoiceUpdatedV3", SYNCING));
    }

    private static LighthouseV5 client(RecordingNode node) {
        return Lighthouse.v5(LighthouseConfig.builder()
                .forks(ForkSchedule.of(UInt64.ZERO, UInt64.of(1000)))
                .engineUrl(node.url())
                .jwtSecret(JwtSecret.fromHex("07".repeat(32)))
                .build());
    }
}
