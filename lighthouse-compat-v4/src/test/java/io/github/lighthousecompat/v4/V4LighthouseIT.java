package io.github.lighthousecompat.v4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseV4;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.testkit.FakeExecutionNode;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What an execution layer sees of v4 and of no other version. */
@Timeout(60)
class V4LighthouseIT {
    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.ZERO, UInt64.of(1000));
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
    void capabilities_exchanged_nameTheMethodsOfThisVersion() {
        try (FakeExecutionNode node = node(UP_TO_V3);
                LighthouseV4 client = client(node)) {
            Lighthouse.await(client.engine().capabilities());

            assertThat(received(node))
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
    @Tag("ask-19")
    void forkchoiceUpdated_withoutAttributes_isV2WhateverIsOffered() {
        try (FakeExecutionNode node = node(UP_TO_V3);
                LighthouseV4 client = client(node)) {
            Lighthouse.await(client.engine().forkchoiceUpdated(STATE));

            assertThat(received(node).get(1))
                    .startsWith("engine_forkchoiceUpdatedV2[{")
                    .endsWith("},null]");
        }
    }

    @Test
    void forkchoiceUpdated_withAttributesOfDeneb_isUnsupported() {
        try (FakeExecutionNode node = node(UP_TO_V3);
                LighthouseV4 client = client(node)) {
            LighthouseException.Unsupported failure = catchThrowableOfType(
                    LighthouseException.Unsupported.class,
                    () -> Lighthouse.await(client.engine().forkchoiceUpdated(STATE, DENEB)));

            assertThat(failure.fork()).contains(Fork.DENEB);
            assertThat(failure.method()).isEqualTo("engine_forkchoiceUpdatedV3");
            assertThat(received(node)).isEmpty();
        }
    }

    @Test
    void clientVersion_anyServer_isUnsupported() {
        try (FakeExecutionNode node = node(UP_TO_V3);
                LighthouseV4 client = client(node)) {
            assertThat(catchThrowableOfType(
                                    LighthouseException.Unsupported.class,
                                    () -> Lighthouse.await(client.engine().clientVersion()))
                            .method())
                    .isEqualTo("engine_getClientVersionV1");
            assertThat(received(node)).isEmpty();
        }
    }

    @Test
    void serverWithoutExchange_anyEngineCall_isTakenForOneBeforeShanghai() {
        try (FakeExecutionNode node = nodeWithoutExchange();
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

    private static FakeExecutionNode node(String capabilities) {
        FakeExecutionNode node = FakeExecutionNode.start(FORKS);
        node.script().on("engine_exchangeCapabilities").result(capabilities);
        node.script().on("engine_forkchoiceUpdatedV2").result(SYNCING);
        node.script().on("engine_forkchoiceUpdatedV3").result(SYNCING);
        return node;
    }

    private static FakeExecutionNode nodeWithoutExchange() {
        FakeExecutionNode node = FakeExecutionNode.start(FORKS);
        node.script().on("engine_exchangeCapabilities").error(-32601, "Method not found");
        return node;
    }

    private static LighthouseV4 client(FakeExecutionNode node) {
        return Lighthouse.v4(node.clientConfig().timeoutMultiplier(10).build());
    }

    /** Method and parameters of each request, in order. */
    private static List<String> received(FakeExecutionNode node) {
        return node.requests().stream()
                .map(request -> request.method()
                        + request.body()
                                .substring(
                                        request.body().indexOf("\"params\":") + "\"params\":".length(),
                                        request.body().lastIndexOf(",\"id\":")))
                .toList();
    }
}
