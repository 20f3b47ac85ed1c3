package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.testkit.routing.OneExecutionLayer.Driver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Two versions drive one execution layer: whatever ends when and how, no write overtakes an older one. */
class SharedOrderPropertyTest {
    /** What happens next. */
    enum Step {
        FORKCHOICE,
        FORKCHOICE_IN_A_HURRY,
        PAYLOAD,
        ANSWER,
        FAIL,
        CANCEL,
        TIME_PASSES,
        ONLY_OLD,
        ONLY_YOUNG,
        PARALLEL,
        FALLBACK,
        CANARY
    }

    @Property(tries = 1_000)
    void noForkchoice_isOvertakenByAnOlderOne(
            @ForAll @Size(min = 10, max = 80) List<Step> steps,
            @ForAll @Size(80) List<@IntRange(min = 0, max = 1_000) Integer> choices) {
        OneExecutionLayer layer = new OneExecutionLayer();
        Driver one = layer.driver("old");
        Driver two = layer.driver("young");
        Backend old = Backend.of("old", one);
        Backend young = Backend.of("young", two);
        ManualTime time = ManualTime.create();
        List<CompletableFuture<?>> calls = new ArrayList<>();
        try (RoutedLighthouse routed = RoutedLighthouse.builder()
                .backends(old, young)
                .router(Router.only(old))
                .topology(Topology.SHARED)
                .time(time)
                .build()) {
            for (int step = 0; step < steps.size(); step++) {
                int choice = choices.get(step);
                switch (steps.get(step)) {
                    case FORKCHOICE -> calls.add(routed.engine().forkchoiceUpdated(state(step)));
                    case FORKCHOICE_IN_A_HURRY ->
                        calls.add(routed.engine(CallOptions.DEFAULT.within(Duration.ofMillis(choice + 1)))
                                .forkchoiceUpdated(state(step)));
                    case PAYLOAD ->
                        calls.add(routed.engine().newPayload(NewPayloadRequest.of(ErraticBackend.payload(step))));
                    case ANSWER -> layer.end(choice, true);
                    case FAIL -> layer.end(choice, false);
                    case CANCEL ->
                        calls.stream()
                                .skip(calls.isEmpty() ? 0 : choice % calls.size())
                                .findFirst()
                                .ifPresent(call -> call.cancel(true));
                    case TIME_PASSES -> time.advance(Duration.ofMillis(choice));
                    case ONLY_OLD -> routed.router(Router.only(old));
                    case ONLY_YOUNG -> routed.router(Router.only(young));
                    case PARALLEL -> routed.router(Router.parallel(young, old));
                    case FALLBACK -> routed.router(Router.primaryWithFallback(old, young));
                    case CANARY ->
                        routed.router(Router.canary(
                                old, young, WeightSource.of(Weight.percent(50)), Assignment.hash("salt")));
                }
            }
            while (layer.isBusy()) {
                layer.end(0, true);
            }
            assertThat(layer.overtaken()).isEmpty();
            assertThat(layer.heads()).as("each once, and in order").isSorted().doesNotHaveDuplicates();
            // one in a hurry that waits for its turn ends by a timer
            time.advance(Duration.ofSeconds(9));
            calls.forEach(call -> call.handle((value, failure) -> value).join());
        }
    }

    private static ForkchoiceState state(int number) {
        return ForkchoiceState.of(ErraticBackend.hash(number), Hash32.ZERO, Hash32.ZERO);
    }
}
