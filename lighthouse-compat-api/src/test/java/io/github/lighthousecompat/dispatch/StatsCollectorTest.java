package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.RoutingListener.Role;
import io.github.lighthousecompat.route.RoutingStats;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.telemetry.RoutingMeters;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class StatsCollectorTest {
    private final StatsCollector stats = new StatsCollector();
    private final Backend backend = Backend.of("v4", Scripted.of(LighthouseVersion.V4));

    private void call(Role role, String outcome, long took) {
        stats.onCall(EngineOperations.SYNCING, backend, role, outcome, took);
    }

    private void compared(Operation<?, ?> operation, Verdict verdict) {
        Comparison.Side side = new Comparison.Side(backend, "an answer", 1);
        stats.onComparison(Comparison.of(operation, side, side, verdict, any -> List.of()));
    }

    private RoutingStats.Calls calls() {
        return stats.snapshot().operations().get(0).backends().values().stream()
                .findFirst()
                .orElseThrow();
    }

    @Test
    void calls_areCountedByRoleAndOutcome() {
        call(Role.PRIMARY, "ok", 1_000_000);
        call(Role.STAND_IN, "timeout", 3_000_000);
        call(Role.OTHER, "rpc", 3_000_000);

        assertThat(calls().calls()).isEqualTo(3);
        assertThat(calls().asPrimary()).as("a stand-in answers the caller").isEqualTo(2);
        assertThat(calls().errors()).isEqualTo(2);
        assertThat(calls().p50()).isBetween(Duration.ofNanos(2_950_000), Duration.ofNanos(3_050_000));
    }

    @Test
    void times_outOfRangeAreCountedAtItsEnds() {
        call(Role.PRIMARY, "ok", -1);
        call(Role.PRIMARY, "ok", Long.MAX_VALUE);

        assertThat(calls().p50()).isZero();
        assertThat(calls().p99()).isBetween(Duration.ofMinutes(10), Duration.ofMinutes(11));
    }

    @Test
    void verdicts_areCountedByOperation_inTheOrderOfTheFirstCall() {
        compared(EngineOperations.CHAIN_ID, Verdict.MATCH);
        compared(EngineOperations.CHAIN_ID, Verdict.MISMATCH);
        call(Role.PRIMARY, "ok", 1);
        compared(EngineOperations.SYNCING, Verdict.MATCH);

        assertThat(stats.snapshot().operations())
                .extracting(RoutingStats.Row::operation)
                .containsExactly("chainId", "syncing");
        assertThat(stats.snapshot().count(Verdict.MATCH)).isEqualTo(2);
        assertThat(stats.snapshot().operations().get(0).count(Verdict.MISMATCH)).isEqualTo(1);
        assertThat(stats.snapshot().count(Verdict.CONFLICT)).isZero();
    }

    /** Looks while calls go on: never more calls to compare, or failed ones, than calls. */
    @Tag("S29")
    @RepeatedTest(20)
    void snapshot_whileCallsGoOn_isNeverNegative() throws InterruptedException {
        call(Role.OTHER, "rpc", 1);
        Thread counting = new Thread(() -> {
            for (int i = 0; i < 20_000; i++) {
                call(Role.OTHER, "rpc", 1);
            }
        });
        counting.start();
        do {
            RoutingStats.Calls seen = calls();
            assertThat(seen.asPrimary()).isNotNegative();
            assertThat(seen.errors()).isLessThanOrEqualTo(seen.calls());
        } while (counting.isAlive());
        counting.join();
        assertThat(calls().calls()).isEqualTo(20_001);
        assertThat(calls().asPrimary()).isZero();
    }

    @Tag("S29")
    @Test
    void counts_ofManyThreads_areExact() throws Exception {
        int threads = 4;
        int rounds = 20_000;
        onThreads(threads, () -> {
            for (int i = 0; i < rounds; i++) {
                call(Role.PRIMARY, "ok", 1);
                call(Role.OTHER, "rpc", 1);
                stats.onOffered(EngineOperations.SYNCING, backend);
                stats.onDropped(EngineOperations.SYNCING, backend, DropReason.STALE);
                compared(EngineOperations.SYNCING, Verdict.MATCH);
            }
        });

        long each = (long) threads * rounds;
        RoutingStats.Row row = stats.snapshot().operations().get(0);
        assertThat(calls().calls()).isEqualTo(2 * each);
        assertThat(calls().asPrimary()).isEqualTo(each);
        assertThat(calls().errors()).isEqualTo(each);
        assertThat(row.offered()).isEqualTo(each);
        assertThat(row.dropped()).containsExactly(Map.entry(DropReason.STALE, each));
        assertThat(row.verdicts()).containsExactly(Map.entry(Verdict.MATCH, each));
    }

    /** What a call is counted by is made at the first one; from then on nobody waits for anybody. */
    @Tag("S29")
    @Test
    void counting_waitsForNoLock() throws Exception {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (RoutingMeters meters = new RoutingMeters(registry, "test")) {
            Runnable counting = () -> {
                for (RoutingListener listener : List.of(stats, meters)) {
                    listener.onDecision(EngineOperations.SYNCING, backend, "only");
                    listener.onCall(EngineOperations.SYNCING, backend, Role.PRIMARY, "ok", 1);
                    listener.onOffered(EngineOperations.SYNCING, backend);
                    listener.onDropped(EngineOperations.SYNCING, backend, DropReason.STALE);
                }
                compared(EngineOperations.SYNCING, Verdict.MATCH);
            };
            counting.run();
            synchronized (stats) {
                synchronized (meters) {
                    synchronized (registry) {
                        onThreads(1, counting);
                    }
                }
            }

            assertThat(calls().calls()).isEqualTo(2);
            assertThat(registry.get("lighthouse.decisions").counter().count()).isEqualTo(2);
        }
    }

    /** Runs it on so many threads at once, and waits for them. */
    private static void onThreads(int count, Runnable work) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < count; thread++) {
                all.add(threads.submit(work));
            }
            for (Future<?> one : all) {
                one.get(20, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
