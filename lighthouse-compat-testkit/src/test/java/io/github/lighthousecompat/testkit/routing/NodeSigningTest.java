package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.ProducedBlock;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProductionApi;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.FakeScript;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whom a host hears from about what its validators sign. */
@Timeout(30)
class NodeSigningTest {
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

    private RoutedLighthouse only(Backend backend) {
        return two.route((old, young) -> Router.only(backend));
    }

    private static ProductionRequest request(UInt64 slot) {
        return ProductionRequest.builder().slot(slot).build();
    }

    private static CompletableFuture<ProducedBlock> produce(RoutedLighthouse routed, UInt64 slot) {
        return routed.beacon().production().block(request(slot));
    }

    /** Which node made a block: 4 or 5. */
    private static Hash32 maker(CompletableFuture<ProducedBlock> block) {
        return ((ProducedFullBlock) Lighthouse.await(block)).block().stateRoot();
    }

    private static Hash32 node(int number) {
        return BeaconSamples.hash(number);
    }

    private void fail(Failure failure) {
        two.answerAsNode(
                two.v5, script -> script.on(BeaconOperations.PRODUCE_BLOCK).fail(failure::of));
    }

    /** Blocks of v5 come when they are let go. */
    private FakeScript.Rule<?, ?> holdBlocks() {
        two.v5.script().clear();
        FakeScript.Rule<?, ?> rule = two.v5
                .script()
                .on(BeaconOperations.PRODUCE_BLOCK)
                .answerWith(asked ->
                        ProducedFullBlock.of(BeaconSamples.block(asked.slot(), 5), Optional.empty(), Optional.empty()))
                .hold();
        BeaconSamples.teach(two.v5, "v5", 5);
        return rule;
    }

    @Test
    void slot_thatHasItsBlockStaysWithItsNodeWhateverTheRouterSays() {
        RoutedLighthouse routed = only(two.old);
        assertThat(maker(produce(routed, SLOT))).isEqualTo(node(4));
        routed.router(Router.only(two.young));

        assertThat(maker(produce(routed, SLOT))).isEqualTo(node(4));
        assertThat(maker(routed.beacon()
                        .production()
                        .block(ProductionRequest.builder()
                                .slot(SLOT)
                                .graffiti(node(9))
                                .build())))
                .as("another wish for the same slot")
                .isEqualTo(node(4));
        assertThat(maker(produce(routed, SLOT.plus(1)))).isEqualTo(node(5));
        assertThat(two.decisions.get(1).reason()).isEqualTo("slot");
    }

    @Test
    void otherQuestionsOfASlot_followTheRouter() {
        RoutedLighthouse routed = only(two.old);
        ProductionApi production = routed.beacon().production();
        Lighthouse.await(production.attestationData(SLOT, UInt64.ONE));
        routed.router(Router.only(two.young));

        AttestationData same = Lighthouse.await(production.attestationData(SLOT, UInt64.ONE));
        AttestationData another = Lighthouse.await(production.attestationData(SLOT, UInt64.of(2)));

        assertThat(same.beaconBlockRoot()).isEqualTo(node(4));
        assertThat(another.beaconBlockRoot()).isEqualTo(node(5));
    }

    @Test
    void canary_takesWholeSlots() {
        RoutedLighthouse routed = two.route(
                (old, young) -> Router.canary(old, young, WeightSource.of(Weight.percent(50)), Assignment.random()));
        int ofCanary = 0;
        for (int i = 0; i < 64; i++) {
            UInt64 slot = SLOT.plus(i);
            two.decisions.clear();
            for (Operation<?, ?> operation : List.of(
                    BeaconOperations.PRODUCE_BLOCK,
                    BeaconOperations.ATTESTATION_DATA,
                    BeaconOperations.AGGREGATE_ATTESTATION,
                    BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION,
                    BeaconOperations.PUBLISH_SYNC_MESSAGES)) {
                call(routed, operation, slot);
            }
            assertThat(two.decisions)
                    .extracting(TwoBackends.Decision::alias)
                    .hasSize(5)
                    .containsOnly(two.decisions.get(0).alias());
            ofCanary += two.decisions.get(0).alias().equals("v5") ? 1 : 0;
        }
        assertThat(ofCanary).isBetween(8, 56);
    }

    @SuppressWarnings("unchecked") // the samples are made for their operations
    private static <A, R> R call(RoutedLighthouse routed, Operation<A, R> operation, UInt64 slot) {
        return Lighthouse.await(
                routed.call(operation, (A) BeaconSamples.argument(operation, slot), CallOptions.DEFAULT));
    }

    @Test
    void standIn_isNeverAskedOnceTheHostHasABlock() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        assertThat(maker(produce(routed, SLOT))).isEqualTo(node(5));
        fail(Failure.HTTP_500);

        assertThatThrownBy(() -> Lighthouse.await(produce(routed, SLOT))).isInstanceOf(Http.class);
        assertThat(two.v4.calls(BeaconOperations.PRODUCE_BLOCK)).isEmpty();
        assertThat(maker(produce(routed, SLOT.plus(1)))).as("another slot").isEqualTo(node(4));
    }

    @Test
    void standIn_thatGaveTheBlockKeepsTheSlot() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        fail(Failure.HTTP_500);
        assertThat(maker(produce(routed, SLOT))).isEqualTo(node(4));
        two.answerAsNodes();

        assertThat(maker(produce(routed, SLOT))).isEqualTo(node(4));
    }

    @Test
    void callUnderWay_takesALaterOneForTheSameAlong() {
        RoutedLighthouse routed = only(two.young);
        FakeScript.Rule<?, ?> late = holdBlocks();
        CompletableFuture<ProducedBlock> first = produce(routed, SLOT);
        routed.router(Router.only(two.old));
        CompletableFuture<ProducedBlock> second = produce(routed, SLOT);
        late.release();

        assertThat(maker(first)).isEqualTo(node(5));
        assertThat(maker(second)).isEqualTo(node(5));
        assertThat(two.v4.calls(BeaconOperations.PRODUCE_BLOCK)).isEmpty();
    }

    @Test
    void lateBlock_isNotHandedOutOnceAnotherNodeGaveTheSlots() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        FakeScript.Rule<?, ?> late = holdBlocks();
        CompletableFuture<ProducedBlock> hurried = routed.beacon(CallOptions.DEFAULT.within(Duration.ofSeconds(1)))
                .production()
                .block(request(SLOT));
        CompletableFuture<ProducedBlock> patient = produce(routed, SLOT);
        two.time.advance(Duration.ofMillis(750));
        assertThat(maker(hurried)).as("in the place of one that is late").isEqualTo(node(4));
        late.release();

        assertThat(maker(patient)).isEqualTo(node(4));
        assertThat(two.v5.calls(BeaconOperations.PRODUCE_BLOCK)).hasSize(2);
    }

    /** The host has nothing of an answer that comes after it has cancelled: another node may give another. */
    @Test
    void answerOfACallThatTheHostHasCancelled_bindsNobody() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        two.v5.script().clear();
        FakeScript.Rule<?, ?> reading = two.v5
                .script()
                .on(BeaconOperations.NODE_SYNCING)
                .answer(BeaconSamples.syncing(false, false, false))
                .hold();
        BeaconSamples.teach(two.v5, "v5", 5);
        ProductionApi production = routed.beacon().production();
        CompletableFuture<AttestationData> before = production.attestationData(SLOT, UInt64.of(2));
        CompletableFuture<AttestationData> cancelled = production.attestationData(SLOT, UInt64.ONE);
        CompletableFuture<AttestationData> after = production.attestationData(SLOT, UInt64.of(3));
        assertThat(two.v5.calls(BeaconOperations.ATTESTATION_DATA)).hasSize(3);
        assertThat(cancelled).as("held until the node has said how it is").isNotDone();

        cancelled.cancel(true);
        reading.release();
        Lighthouse.await(CompletableFuture.allOf(before, after));
        routed.router(Router.only(two.old));

        assertThat(Lighthouse.await(production.attestationData(SLOT, UInt64.ONE))
                        .beaconBlockRoot())
                .isEqualTo(node(4));
    }

    @Test
    void nothingToSign_bindsNobody() {
        RoutedLighthouse routed = only(two.young);
        two.answerAsNode(
                two.v5,
                script -> script.on(BeaconOperations.AGGREGATE_ATTESTATION).answer(Optional.empty()));
        ProductionApi production = routed.beacon().production();
        assertThat(Lighthouse.await(production.aggregate(SLOT, node(1)))).isEmpty();
        routed.router(Router.only(two.old));

        assertThat(Lighthouse.await(production.aggregate(SLOT, node(1))).map(Attestation::data))
                .contains(BeaconSamples.data(SLOT, 4));
    }

    @Test
    void slot_ofANodeThatIsGoneIsNotGivenTwice() {
        RoutedLighthouse routed = only(two.old);
        FakeLighthouseV5 third = FakeLighthouseV5.builder()
                .chainOf(two.v5)
                .name("third")
                .time(two.time)
                .build();
        BeaconSamples.teach(third, "third", 3);
        Backend backend = Backend.of("third", third);
        two.untilAttached(routed, backend);
        routed.router(Router.only(backend));
        assertThat(maker(produce(routed, SLOT))).isEqualTo(node(3));
        routed.router(Router.only(two.old));
        routed.detach("third");

        assertThatThrownBy(() -> Lighthouse.await(produce(routed, SLOT)))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Rejected.Reason.BACKEND_DOWN));
        assertThat(maker(produce(routed, SLOT.plus(1)))).isEqualTo(node(4));
    }

    @Test
    void nodeWhoseExecutionLayerMissedSomething_isAskedAllTheSame() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        two.answerAsNode(two.v5, script -> {
            script.on(EngineOperations.NEW_PAYLOAD).fail(Failure.NOT_SENT::of);
            script.on(EngineOperations.BLOCK_BY_HASH).fail(Failure.NOT_SENT::of);
        });
        routed.engine()
                .newPayload(two.driver(routed).build())
                .handle((status, failure) -> status)
                .join();
        assertThat(routed.states()).containsEntry("v5", BackendState.LAGGING);

        assertThat(maker(produce(routed, SLOT))).isEqualTo(node(5));
    }

    @Test
    void nodeThatContradictedAMoreTrustedOne_isReadAndPublishesAndSaysNothingToSign() {
        RoutedLighthouse routed = two.route((old, young) -> Router.parallel(old, young));
        two.answerAsNode(
                two.v5,
                script ->
                        script.on(EngineOperations.NEW_PAYLOAD).answer(PayloadStatus.invalid(Optional.empty(), "no")));
        Lighthouse.await(routed.engine().newPayload(two.driver(routed).build()));
        assertThat(routed.states()).containsEntry("v5", BackendState.SUSPENDED);
        routed.router(Router.only(two.young));
        two.decisions.clear();

        assertThat(maker(produce(routed, SLOT))).isEqualTo(node(4));
        call(routed, BeaconOperations.GENESIS, SLOT);
        call(routed, BeaconOperations.PUBLISH_ATTESTATIONS, SLOT);

        assertThat(two.decisions).extracting(TwoBackends.Decision::alias).containsExactly("v4", "v5", "v5");
    }

    @Test
    void nodeThatCannotFollowTheChain_isAskedNothing() {
        TwoBackends forking = TwoBackends.forkingAfter(1);
        forking.answerAsNodes();
        try (RoutedLighthouse routed = forking.route((old, young) -> Router.byHealth(old, young))) {
            forking.driver(routed).advance(1);
            routed.router(Router.byHealth(forking.old, forking.young)
                    .overriding(EngineOperations.FORKCHOICE_BUILD, Router.only(forking.young))
                    .overriding(EngineOperations.GET_PAYLOAD, Router.only(forking.young)));
            forking.driver(routed).advance(1);
            assertThat(routed.states()).containsEntry("v4", BackendState.OUTDATED);
            forking.decisions.clear();

            call(routed, BeaconOperations.GENESIS, SLOT);
            call(routed, BeaconOperations.PRODUCE_BLOCK, SLOT);
            call(routed, BeaconOperations.PUBLISH_ATTESTATIONS, SLOT);
            call(routed, BeaconOperations.PREPARE_PROPOSERS, SLOT);

            assertThat(forking.decisions)
                    .extracting(TwoBackends.Decision::alias)
                    .containsOnly("v5");
            assertThat(forking.v4.calls(BeaconOperations.PREPARE_PROPOSERS)).isEmpty();
        }
        forking.close();
    }
}
