package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.VerdictListener;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.testkit.routing.Misbehaving.Behaviour;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a call that is made only to be compared may do to the caller: nothing. */
@Timeout(30)
class ShadowTest {
    private static final int PLACES = 64;

    private final ManualTime time = ManualTime.create();
    private final Misbehaving primary = new Misbehaving();
    private final Misbehaving other = new Misbehaving();
    private final Backend old = Backend.of("v4", primary);
    private final Backend young = Backend.of("v5", other);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final AtomicReference<Thread> comparedOn = new AtomicReference<>();
    private final AtomicLong told = new AtomicLong();
    private final List<RoutedLighthouse> clients = new ArrayList<>();

    @AfterEach
    void close() {
        other.letGo();
        clients.forEach(RoutedLighthouse::close);
    }

    private RoutedLighthouse route(Router router, Topology topology) {
        RoutedLighthouse routed = RoutedLighthouse.builder()
                .backends(old, young)
                .router(router)
                .topology(topology)
                .time(time)
                .meterRegistry(registry)
                .listener(new RoutingListener() {
                    @Override
                    public void onComparison(Comparison comparison) {
                        comparedOn.set(Thread.currentThread());
                    }
                })
                .build();
        return keep(routed);
    }

    private RoutedLighthouse keep(RoutedLighthouse routed) {
        clients.add(routed);
        // the last to hear of anything
        routed.listen(new RoutingListener() {
            @Override
            public void onComparison(Comparison comparison) {
                told.incrementAndGet();
            }

            @Override
            public void onDropped(Operation<?, ?> operation, Backend backend, DropReason reason) {
                told.incrementAndGet();
            }
        });
        return routed;
    }

    private RoutedLighthouse shadow() {
        return route(Router.shadow(old, young), Topology.SEPARATE);
    }

    private static CompletableFuture<UInt64> read(RoutedLighthouse routed) {
        return routed.engine().blockNumber();
    }

    /**
     * Waits until everybody has been told what became of so many extra calls; no time passes, but what is due is done.
     */
    private void until(long count) {
        Eventually.until(() -> told.get() >= count, () -> time.advance(Duration.ZERO));
    }

    private void untilCalled(int calls) {
        Eventually.until(() -> other.calls() >= calls);
    }

    @Tag("S21")
    @ParameterizedTest
    @EnumSource(Behaviour.class)
    void caller_whateverTheOtherDoes_hasItsAnswerOnItsOwnThreadAndInItsOrder(Behaviour behaviour) {
        RoutedLighthouse routed = shadow();
        other.then(behaviour).then(behaviour).then(behaviour);
        primary.then(Behaviour.ANSWERS).then(Behaviour.ANSWERS_LATE).then(Behaviour.ANSWERS);
        List<String> order = new CopyOnWriteArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();

        for (String name : List.of("first", "late", "last")) {
            CompletableFuture<UInt64> call = read(routed);
            assertThat(call.isDone()).isEqualTo(!name.equals("late"));
            call.thenAccept(number -> {
                assertThat(number).isEqualTo(UInt64.ONE);
                order.add(name);
                threads.add(Thread.currentThread());
            });
        }
        primary.letGo();

        assertThat(order).containsExactly("first", "last", "late");
        assertThat(threads).containsOnly(Thread.currentThread());
    }

    /** A caller in parallel makes both calls itself: what hangs, hangs. */
    @ParameterizedTest
    @EnumSource(value = Behaviour.class, names = "HANGS", mode = EnumSource.Mode.EXCLUDE)
    void parallelCaller_whateverTheOtherDoes_hasItsAnswer(Behaviour behaviour) {
        RoutedLighthouse routed = route(Router.parallel(old, young), Topology.SEPARATE);
        other.then(behaviour).then(behaviour);
        primary.then(Behaviour.ANSWERS).then(Behaviour.ANSWERS_LATE);

        CompletableFuture<UInt64> first = read(routed);
        CompletableFuture<UInt64> late = read(routed);
        assertThat(first).isCompletedWithValue(UInt64.ONE);
        assertThat(late).isNotDone();
        primary.letGo();

        assertThat(late).isCompletedWithValue(UInt64.ONE);
    }

    @Test
    void parallelCaller_whoseAnswersAreThere_isComparedAtOnce() {
        RoutedLighthouse routed = route(Router.parallel(old, young), Topology.SEPARATE);
        other.then(Behaviour.ANSWERS)
                .then(Behaviour.DIFFERS)
                .then(Behaviour.ANSWERS_GARBAGE)
                .then(Behaviour.FAILS);
        for (int call = 0; call < 4; call++) {
            assertThat(read(routed)).isCompletedWithValue(UInt64.ONE);
        }

        assertThat(routed.stats().operations())
                .singleElement()
                .satisfies(row -> assertThat(row.verdicts())
                        .isEqualTo(Map.of(Verdict.MATCH, 1L, Verdict.LAG, 1L, Verdict.OTHER_ERROR, 2L)));
        assertThat(comparedOn.get()).isEqualTo(Thread.currentThread());
        assertThat(routed.divergences().latest()).hasSizeLessThanOrEqualTo(3);
    }

    @Test
    void verdictListener_hearsWhatOthersHear() {
        List<Verdict> heard = new CopyOnWriteArrayList<>();
        List<Verdict> compared = new CopyOnWriteArrayList<>();
        VerdictListener listener = (operation, one, two, verdict) -> heard.add(verdict);
        RoutedLighthouse routed = RoutedLighthouse.builder()
                .backends(old, young)
                .router(Router.shadow(old, young))
                .topology(Topology.SEPARATE)
                .time(time)
                .listener(listener)
                .listener(new RoutingListener() {
                    @Override
                    public void onComparison(Comparison comparison) {
                        compared.add(comparison.verdict());
                        listener.onComparison(comparison);
                    }
                })
                .build();
        keep(routed);
        other.then(Behaviour.ANSWERS).then(Behaviour.DIFFERS);
        read(routed).join();
        until(1);
        read(routed).join();
        until(2);
        routed.close();

        assertThat(compared).containsExactly(Verdict.MATCH, Verdict.LAG);
        assertThat(heard).as("by itself, and wrapped").hasSize(4).containsAll(compared);
    }

    @Test
    void manyCallers_whateverTheOtherDoes_areCountedOnce() throws InterruptedException {
        int calls = 4_000;
        RoutedLighthouse routed = RoutedLighthouse.builder()
                .backends(old, young)
                .router(Router.shadow(old, young))
                .topology(Topology.SEPARATE)
                .time(time)
                .build();
        clients.add(routed);
        // how many of the crowd's calls are not dropped depends on the machine: so one of each comes before
        List<Behaviour> each = List.of(Behaviour.ANSWERS, Behaviour.DIFFERS, Behaviour.THROWS);
        for (Behaviour behaviour : each) {
            other.then(behaviour);
            assertThat(read(routed)).isCompletedWithValue(UInt64.ONE);
            Eventually.until(
                    () -> Conservation.counted(routed.stats()) == routed.stats().offered());
        }
        List<Behaviour> some = List.of(
                Behaviour.ANSWERS, Behaviour.ANSWERS, Behaviour.DIFFERS, Behaviour.ANSWERS_LATE, Behaviour.THROWS);
        for (int call = 0; call < 4 * calls; call++) {
            other.then(some.get(call % some.size()));
        }
        List<Thread> threads = new ArrayList<>();
        for (int caller = 0; caller < 4; caller++) {
            Thread thread = new Thread(() -> {
                for (int call = 0; call < calls; call++) {
                    assertThat(read(routed)).isCompletedWithValue(UInt64.ONE);
                    if (call % 16 == 0) {
                        other.answerLate();
                    }
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        routed.close();

        long made = each.size() + 4L * calls;
        assertThat(routed.stats().offered()).isEqualTo(made);
        assertThat(Conservation.counted(routed.stats())).isEqualTo(made);
        assertThat(routed.stats().count(Verdict.MATCH)).isPositive();
        assertThat(routed.stats().count(Verdict.LAG)).isPositive();
        assertThat(routed.stats().count(Verdict.OTHER_ERROR)).isPositive();
    }

    @Test
    void comparison_isMadeOnAnotherThread() {
        RoutedLighthouse routed = shadow();
        read(routed).join();
        until(1);

        assertThat(routed.stats().count(Verdict.MATCH)).isEqualTo(1);
        assertThat(comparedOn.get().getName()).startsWith("lighthouse-default-shadow-");
    }

    @Test
    void sharedExecutionLayer_newPayload_isNotWaitedForEither() {
        RoutedLighthouse routed = route(Router.shadow(old, young), Topology.SHARED);
        other.then(Behaviour.HANGS);

        CompletableFuture<PayloadStatus> call =
                routed.engine().newPayload(NewPayloadRequest.of(ErraticBackend.payload(1)));

        assertThat(call).isCompleted();
    }

    @Test
    void sharedExecutionLayer_contradiction_takesOutTheOneThatIsTrustedLess() {
        RoutedLighthouse routed = route(Router.shadow(old, young), Topology.SHARED);
        other.then(Behaviour.INVALIDATES);

        routed.engine()
                .newPayload(NewPayloadRequest.of(ErraticBackend.payload(1)))
                .join();
        until(1);

        assertThat(routed.stats().count(Verdict.CONFLICT)).isEqualTo(1);
        assertThat(routed.states()).containsEntry("v5", BackendState.SUSPENDED);
        read(routed).join();
        until(2);
        assertThat(routed.stats().count(DropReason.SUSPENDED)).isEqualTo(1);
    }

    @Test
    void other_thatDoesNotAnswer_isGivenUpAtItsDeadline() {
        RoutedLighthouse routed = shadow();
        other.then(Behaviour.NEVER_ANSWERS);
        read(routed).join();
        untilCalled(1);
        // who watches for the deadline changes when the call comes back: one that is past by then is due at once
        time.advance(EngineOperations.BLOCK_NUMBER.limit());
        until(1);

        assertThat(routed.stats().count(DropReason.TIMEOUT)).isEqualTo(1);
        assertThat(dropped(EngineOperations.BLOCK_NUMBER, DropReason.TIMEOUT)).isEqualTo(1);
    }

    @Test
    void other_thatHangs_hasABoundedNumberOfCallsAndTheRestIsDropped() {
        RoutedLighthouse routed = shadow();
        other.then(Behaviour.HANGS);
        for (int call = 0; call < PLACES + 10; call++) {
            assertThat(read(routed)).isCompleted();
        }

        assertThat(routed.stats().count(DropReason.QUEUE_FULL)).isEqualTo(10);
        untilCalled(1);
        time.advance(Duration.ofSeconds(2));
        until(11);
        other.letGo();
        until(PLACES + 10);
        assertThat(routed.stats().count(DropReason.TIMEOUT))
                .as("the one that hung")
                .isEqualTo(1);
        assertThat(routed.stats().count(DropReason.STALE))
                .as("those behind it are of another moment")
                .isEqualTo(PLACES - 1);
        assertThat(other.calls()).isEqualTo(1);

        read(routed).join();
        until(PLACES + 11);
        assertThat(routed.stats().count(Verdict.MATCH))
                .as("its places are free again")
                .isEqualTo(1);
    }

    @Test
    void other_thatHangsAfterOthersCameBack_hasItsOwnDeadline() {
        RoutedLighthouse routed = shadow();
        Duration half = EngineOperations.BLOCK_NUMBER.limit().dividedBy(2);
        other.then(Behaviour.ANSWERS).then(Behaviour.HANGS);
        read(routed).join();
        until(1);
        time.advance(half);
        read(routed).join();
        untilCalled(2);

        time.advance(half);
        Eventually.until(() -> time.pending() != 0);
        assertThat(routed.stats().count(DropReason.TIMEOUT)).isZero();
        time.advance(half);
        until(2);

        assertThat(routed.stats().count(Verdict.MATCH)).isEqualTo(1);
        assertThat(routed.stats().count(DropReason.TIMEOUT)).isEqualTo(1);
    }

    @Test
    void close_whileTheOtherHangs_dropsAll() {
        RoutedLighthouse routed = shadow();
        other.then(Behaviour.HANGS);
        read(routed).join();
        untilCalled(1);
        read(routed).join();

        routed.close();

        assertThat(routed.stats().count(DropReason.CLOSED)).isEqualTo(2);
        other.letGo();
        assertThat(Conservation.counted(routed.stats())).isEqualTo(2);
    }

    @Test
    void close_dropsWhatIsNotCompared() {
        RoutedLighthouse routed = shadow();
        other.then(Behaviour.NEVER_ANSWERS);
        read(routed).join();

        routed.close();

        assertThat(routed.stats().count(DropReason.CLOSED)).isEqualTo(1);
        assertThat(Conservation.counted(routed.stats()))
                .isEqualTo(routed.stats().offered());
    }

    @Test
    void sample_comparesItsShareAndAsksThePrimaryAlways() {
        RoutedLighthouse routed = route(Router.shadow(old, young, Weight.percent(25)), Topology.SEPARATE);
        for (int call = 0; call < 2_000; call++) {
            read(routed).join();
            until(routed.stats().offered());
        }

        assertThat(primary.calls()).isEqualTo(2_000);
        assertThat(routed.stats().offered()).isBetween(400L, 600L);
        assertThat(routed.stats().count(Verdict.MATCH)).isEqualTo(routed.stats().offered());
    }

    private double dropped(Operation<?, ?> operation, DropReason reason) {
        return registry.get("lighthouse.extra.dropped")
                .tags("client", "default", "backend", "v5", "lighthouse", "v5")
                .tags("operation", operation.name(), "reason", reason.label())
                .counter()
                .count();
    }

    @Test
    void deadline_ofTheCall_isTheOthersToo() {
        RoutedLighthouse routed = shadow();
        other.then(Behaviour.NEVER_ANSWERS);
        routed.engine(CallOptions.DEFAULT.within(Duration.ofMillis(5)))
                .blockNumber()
                .join();
        untilCalled(1);
        time.advance(Duration.ofMillis(5));
        until(1);

        assertThat(routed.stats().count(DropReason.TIMEOUT)).isEqualTo(1);
    }
}
