package io.github.lighthousecompat.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.LighthouseV4;
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

/** What an execution layer sees of v4 and of no other version. */
@Timeout(60)
class V4LighthouseIT {
    private static final ForkchoiceState STATE = ForkchoiceState.of(Hash32.ZERO, Hash32.ZERO, Hash32.ZERO);
    private static final DenebAttributes DENEB = DenebAttributes.builder()
            .timestamp(UInt64.of(1000))
            .prevRandao(Hash32.ZERO)
            .suggestedFeeRecipient(Address.ZERO)
            .parentBeaconBlockRoot(Hash32.ZERO)
            .build();
    private static final String SYNCING = "{\"payloadStatus\":{\"status\":\"SYNCING\"},\"payloadId\":null}";
    private static final String UP_TO_V3 = "[\"engine_forkchoiceUpdatedV2\",\"engine_forkchoiceUpdatedV3\"]";

    @Test
    void capabilities_exchanged_nameTheMethodsOfThisVersion() throws IOException {
        try (RecordingNode node = node(UP_TO_V3);
                LighthouseV4 client = client(node)) {
            Lighthouse.await(client.engine().capabilities());

            assertThat(node.received())
                    .containsExactly("engine_exchangeCapabilities[["
                            + "\"engine_newPayloadV1\","
                            + "\"engine_newPayloadV2\","
                            + "\"engine_getPayloadV1\","
                            + "\"engine_getPayloadV2\","
                            + "\"engine_forkchoiceUpdatedV1\","
                            + "\"engine_forkchoiceUpdatedV2\","
                            + "\"engine_getPayloadBodiesByHashV1\","
                            + "\"engine_getPayloadBodiesByRangeV1\"]]");
        }
    }

    @Test
    void forkchoiceUpdated_withoutAttributes_isV2WhateverIsOffered() throws IOException {
        try (RecordingNode node = node(UP_TO_V3);
                LighthouseV4 client = client(node)) {
            Lighthouse.await(client.engine().forkchoiceUpdated(STATE));

            assertThat(node.received().get(1))
                    .startsWith("engine_forkchoiceUpdatedV2[{")
                    .endsWith("},null]");
        }
    }

    @Test
    void forkchoiceUpdated_withAttributesOfDeneb_isUnsupported() throws IOException {
        try (RecordingNode node = node(UP_TO_V3);
                LighthouseV4 client = client(node)) {
            LighthouseException.Unsupported failure = catchThrowableOfType(
                    LighthouseException.Unsupported.class,
                    () -> Lighthouse.await(client.engine().forkchoiceUpdated(STATE, DENEB)));

            assertThat(failure.fork()).contains(Fork.DENEB);
            assertThat(failure.method()).isEqualTo("engine_forkchoiceUpdatedV3");
            assertThat(node.received()).isEmpty();
        }
    }

    @Test
    void clientVersion_anyServer_isUnsupported() throws IOException {
        try (RecordingNode node = node(UP_TO_V3);
                LighthouseV4 client = client(node)) {
            assertThat(catchThrowableOfType(
                                    LighthouseException.Unsupported.class,
                                    () -> Lighthouse.await(client.engine().clientVersion()))
                            .method())
                    .isEqualTo("engine_getClientVersionV1");
            assertThat(node.received()).isEmpty();
        }
    }

    @Test
    void serverWithoutExchange_anyEngineCall_isTakenForOneBeforeShanghai() throws IOException {
        try (RecordingNode node = new RecordingNode(Map.of("engine_forkchoiceUpdatedV1", SYNCING));
                LighthouseV4 client = client(node)) {
            assertThat(Lighthouse.await(client.engine().capabilities()).methods())
                    .containsExactlyInAnyOrder(
                            "engine_newPayloadV1", "engine_getPayloadV1", "engine_forkchoiceUpdatedV1");
            assertThat(catchThrowableOfType(
                                    LighthouseException.Unsupported.class,
                                    () -> Lighthouse.await(client.engine().forkchoiceUpdated(STATE)))
                            .method())
                    .as("no fall to V1, which would lose withdrawals")
                    .isEqualTo("engine_forkchoiceUpdatedV2");
        }
    }

    private static RecordingNode node(String capabilities) throws IOException {
        return new RecordingNode(Map.of(
                "engine_exchangeCapabilities", capabilities,
                "engine_forkchoiceUpdatedV2", SYNCING,
                "engine_forkchoiceUpdatedV3", SYNCING));
    }

    private static LighthouseV4 client(RecordingNode node) {
        return Lighthouse.v4(LighthouseConfig.builder()
                .forks(ForkSchedule.of(UInt64.ZERO, UInt64.of(1000)))
                .engineUrl(node.url())
                .jwtSecret(JwtSecret.fromHex("07".repeat(32)))
                .build());
    }
}
