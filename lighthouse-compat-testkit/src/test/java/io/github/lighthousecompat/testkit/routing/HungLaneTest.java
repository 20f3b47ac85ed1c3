package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.FakeScript;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * One execution layer hangs while several callers write and read: at any moment what was offered is compared, dropped,
 * waiting or under way, and in the end compared or dropped.
 */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HungLaneTest {
    private static final int CALLERS = 4;
    private static final int CALLS = 300;
    private static final int PLACES = 64;

    private enum Mode {
        SHADOW,
        CANARY,
        PARALLEL;

        Router router(Backend old, Backend young) {
            return switch (this) {
                case SHADOW -> Router.shadow(old, young);
                case CANARY -> Router.canary(old, young, WeightSource.of(Weight.NONE), Assignment.random());
                case PARALLEL -> Router.parallel(old, young);
            };
        }
    }

    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void whatWasOffered_isCountedOrStillThere(Mode mode) throws InterruptedException {
        RoutedLighthouse routed = two.route(mode::router);
        ChainDriver driver = two.driver(routed);
        NewPayloadRequest block = driver.advance(1).get(0);
        ForkchoiceState head = driver.forkchoice();
        two.untilCompared();
        List<FakeScript.Rule<?, ?>> hung = List.of(
                two.v5.script().on(EngineOperations.NEW_PAYLOAD).hold(),
                two.v5.script().on(EngineOperations.FORKCHOICE_UPDATED).hold(),
                two.v5.script().on(EngineOperations.BLOCK_NUMBER).hold());
        long before = routed.stats().offered();
        AtomicInteger writes = new AtomicInteger();
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> callers = new ArrayList<>();
        for (int caller = 0; caller < CALLERS; caller++) {
            Random random = new Random(caller);
            Thread thread = new Thread(() -> {
                for (int call = 0; call < CALLS; call++) {
                    call(routed.engine(), random.nextInt(3), block, head, writes)
                            .exceptionally(failure -> {
                                failures.add(failure);
                                return null;
                            })
                            .join();
                }
            });
            thread.start();
            callers.add(thread);
        }
        for (Thread thread : callers) {
            thread.join();
        }

        assertThat(failures).isEmpty();
        int reads = CALLERS * CALLS - writes.get();
        int waiting = switch (mode) {
            // its lane keeps as many reads as it has places for
            case SHADOW -> PLACES;
            case CANARY -> 0;
            // the callers ask for themselves
            case PARALLEL -> reads;
        };
        assertThat(routed.stats().offered() - Conservation.counted(routed.stats()))
                .isEqualTo(writes.get() + waiting);
        assertThat(routed.stats().offered() - before).isEqualTo(mode == Mode.CANARY ? writes.get() : CALLERS * CALLS);
        assertThat(two.drops).hasSize(mode == Mode.SHADOW ? reads - PLACES : 0);
        assertThat(held(hung)).isBetween(writes.get(), writes.get() + waiting);

        two.time.advance(Duration.ofSeconds(8));
        two.untilCompared();

        assertThat(Conservation.counted(routed.stats()))
                .isEqualTo(routed.stats().offered());
    }

    private static int held(List<FakeScript.Rule<?, ?>> rules) {
        return rules.stream().mapToInt(FakeScript.Rule::held).sum();
    }

    private static CompletableFuture<?> call(
            EngineApi engine, int kind, NewPayloadRequest block, ForkchoiceState head, AtomicInteger writes) {
        if (kind == 0) {
            return engine.blockNumber();
        }
        writes.incrementAndGet();
        return kind == 1 ? engine.newPayload(block) : engine.forkchoiceUpdated(head);
    }
}
