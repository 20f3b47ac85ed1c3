package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a backend that does not answer costs, and how it comes back. */
@Timeout(30)
class HealthTest {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Set<Thread.State> AT_WORK = EnumSet.of(Thread.State.RUNNABLE, Thread.State.BLOCKED);

    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    private void fail(Failure failure) {
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).fail(failure::of);
    }

    private static void read(RoutedLighthouse routed) {
        assertThat(Lighthouse.await(routed.engine().blockNumber()).isZero()).isTrue();
    }

    private int asked() {
        return two.v5.calls(EngineOperations.BLOCK_NUMBER).size();
    }

    /** A backend that says nothing to two reads in a row, however it is routed. */
    private void down(RoutedLighthouse routed) {
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).times(2).fail(Failure.NOT_SENT::of);
        for (int call = 0; call < 2; call++) {
            routed.engine().blockNumber().handle((number, failure) -> number).join();
        }
        assertThat(routed.health(Facet.ENGINE)).containsEntry("v5", Health.DOWN);
    }

    /**
     * Lets the pause pass, and waits for the probe, which is made when the next one is planned, and until whoever made
     * it is done: nobody makes two at once.
     */
    private void probe(int probes) {
        for (int probe = 1; probe <= probes; probe++) {
            int before = two.v5.calls(EngineOperations.SYNCING).size();
            two.time.advance(PAUSE);
            Eventually.until(() -> two.v5.calls(EngineOperations.SYNCING).size() != before);
            Eventually.until(HealthTest::isNobodyAtWork);
        }
    }

    private static boolean isNobodyAtWork() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains("-routing-"))
                .noneMatch(thread -> AT_WORK.contains(thread.getState()));
    }

    private boolean isWell() {
        return two.healths.contains("v5 DOWN HEALTHY");
    }

    @Tag("S19")
    @Test
    void deadPrimary_costsOneTimeoutAndNotOneForEachCall() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).hold();
        two.v5.script().on(EngineOperations.SYNCING).hold();
        CompletableFuture<?> first = routed.engine().blockNumber();
        two.time.advance(Duration.ofMillis(750));
        first.join();
        assertThat(routed.health(Facet.ENGINE)).containsEntry("v5", Health.DOWN).containsEntry("v4", Health.HEALTHY);

        for (int call = 0; call < 100; call++) {
            assertThat(routed.engine().blockNumber()).isCompleted();
        }

        assertThat(asked()).isEqualTo(1);
        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER).subList(1, 101)).containsOnly("v4");
    }

    @Test
    void answersOfTheProbe_bringItBackOnlyTogether() {
        RoutedLighthouse routed = two.route((old, young) -> Router.byHealth(young, old));
        down(routed);

        probe(2);
        read(routed);
        assertThat(asked()).as("two answers are not enough").isEqualTo(2);
        probe(1);
        two.until(this::isWell);
        read(routed);

        assertThat(asked()).isEqualTo(3);
        assertThat(two.healths).containsExactly("v5 HEALTHY SUSPECT", "v5 SUSPECT DOWN", "v5 DOWN HEALTHY");
        int probes = two.v5.calls(EngineOperations.SYNCING).size();
        two.time.advance(PAUSE.multipliedBy(5));
        assertThat(two.v5.calls(EngineOperations.SYNCING))
                .as("it is not asked any more")
                .hasSize(probes);
    }

    @Test
    void sharedExecutionLayer_isProbedByAnother_whereTheOneThatFoundItDownIsDetached() {
        RoutedLighthouse routed = two.keep(two.builder()
                .topology(Topology.SHARED)
                .backends(two.old, two.young)
                .router(Router.only(two.young))
                .build());
        down(routed);
        assertThat(routed.ready()).isFalse();
        routed.router(Router.only(two.old));
        routed.detach("v5");

        // the listener hears of it last
        two.until(() -> two.healths.contains("v4 DOWN HEALTHY"));

        assertThat(routed.ready()).isTrue();
        assertThat(two.v5.calls(EngineOperations.SYNCING)).isEmpty();
        assertThat(two.v4.calls(EngineOperations.SYNCING)).isNotEmpty();
    }

    @Test
    void byHealth_failsTheCallThatFailsAndSparesTheNext() {
        RoutedLighthouse routed = two.route((old, young) -> Router.byHealth(young, old));
        fail(Failure.NOT_SENT);

        for (int call = 0; call < 2; call++) {
            assertThatThrownBy(() -> Lighthouse.await(routed.engine().blockNumber()))
                    .isInstanceOf(Unreachable.class);
        }
        read(routed);

        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER)).containsExactly("v5", "v5", "v4");
    }

    @ParameterizedTest
    @EnumSource(
            value = Failure.class,
            names = {"HTTP_500", "HTTP_429", "TOKEN", "TOO_LARGE", "DECODE", "RPC", "UNSUPPORTED"})
    void failureOfSomebodyWhoIsThere_saysNothingOfItsHealth(Failure failure) {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        fail(failure);
        for (int call = 0; call < 5; call++) {
            routed.engine().blockNumber().handle((number, trouble) -> number).join();
        }

        assertThat(two.healths).isEmpty();
        assertThat(routed.ready()).isTrue();
    }

    @Test
    void shortDeadline_isNoSilence() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).times(1).hold();
        CompletableFuture<?> hurried = routed.engine(CallOptions.DEFAULT.within(Duration.ofMillis(5)))
                .blockNumber()
                .handle((number, failure) -> number);
        two.time.advance(Duration.ofMillis(5));
        hurried.join();

        assertThat(routed.health(Facet.ENGINE)).containsEntry("v5", Health.SUSPECT);
        read(routed);
        read(routed);
        assertThat(routed.health(Facet.ENGINE)).containsEntry("v5", Health.HEALTHY);
    }

    @Test
    void block_goesToTheOtherWhileThePrimaryIsDown_andIsFetchedThere() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        down(routed);

        two.driver(routed).advance(1);

        assertThat(two.primaries(EngineOperations.FORKCHOICE_BUILD)).containsExactly("v4");
        assertThat(two.v4.calls(EngineOperations.GET_PAYLOAD))
                .extracting(PayloadHandle::owner)
                .containsExactly("v4");
        assertThat(two.v5.forkchoice()).as("it is fed all the same").isEqualTo(two.v4.forkchoice());
    }

    @Test
    void raw_goesToItsPrimaryWhoeverIsDown() {
        RoutedLighthouse routed = two.route((old, young) -> Router.byHealth(young, old));
        down(routed);
        two.v5.script().on(EngineOperations.RAW).answer("\"mine\"");

        assertThat(Lighthouse.await(routed.engine().raw("web3_clientVersion"))).isEqualTo("\"mine\"");
    }

    @Test
    void sharedExecutionLayer_hasOneHealth() {
        RoutedLighthouse routed = two.keep(two.builder()
                .topology(Topology.SHARED)
                .backends(two.old, two.young)
                .router(Router.byHealth(two.young, two.old))
                .build());
        down(routed);

        assertThat(routed.health(Facet.ENGINE)).containsEntry("v4", Health.DOWN);
        assertThat(routed.ready()).isFalse();
        read(routed);
        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER))
                .as("the other one is no better")
                .containsOnly("v5");
    }

    @Test
    void ready_whileSomebodyAnswers() {
        RoutedLighthouse routed = two.route((old, young) -> Router.byHealth(young, old));
        assertThat(routed.ready()).isTrue();
        down(routed);
        assertThat(routed.ready()).isTrue();
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).times(2).fail(Failure.NOT_SENT::of);
        for (int call = 0; call < 2; call++) {
            routed.engine().blockNumber().handle((number, failure) -> number).join();
        }
        assertThat(routed.ready()).isFalse();
        routed.close();
        assertThat(routed.ready()).isFalse();
    }

    @Test
    void transitions_areMetered_andWhoIsDownIsNotLookedAt() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.shadow(two.old, two.young))
                .meterRegistry(registry)
                .build());
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).times(2).fail(Failure.NOT_SENT::of);
        for (int call = 0; call < 3; call++) {
            read(routed);
            two.untilCompared();
        }

        assertThat(registry.get("lighthouse.transitions")
                        .tags("backend", "v5", "state", "down")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(routed.stats().count(DropReason.DOWN)).isEqualTo(1);
    }

    @Test
    void close_endsTheProbes() {
        RoutedLighthouse routed = two.route((old, young) -> Router.byHealth(young, old));
        down(routed);

        routed.close();
        two.time.advance(PAUSE.multipliedBy(3));

        assertThat(two.v5.calls(EngineOperations.SYNCING)).isEmpty();
    }

    @Test
    void sharedExecutionLayer_isProbedByAnother_whereTheOneThatFindsItDownIsDetachedBefore() {
        Backend young = Backend.borrowed("v5", two.v5);
        RoutedLighthouse routed = two.keep(two.builder()
                .topology(Topology.SHARED)
                .backends(two.old, young)
                .router(Router.only(young))
                .build());
        var held = two.v5
                .script()
                .on(EngineOperations.BLOCK_NUMBER)
                .fail(Failure.NOT_SENT::of)
                .hold();
        CompletableFuture<?> one = routed.engine().blockNumber();
        CompletableFuture<?> other = routed.engine().blockNumber();
        routed.router(Router.only(two.old));
        routed.detach("v5");

        held.release();
        assertThatThrownBy(one::join).hasCauseInstanceOf(Unreachable.class);
        assertThatThrownBy(other::join).hasCauseInstanceOf(Unreachable.class);
        assertThat(routed.health(Facet.ENGINE)).containsEntry("v4", Health.DOWN);

        two.until(() -> two.healths.contains("v4 DOWN HEALTHY"));
        assertThat(two.v4.calls(EngineOperations.SYNCING)).isNotEmpty();
    }
}
