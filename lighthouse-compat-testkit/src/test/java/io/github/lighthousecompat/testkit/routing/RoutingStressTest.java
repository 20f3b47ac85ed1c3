package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingStats;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.Eventually;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Several threads drive one client while its router, its backends and their health change; what must hold all the time.
 */
@Tag("lincheck")
@Timeout(60)
class RoutingStressTest {
    private static final int DRIVERS = 3;
    private static final int CALLS = 3_000;
    private static final int CHANGES = 800;

    private final AtomicInteger numbers = new AtomicInteger(1);
    private final AtomicInteger ends = new AtomicInteger();
    private final List<CompletableFuture<?>> calls = new CopyOnWriteArrayList<>();
    private final List<ErraticBackend> backends = new CopyOnWriteArrayList<>();
    private final List<Throwable> unexpected = new CopyOnWriteArrayList<>();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void separate_withBackendsThatComeAndGoAndFail(long seed) throws Exception {
        run(seed, true);

        backends.forEach(backend -> assertNoForkchoiceComesBack(backend.writes()));
        for (ErraticBackend one : backends) {
            backends.forEach(two -> assertSameOrder(forkchoices(one.writes()), forkchoices(two.writes())));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void separate_withBackendsThatAreWell_areToldExactlyTheSame(long seed) throws Exception {
        run(seed, false);

        assertThat(backends).hasSize(2);
        assertThat(backends.get(0).writes())
                .hasSizeGreaterThan(DRIVERS * CALLS / 2)
                .isEqualTo(backends.get(1).writes());
    }

    private void run(long seed, boolean chaos) throws Exception {
        String name = "stress" + seed;
        try (LateAnswers answers = new LateAnswers(seed)) {
            Backend a = backend("a", answers, seed);
            Backend b = backend("b", answers, seed + 100);
            RoutedLighthouse routed = RoutedLighthouse.builder()
                    .name(name)
                    .backends(a, b)
                    .router(Router.parallel(a, b))
                    .topology(Topology.SEPARATE)
                    .conflictWait(Duration.ofMillis(1))
                    .build();
            List<Thread> threads = new ArrayList<>();
            for (int driver = 0; driver < DRIVERS; driver++) {
                Random random = new Random(seed * 10 + driver);
                threads.add(start(() -> drive(routed, random, chaos)));
            }
            threads.add(start(() -> change(routed, a, b, answers, new Random(seed), chaos)));
            for (Thread thread : threads) {
                thread.join();
            }
            for (CompletableFuture<?> call : calls) {
                call.handle((value, failure) -> value).get(20, TimeUnit.SECONDS);
            }
            answers.drain();
            Eventually.until(
                    () -> Conservation.counted(routed.stats()) >= routed.stats().offered());
            assertThat(unexpected).isEmpty();
            assertConserved(routed.stats());
            routed.close();
        }
        assertThat(ends).as("each call ended once").hasValue(calls.size());
        assertThat(backends)
                .allSatisfy(backend -> assertThat(backend.foreignHandles()).isEmpty());
        assertThat(Thread.getAllStackTraces().keySet().stream()
                        .map(Thread::getName)
                        .filter(thread -> thread.startsWith("lighthouse-" + name + "-")))
                .isEmpty();
    }

    private Backend backend(String alias, LateAnswers answers, long seed) {
        ErraticBackend backend = new ErraticBackend(alias, answers, seed);
        backends.add(backend);
        return Backend.of(alias, backend);
    }

    private Thread start(Runnable work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (RuntimeException | Error e) {
                unexpected.add(e);
            }
        });
        thread.start();
        return thread;
    }

    private void drive(RoutedLighthouse routed, Random random, boolean chaos) {
        for (int call = 0; call < CALLS; call++) {
            CallOptions options = chaos && random.nextInt(20) == 0
                    ? CallOptions.DEFAULT.within(Duration.ofMillis(1 + random.nextInt(5)))
                    : CallOptions.DEFAULT;
            EngineApi engine = routed.engine(options);
            int number = numbers.incrementAndGet();
            ForkchoiceState state =
                    ForkchoiceState.of(ErraticBackend.hash(number), Hash32.ZERO, ErraticBackend.hash(number));
            CompletableFuture<?> made = switch (random.nextInt(4)) {
                case 0 -> keep(engine.newPayload(NewPayloadRequest.of(ErraticBackend.payload(number))));
                case 1 -> keep(engine.forkchoiceUpdated(state));
                case 2 ->
                    keep(engine.forkchoiceUpdated(state, attributes(number)))
                            .thenAccept(built -> built.payload().ifPresent(handle -> keep(engine.getPayload(handle))));
                default -> keep(engine.blockNumber());
            };
            if (chaos && random.nextInt(30) == 0) {
                calls.get(calls.size() - 1).cancel(true);
            }
            if (random.nextInt(8) == 0) {
                made.handle((value, failure) -> value).join();
            }
        }
    }

    private <T> CompletableFuture<T> keep(CompletableFuture<T> call) {
        calls.add(call);
        call.whenComplete((value, failure) -> {
            ends.incrementAndGet();
            if (failure != null && !(failure instanceof LighthouseException)) {
                unexpected.add(failure);
            }
        });
        return call;
    }

    private static CapellaAttributes attributes(int number) {
        return CapellaAttributes.builder()
                .timestamp(UInt64.of(number))
                .prevRandao(Hash32.ZERO)
                .suggestedFeeRecipient(Address.ZERO)
                .build();
    }

    private void change(
            RoutedLighthouse routed, Backend a, Backend b, LateAnswers answers, Random random, boolean chaos) {
        for (int change = 0; change < CHANGES; change++) {
            switch (random.nextInt(chaos ? 5 : 1)) {
                case 1 -> {
                    ErraticBackend one = backends.get(random.nextInt(2));
                    one.fail(random.nextInt(3) == 0 ? 30 : 0, random.nextInt(3) == 0 ? 20 : 0);
                }
                case 2 -> List.of("a", "b").forEach(routed::resume);
                case 3 -> {
                    if (routed.states().containsKey("c")) {
                        routed.detach("c");
                    } else {
                        routed.attach(backend("c", answers, change));
                    }
                }
                default -> routed.router(router(a, b, random));
            }
            int seen = calls.size();
            Eventually.until(() -> calls.size() >= Math.min(seen + 5, DRIVERS * CALLS) || !unexpected.isEmpty());
        }
        backends.forEach(backend -> backend.fail(0, 0));
    }

    private static Router router(Backend a, Backend b, Random random) {
        return switch (random.nextInt(6)) {
            case 0 -> Router.only(a);
            case 1 -> Router.only(b);
            case 2 -> Router.parallel(b, a);
            case 3 -> Router.shadow(a, b);
            case 4 -> Router.primaryWithFallback(b, a);
            default -> Router.canary(a, b, WeightSource.of(Weight.percent(50)), Assignment.random());
        };
    }

    /** What was offered was compared, or it was dropped, and that was counted. */
    private static void assertConserved(RoutingStats stats) {
        assertThat(stats.offered()).isPositive();
        assertThat(Conservation.counted(stats)).isEqualTo(stats.offered());
    }

    private static List<ForkchoiceState> forkchoices(List<Object> writes) {
        return writes.stream()
                .flatMap(write -> write instanceof ForkchoiceState state ? Stream.of(state) : Stream.empty())
                .toList();
    }

    /** One may be told again, as long as it is the latest. */
    private static void assertNoForkchoiceComesBack(List<Object> writes) {
        Set<ForkchoiceState> old = new HashSet<>();
        ForkchoiceState latest = null;
        for (ForkchoiceState state : forkchoices(writes)) {
            if (!state.equals(latest)) {
                assertThat(old.add(state))
                        .as("%s came after a newer one", state)
                        .isTrue();
                latest = state;
            }
        }
    }

    private static void assertSameOrder(List<ForkchoiceState> one, List<ForkchoiceState> two) {
        Set<ForkchoiceState> both = new HashSet<>(one);
        both.retainAll(new HashSet<>(two));
        assertThat(one.stream().filter(both::contains).distinct().toList())
                .isEqualTo(two.stream().filter(both::contains).distinct().toList());
    }
}
