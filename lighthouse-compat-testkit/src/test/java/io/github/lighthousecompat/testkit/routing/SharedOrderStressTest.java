package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * As {@link SharedOrderPropertyTest}, with several threads that call, one that turns the router, and one that answers.
 */
@Tag("lincheck")
@Timeout(60)
class SharedOrderStressTest {
    private static final int CALLERS = 3;
    private static final int CALLS = 3_000;

    private final OneExecutionLayer layer = new OneExecutionLayer();
    private final Queue<CompletableFuture<?>> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger callers = new AtomicInteger(CALLERS);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void noForkchoice_isOvertakenByAnOlderOne(long seed) throws Exception {
        Backend old = Backend.of("old", layer.driver("old"));
        Backend young = Backend.of("young", layer.driver("young"));
        try (RoutedLighthouse routed = RoutedLighthouse.builder()
                .name("shared" + seed)
                .backends(old, young)
                .router(Router.only(old))
                .topology(Topology.SHARED)
                .build()) {
            List<Thread> threads = new ArrayList<>();
            for (int caller = 0; caller < CALLERS; caller++) {
                int first = caller * CALLS;
                threads.add(start(seed + caller, random -> write(routed, first, random)));
            }
            threads.add(start(seed + 10, random -> turn(routed, old, young, random)));
            threads.add(start(seed + 20, this::answer));
            for (Thread thread : threads) {
                thread.join();
            }
            for (CompletableFuture<?> call : calls) {
                call.handle((value, failure) -> value).get(20, TimeUnit.SECONDS);
            }
        }
        assertThat(layer.overtaken()).isEmpty();
        assertThat(layer.heads()).hasSizeGreaterThan(CALLS);
        for (int caller = 0; caller < CALLERS; caller++) {
            int own = caller;
            assertThat(layer.heads().stream().filter(head -> head / CALLS == own))
                    .as("the forkchoices of caller %s", own)
                    .isSorted()
                    .doesNotHaveDuplicates();
        }
    }

    private static Thread start(long seed, Consumer<Random> work) {
        Thread thread = new Thread(() -> work.accept(new Random(seed)));
        thread.start();
        return thread;
    }

    private void write(RoutedLighthouse routed, int first, Random random) {
        for (int number = first; number < first + CALLS; number++) {
            EngineApi engine = routed.engine(
                    random.nextInt(20) == 0
                            ? CallOptions.DEFAULT.within(Duration.ofMillis(1 + random.nextInt(5)))
                            : CallOptions.DEFAULT);
            CompletableFuture<?> call = random.nextInt(4) == 0
                    ? engine.newPayload(NewPayloadRequest.of(ErraticBackend.payload(number)))
                    : engine.forkchoiceUpdated(
                            ForkchoiceState.of(ErraticBackend.hash(number), Hash32.ZERO, Hash32.ZERO));
            calls.add(call);
            if (random.nextInt(30) == 0) {
                call.cancel(true);
            }
            if (random.nextInt(8) == 0) {
                call.handle((value, failure) -> value).join();
            }
        }
        callers.decrementAndGet();
    }

    private void turn(RoutedLighthouse routed, Backend old, Backend young, Random random) {
        while (callers.get() > 0) {
            routed.router(
                    switch (random.nextInt(4)) {
                        case 0 -> Router.only(old);
                        case 1 -> Router.only(young);
                        case 2 -> Router.parallel(young, old);
                        default -> Router.primaryWithFallback(old, young);
                    });
            Thread.onSpinWait();
        }
    }

    private void answer(Random random) {
        while (callers.get() > 0 || layer.isBusy()) {
            layer.end(random.nextInt(1_000), random.nextInt(10) > 0);
        }
    }
}
