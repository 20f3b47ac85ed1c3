package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProducerHandle;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where what is signed goes. */
@Timeout(30)
class NodePublishingTest {
    private static final UInt64 SLOT = BeaconSamples.SLOT;

    private final TwoBackends two = TwoBackends.onCapella();

    @BeforeEach
    void answer() {
        two.answerAsNodes();
    }

    @AfterEach
    void close() {
        two.close();
    }

    @SuppressWarnings("unchecked") // the samples are made for their operations
    private static <A, R> R call(RoutedLighthouse routed, Operation<A, R> operation) {
        return Lighthouse.await(
                routed.call(operation, (A) BeaconSamples.argument(operation, SLOT), CallOptions.DEFAULT));
    }

    private static BlockPublication block() {
        return BlockPublication.of(SignedBlock.of(BeaconSamples.block(SLOT, 1), Bytes96.ZERO));
    }

    private static ProducedBlindedBlock blinded(RoutedLighthouse routed) {
        return (ProducedBlindedBlock) Lighthouse.await(routed.beacon()
                .production()
                .block(ProductionRequest.builder()
                        .slot(SLOT)
                        .isBlindedAllowed(true)
                        .build()));
    }

    static List<List<Operation<?, ?>>> pairs() {
        return List.of(
                List.of(BeaconOperations.PRODUCE_BLOCK, BeaconOperations.PUBLISH_BLOCK),
                List.of(BeaconOperations.ATTESTATION_DATA, BeaconOperations.PUBLISH_ATTESTATIONS),
                List.of(BeaconOperations.AGGREGATE_ATTESTATION, BeaconOperations.PUBLISH_AGGREGATES),
                List.of(BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION, BeaconOperations.PUBLISH_CONTRIBUTIONS));
    }

    @ParameterizedTest
    @MethodSource("pairs")
    void publication_goesToWhoMadeWhatWasSigned(List<Operation<?, ?>> pair) {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        call(routed, pair.get(0));
        routed.router(Router.only(two.young));

        call(routed, pair.get(1));

        assertThat(two.decisions.get(1)).isEqualTo(new TwoBackends.Decision(pair.get(1), "v4", "producer"));
    }

    @Test
    void publication_ofASlotThatNobodyMade_followsTheRouter() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));

        call(routed, BeaconOperations.PUBLISH_BLOCK);
        call(routed, BeaconOperations.PUBLISH_VOLUNTARY_EXIT);

        assertThat(two.decisions).extracting(TwoBackends.Decision::alias).containsExactly("v5", "v5");
    }

    @Test
    void standIn_publishesTheVerySameBlock() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        call(routed, BeaconOperations.PRODUCE_BLOCK);
        two.answerAsNode(
                two.v5, script -> script.on(BeaconOperations.PUBLISH_BLOCK).fail(Failure.TIMEOUT::of));
        BlockPublication block = block();

        assertThat(Lighthouse.await(routed.beacon().production().publish(block)).isPublished())
                .isTrue();
        assertThat(two.v4.calls(BeaconOperations.PUBLISH_BLOCK)).singleElement().isSameAs(block);
    }

    @Test
    void primary_publishesWhatAStandInMadeAndCannotPublish() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        two.answerAsNode(
                two.v5,
                script -> script.on(BeaconOperations.PRODUCE_BLOCK).times(1).fail(Failure.HTTP_500::of));
        call(routed, BeaconOperations.PRODUCE_BLOCK);
        two.answerAsNode(
                two.v4, script -> script.on(BeaconOperations.PUBLISH_BLOCK).fail(Failure.HTTP_503::of));

        call(routed, BeaconOperations.PUBLISH_BLOCK);

        assertThat(two.primaries(BeaconOperations.PUBLISH_BLOCK)).containsExactly("v4");
        assertThat(two.v5.calls(BeaconOperations.PUBLISH_BLOCK)).hasSize(1);
    }

    @Test
    void accepted_isAnAnswer() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        PublishResult duplicate = PublishResult.accepted("duplicate block");
        two.answerAsNode(
                two.v5, script -> script.on(BeaconOperations.PUBLISH_BLOCK).answer(duplicate));

        assertThat(call(routed, BeaconOperations.PUBLISH_BLOCK)).isEqualTo(duplicate);
        assertThat(two.v4.calls(BeaconOperations.PUBLISH_BLOCK)).isEmpty();
    }

    @Test
    void producerThatIsDown_costsNoTimeout() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        call(routed, BeaconOperations.PRODUCE_BLOCK);
        two.answerAsNode(two.v5, script -> script.on(BeaconOperations.GENESIS).fail(Failure.NOT_SENT::of));
        call(routed, BeaconOperations.GENESIS);
        call(routed, BeaconOperations.GENESIS);
        assertThat(routed.health(Facet.BEACON)).containsEntry("v5", Health.DOWN);

        call(routed, BeaconOperations.PUBLISH_BLOCK);

        assertThat(two.primaries(BeaconOperations.PUBLISH_BLOCK)).containsExactly("v4");
        assertThat(two.v5.calls(BeaconOperations.PUBLISH_BLOCK)).isEmpty();
    }

    @Test
    void blindedBlock_goesToItsProducerAlone() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        routed.router(Router.primaryWithFallback(two.young, two.old));
        ProducedBlindedBlock made = blinded(routed);
        assertThat(made.producer()).isEqualTo(new ProducerHandle("v5", SLOT, 1));
        routed.router(Router.primaryWithFallback(two.old, two.young));

        Lighthouse.await(routed.beacon().production().publish(BeaconSamples.blinded(SLOT, "v5")));
        assertThat(two.v5.calls(BeaconOperations.PUBLISH_BLINDED_BLOCK)).hasSize(1);

        two.answerAsNode(
                two.v5,
                script -> script.on(BeaconOperations.PUBLISH_BLINDED_BLOCK).fail(Failure.NOT_SENT::of));
        assertThatThrownBy(
                        () -> Lighthouse.await(routed.beacon().production().publish(BeaconSamples.blinded(SLOT, "v5"))))
                .isInstanceOf(Unreachable.class);
        assertThat(two.v4.calls(BeaconOperations.PUBLISH_BLINDED_BLOCK)).isEmpty();
    }

    @Test
    void blindedBlock_ofNobodyWhoIsAttachedIsRefusedAndCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.only(two.old))
                .meterRegistry(registry)
                .build());

        assertThatThrownBy(() ->
                        Lighthouse.await(routed.beacon().production().publish(BeaconSamples.blinded(SLOT, "gone"))))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fault()).isEqualTo(Refused.Fault.FOREIGN_HANDLE));
        assertThat(registry.get("lighthouse.affinity.misses")
                        .tag("reason", "foreign")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(two.v4.calls()).isEmpty();
    }
}
