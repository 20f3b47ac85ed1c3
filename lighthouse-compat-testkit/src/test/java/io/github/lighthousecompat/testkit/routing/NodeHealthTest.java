package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.DutiesQuery;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import io.github.lighthousecompat.testkit.FakeScript;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a node that does not answer, or should not be relied on, costs, and how it comes back. */
@Timeout(30)
class NodeHealthTest {
    private static final Duration SLOT = Duration.ofSeconds(12);
    private static final NodeSyncing WELL = BeaconSamples.syncing(false, false, false);
    private static final NodeSyncing CATCHING_UP = BeaconSamples.syncing(true, false, false);
    private static final NodeSyncing OPTIMISTIC = BeaconSamples.syncing(false, true, false);
    private static final NodeSyncing EXECUTION_OFFLINE = BeaconSamples.syncing(false, false, true);

    private final TwoBackends two = TwoBackends.onCapella();
    private long slot = BeaconSamples.SLOT.toLong();

    @BeforeEach
    void answer() {
        two.answerAsNodes();
    }

    @AfterEach
    void close() {
        two.close();
    }

    private RoutedLighthouse fallback() {
        return two.route((old, young) -> Router.primaryWithFallback(young, old));
    }

    private void says(NodeSyncing syncing) {
        two.answerAsNode(
                two.v5, script -> script.on(BeaconOperations.NODE_SYNCING).answer(syncing));
    }

    private CompletableFuture<AttestationData> ask(RoutedLighthouse routed) {
        return routed.beacon().production().attestationData(UInt64.of(slot++), UInt64.ONE);
    }

    /** Whose word for the next slot the host has: 4 or 5. */
    private int sign(RoutedLighthouse routed) {
        Hash32 root = Lighthouse.await(ask(routed)).beaconBlockRoot();
        return root.equals(BeaconSamples.hash(4)) ? 4 : 5;
    }

    private static int asked(FakeLighthouse node, Operation<?, ?> operation) {
        return node.calls(operation).size();
    }

    private Health health(RoutedLighthouse routed) {
        return routed.health(Facet.BEACON).get("v5");
    }

    private void down(RoutedLighthouse routed) {
        two.answerAsNode(two.v5, script -> script.on(BeaconOperations.GENESIS).fail(Failure.NOT_SENT::of));
        for (int call = 0; call < 2; call++) {
            routed.beacon()
                    .chain()
                    .genesis()
                    .handle((genesis, failure) -> genesis)
                    .join();
        }
        assertThat(health(routed)).isEqualTo(Health.DOWN);
    }

    static List<NodeSyncing> unfit() {
        return List.of(CATCHING_UP, OPTIMISTIC, EXECUTION_OFFLINE);
    }

    @Tag("ask-6")
    @Tag("ask-7")
    @ParameterizedTest
    @MethodSource("unfit")
    void nodeThatShouldNotBeReliedOn_saysNothingThatIsSigned(NodeSyncing syncing) {
        RoutedLighthouse routed = fallback();
        says(syncing);

        assertThat(sign(routed)).as("what it said was not taken").isEqualTo(4);
        assertThat(asked(two.v5, BeaconOperations.ATTESTATION_DATA)).isEqualTo(1);
        assertThat(health(routed)).isEqualTo(Health.LAGGING);
        assertThat(sign(routed)).isEqualTo(4);
        assertThat(asked(two.v5, BeaconOperations.ATTESTATION_DATA))
                .as("it is not even asked")
                .isEqualTo(1);
    }

    @Test
    void nodeWithoutPeers_mayBeTheOnlyOneOfItsChain() {
        RoutedLighthouse routed = fallback();
        says(NodeSyncing.builder().from(WELL).isSyncing(true).build());

        assertThat(sign(routed)).isEqualTo(5);
        assertThat(health(routed)).isEqualTo(Health.HEALTHY);
    }

    @Tag("ask-3")
    @Test
    void nodeThatShouldNotBeReliedOn_isAskedWhereThereIsNobodyBetter() {
        RoutedLighthouse routed = two.route((old, young) -> Router.byHealth(young, old));
        says(EXECUTION_OFFLINE);
        two.answerAsNode(
                two.v4, script -> script.on(BeaconOperations.NODE_SYNCING).answer(CATCHING_UP));
        Lighthouse.await(routed.beacon().node().syncing());
        routed.router(Router.byHealth(two.old, two.young));
        Lighthouse.await(routed.beacon().node().syncing());
        routed.router(Router.primaryWithFallback(two.young, two.old));
        assertThat(routed.health(Facet.BEACON)).containsEntry("v4", Health.LAGGING);

        assertThat(sign(routed)).isEqualTo(5);
    }

    @Tag("ask-3")
    @Test
    void nodesThatAreBothDown_areAFailureThatSaysSo_howeverOftenTheyAreAsked() {
        for (FakeLighthouse node : List.of(two.v4, two.v5)) {
            two.answerAsNode(
                    node,
                    script -> BeaconOperations.ALL.forEach(
                            operation -> script.on(operation).fail(Failure.NOT_SENT::of)));
        }
        for (RoutedLighthouse routed : List.of(fallback(), two.route((old, young) -> Router.byHealth(young, old)))) {
            for (int call = 0; call < 5; call++) {
                assertThatThrownBy(() -> sign(routed)).isInstanceOf(Unreachable.class);
                assertThatThrownBy(
                                () -> Lighthouse.await(routed.beacon().chain().genesis()))
                        .isInstanceOf(Unreachable.class);
            }
            assertThat(routed.health(Facet.BEACON))
                    .containsEntry("v4", Health.DOWN)
                    .containsEntry("v5", Health.DOWN);
        }
    }

    @Test
    void answerThatWasNotTaken_countsIfNobodyElseHasOne() {
        RoutedLighthouse routed = fallback();
        says(OPTIMISTIC);
        two.answerAsNode(
                two.v4, script -> script.on(BeaconOperations.ATTESTATION_DATA).fail(Failure.HTTP_500::of));

        assertThat(sign(routed)).isEqualTo(5);
        assertThat(asked(two.v4, BeaconOperations.ATTESTATION_DATA)).isEqualTo(1);
    }

    @Tag("ask-8")
    @Test
    void nodeThatWasBehind_isTrustedAfterTwoGoodReadingsASlotApart() {
        RoutedLighthouse routed = fallback();
        says(CATCHING_UP);
        assertThat(sign(routed)).isEqualTo(4);
        two.answerAsNodes();

        two.time.advance(SLOT);
        Eventually.until(() -> asked(two.v5, BeaconOperations.NODE_SYNCING) >= 2);
        assertThat(health(routed)).isEqualTo(Health.LAGGING);
        assertThat(sign(routed)).as("one good word is not enough").isEqualTo(4);
        // the listener hears of it last
        two.until(() -> two.healths.contains("v5 node LAGGING HEALTHY"));

        assertThat(sign(routed)).isEqualTo(5);
        assertThat(two.healths).containsExactly("v5 node HEALTHY LAGGING", "v5 node LAGGING HEALTHY");
    }

    @Tag("ask-4")
    @Tag("ask-8")
    @Test
    void nodeThatIsDown_costsOneTimeoutAndComesBackAfterThreeProbes() {
        RoutedLighthouse routed = fallback();
        two.answerAsNode(two.v5, script -> {
            script.on(BeaconOperations.ATTESTATION_DATA).hold();
            script.on(BeaconOperations.NODE_SYNCING).hold();
        });
        CompletableFuture<AttestationData> first = ask(routed);
        two.time.advance(Duration.ofMillis(2_250));
        first.join();
        assertThat(health(routed)).isEqualTo(Health.DOWN);

        for (int call = 0; call < 100; call++) {
            assertThat(ask(routed)).isCompleted();
        }
        assertThat(asked(two.v5, BeaconOperations.ATTESTATION_DATA)).isEqualTo(1);

        two.answerAsNodes();
        int before = asked(two.v5, BeaconOperations.NODE_SYNCING);
        two.until(() -> health(routed) == Health.HEALTHY);
        assertThat(asked(two.v5, BeaconOperations.NODE_SYNCING) - before).isGreaterThanOrEqualTo(3);
        assertThat(asked(two.v5, EngineOperations.SYNCING)).isZero();
        assertThat(sign(routed)).isEqualTo(5);
    }

    @Tag("ask-1")
    @Tag("ask-2")
    @Test
    void dutiesThatHang_areAnsweredByTheOtherInTime_thoughTheNodeCallsItselfSynced() {
        RoutedLighthouse routed = fallback();
        two.answerAsNode(
                two.v5, script -> script.on(BeaconOperations.ATTESTER_DUTIES).hold());

        CompletableFuture<?> duties = routed.call(
                BeaconOperations.ATTESTER_DUTIES, new DutiesQuery(UInt64.ONE, List.of()), CallOptions.DEFAULT);
        two.time.advance(Duration.ofMillis(2_250));

        assertThat(duties).succeedsWithin(Duration.ofSeconds(10));
        assertThat(asked(two.v4, BeaconOperations.ATTESTER_DUTIES)).isEqualTo(1);
    }

    @Tag("ask-5")
    @Test
    void eachOperation_hasATimeOfItsOwn() {
        RoutedLighthouse routed = fallback();
        BeaconOperations.ALL.stream()
                .filter(operation -> operation != BeaconOperations.NODE_SYNCING)
                .filter(operation -> operation != BeaconOperations.SUBSCRIBE_EVENTS)
                .forEach(operation -> call(routed, operation));

        for (Operation<?, ?> operation : List.of(
                BeaconOperations.PRODUCE_BLOCK,
                BeaconOperations.ATTESTATION_DATA,
                BeaconOperations.BLOCK,
                BeaconOperations.PUBLISH_BLOCK)) {
            assertThat(two.v5.calls().stream()
                            .filter(call -> call.operation() == operation)
                            .map(call -> call.options().deadline()))
                    .as("%s, but for the quarter of the other", operation)
                    .containsExactly(
                            Optional.of(operation.limit().multipliedBy(3).dividedBy(4)));
        }
    }

    @SuppressWarnings("unchecked") // the samples are made for their operations
    private static <A, R> void call(RoutedLighthouse routed, Operation<A, R> operation) {
        Lighthouse.await(
                routed.call(operation, (A) BeaconSamples.argument(operation, BeaconSamples.SLOT), CallOptions.DEFAULT));
    }

    @Tag("ask-30")
    @Test
    void fallback_isAskedForNothingWhileTheFirstAnswers() {
        RoutedLighthouse routed = fallback();
        List<Operation<?, ?>> operations = BeaconOperations.ALL.stream()
                .filter(operation -> operation != BeaconOperations.SUBSCRIBE_EVENTS)
                .toList();
        operations.forEach(operation -> call(routed, operation));
        assertThat(two.v4.calls())
                .as("but for what all must know, and how it is")
                .allMatch(call -> call.operation().effect() == Effect.ANNOUNCE
                        || call.operation() == BeaconOperations.NODE_SYNCING);
        assertThat(two.decisions).hasSize(operations.size());
    }

    @ParameterizedTest
    @EnumSource(Topology.class)
    void node_andExecutionLayerHaveAHealthEach(Topology topology) {
        RoutedLighthouse routed = two.keep(two.builder()
                .topology(topology)
                .backends(two.old, two.young)
                .router(Router.byHealth(two.young, two.old))
                .build());
        down(routed);

        assertThat(routed.health(Facet.BEACON)).containsEntry("v4", Health.HEALTHY);
        assertThat(routed.health(Facet.ENGINE))
                .containsEntry("v4", Health.HEALTHY)
                .containsEntry("v5", Health.HEALTHY);
        assertThat(routed.ready()).isTrue();
        routed.engine().syncing().join();
        assertThat(two.primaries(EngineOperations.SYNCING)).containsExactly("v5");
    }

    @Test
    void executionLayerThatIsDown_saysNothingOfTheNode() {
        RoutedLighthouse routed = two.route((old, young) -> Router.byHealth(young, old));
        two.answerAsNode(
                two.v5, script -> script.on(EngineOperations.BLOCK_NUMBER).fail(Failure.NOT_SENT::of));
        for (int call = 0; call < 2; call++) {
            routed.engine().blockNumber().handle((number, failure) -> number).join();
        }
        assertThat(routed.health(Facet.ENGINE)).containsEntry("v5", Health.DOWN);

        assertThat(sign(routed)).isEqualTo(5);
        assertThat(routed.health(Facet.BEACON)).containsEntry("v5", Health.HEALTHY);
    }

    @Test
    void ready_needsANodeToo() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        down(routed);
        assertThat(routed.ready()).isTrue();
        routed.router(Router.only(two.old));
        two.answerAsNode(two.v4, script -> script.on(BeaconOperations.GENESIS).fail(Failure.NOT_SENT::of));
        for (int call = 0; call < 2; call++) {
            routed.beacon()
                    .chain()
                    .genesis()
                    .handle((genesis, failure) -> genesis)
                    .join();
        }

        assertThat(routed.ready()).isFalse();
    }

    @Test
    void readings_areMadeOnceInASlotAndOnlyWhileSomebodySigns() {
        RoutedLighthouse routed = fallback();
        call(routed, BeaconOperations.GENESIS);
        two.time.advance(SLOT.multipliedBy(3));
        assertThat(asked(two.v5, BeaconOperations.NODE_SYNCING)).isZero();

        for (int round = 1; round <= 3; round++) {
            for (int call = 0; call < 20; call++) {
                assertThat(sign(routed)).isEqualTo(5);
            }
            int readings = round;
            assertThat(asked(two.v5, BeaconOperations.NODE_SYNCING)).isEqualTo(readings);
            two.until(() -> asked(two.v4, BeaconOperations.NODE_SYNCING) == readings);
            two.time.advance(SLOT);
        }
    }

    @Test
    void readings_areNotMadeWhereThereIsNoChoice() {
        RoutedLighthouse alone = two.keep(
                two.builder().backends(two.young).router(Router.only(two.young)).build());
        assertThat(sign(alone)).isEqualTo(5);
        assertThat(asked(two.v5, BeaconOperations.NODE_SYNCING)).isZero();
    }

    @Test
    void readingThatHangs_holdsTheAnswerForAQuarterOfASecond() {
        RoutedLighthouse routed = fallback();
        two.v5.script().clear();
        FakeScript.Rule<?, ?> late = two.v5
                .script()
                .on(BeaconOperations.NODE_SYNCING)
                .answer(OPTIMISTIC)
                .hold();
        BeaconSamples.teach(two.v5, "v5", 5);

        CompletableFuture<AttestationData> first = ask(routed);
        assertThat(first).isNotDone();
        late.release();
        assertThat(Lighthouse.await(first).beaconBlockRoot()).isEqualTo(BeaconSamples.hash(4));

        RoutedLighthouse another = fallback();
        two.answerAsNode(
                two.v5, script -> script.on(BeaconOperations.NODE_SYNCING).hold());
        CompletableFuture<AttestationData> second = ask(another);
        two.time.advance(Duration.ofMillis(249));
        assertThat(second).isNotDone();
        two.time.advance(Duration.ofMillis(1));
        assertThat(Lighthouse.await(second).beaconBlockRoot()).isEqualTo(BeaconSamples.hash(5));
    }

    @Test
    void hostsOwnQuestions_count() {
        RoutedLighthouse routed = two.route((old, young) -> Router.parallel(old, young));
        two.answerAsNode(
                two.v5,
                script -> script.on(BeaconOperations.NODE_HEALTH).answer(NodeHealth.of(503, EXECUTION_OFFLINE)));
        Lighthouse.await(routed.beacon().node().health());
        assertThat(health(routed)).isEqualTo(Health.LAGGING);

        Lighthouse.await(routed.beacon().node().peerCount());

        assertThat(two.drops).containsExactly(DropReason.LAGGING);
    }

    @Test
    void nodeThatLaggedAndIsDown_isAskedAsSoonAsAnyThatIsDown() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        says(CATCHING_UP);
        Lighthouse.await(routed.beacon().node().syncing());
        assertThat(health(routed)).isEqualTo(Health.LAGGING);
        down(routed);
        int before = asked(two.v5, BeaconOperations.NODE_SYNCING);

        two.time.advance(Duration.ofSeconds(1));

        Eventually.until(() -> asked(two.v5, BeaconOperations.NODE_SYNCING) > before);
    }
}
