package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.BeaconFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A node before v5.2.0 that can't serve validators now says that it does not know the version of the endpoint. */
@Timeout(60)
class BeaconUnfitIT {
    private static final UInt64 SLOT = UInt64.of(7);
    private static final Function<BeaconApi, CompletableFuture<?>> ATTESTERS =
            beacon -> beacon.duties().attesters(UInt64.ONE, List.of(SLOT));
    private static final Function<BeaconApi, CompletableFuture<?>> PRODUCE = beacon ->
            beacon.production().block(ProductionRequest.builder().slot(SLOT).build());
    private static final Map<String, Function<BeaconApi, CompletableFuture<?>>> CALLS = Map.of(
            "attesters", ATTESTERS,
            "syncCommittee", beacon -> beacon.duties().syncCommittee(UInt64.ONE, List.of(SLOT)),
            "prepareProposers", beacon -> beacon.duties().prepareProposers(List.of()),
            "aggregates", beacon -> beacon.pool().aggregates(List.of()),
            "contributions", beacon -> beacon.pool().contributions(List.of()),
            "block", PRODUCE);

    private static BeaconFixture like(String release) {
        return new BeaconFixture(
                release.startsWith("v4") ? TestDialect.SHORT : TestDialect.LONG, "Lighthouse/" + release + "-441fc16");
    }

    /** Blames the version in the path. */
    private static void blame(BeaconFixture node) {
        node.on((request, answer) -> node.error(
                answer,
                400,
                "BAD_REQUEST: Unsupported endpoint version: " + request.line().split("/", -1)[2]));
    }

    static Stream<Arguments> refusals() {
        return Stream.of("v4.3.0", "v4.5.0", "v5.0.0", "v5.1.3")
                .flatMap(release -> CALLS.entrySet().stream()
                        .map(call -> Arguments.of(release, Named.of(call.getKey(), call.getValue()))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void versionThatIsBlamed_isANodeThatIsNotInStep(String release, Function<BeaconApi, CompletableFuture<?>> call) {
        try (BeaconFixture node = like(release)) {
            blame(node);

            Http failure = failure(Http.class, call.apply(node.beacon()));

            assertThat(failure.status()).isEqualTo(503);
            assertThat(failure.isOfNode()).isTrue();
            assertThat(failure)
                    .hasMessageContaining("Unsupported endpoint version: v")
                    .hasMessageContaining("so a node of " + release + " says that it is syncing or has no peers");
        }
    }

    @Test
    void versionThatIsBlamed_upToV430_mayBeTheRequestAsWell() {
        try (BeaconFixture node = like("v4.3.0")) {
            blame(node);

            assertThat(failure(Http.class, ATTESTERS.apply(node.beacon())))
                    .hasMessageContaining("or that the request is wrong");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"v5.2.0", "v5.3.0"})
    void versionThatIsBlamed_byAReleaseThatSaysThatItIsSyncing_isUnsupported(String release) {
        try (BeaconFixture node = like(release)) {
            blame(node);

            assertThat(failure(Unsupported.class, ATTESTERS.apply(node.beacon()))
                            .method())
                    .isEqualTo("POST /eth/v1/validator/duties/attester/{epoch}");
            assertThat(failure(Unsupported.class, PRODUCE.apply(node.beacon())).method())
                    .isEqualTo("GET /eth/v3/validator/blocks/{slot}");
        }
    }

    @Test
    void versionThatIsBlamed_whereSyncingIsNothingAgainstARequest_isUnsupported() {
        try (BeaconFixture node = like("v4.5.0")) {
            blame(node);

            assertThat(failure(Unsupported.class, node.beacon().duties().registerValidators(List.of()))
                            .method())
                    .isEqualTo("POST /eth/v1/validator/register_validator");
        }
    }

    @Test
    void otherRefusals_areWhatTheyAre() {
        try (BeaconFixture node = like("v4.5.0")) {
            node.on((request, answer) -> node.error(answer, 400, "BAD_REQUEST: request epoch 9 is too far"));
            assertThat(failure(Http.class, ATTESTERS.apply(node.beacon())).status())
                    .isEqualTo(400);

            node.on((request, answer) -> node.error(answer, 405, "METHOD_NOT_ALLOWED"));
            failure(Unsupported.class, ATTESTERS.apply(node.beacon()));
        }
    }

    /** A node that is only taken for its release may lack version 3; one that is syncing has it. */
    @Test
    void version3OfProduction_isAskedForAgain_unlessVersion2IsThere() {
        try (BeaconFixture node = like("v5.0.0")) {
            blame(node);
            failure(Http.class, PRODUCE.apply(node.beacon()));
            failure(Http.class, PRODUCE.apply(node.beacon()));

            assertThat(node.lines())
                    .extracting(line -> line.replaceFirst("\\?.*", ""))
                    .containsExactly(
                            "GET /eth/v3/validator/blocks/7",
                            "GET /eth/v2/validator/blocks/7",
                            "GET /eth/v3/validator/blocks/7",
                            "GET /eth/v2/validator/blocks/7");
        }
    }
}
