package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.RouteTrace;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a call can be explained. */
@Timeout(30)
class RouteTraceTest {
    private final TwoBackends two = TwoBackends.onCapella();
    private final List<RouteTrace> traces = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        two.close();
    }

    private EngineApi traced(RoutedLighthouse routed) {
        return routed.engine(CallOptions.DEFAULT.traced(traces::add));
    }

    private RouteTrace only() {
        assertThat(traces).hasSize(1);
        return traces.get(0);
    }

    @Test
    void plain() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).delay(Duration.ofMillis(20));
        CompletableFuture<?> call = traced(routed).blockNumber();
        two.time.advance(Duration.ofMillis(20));
        call.join();
        Eventually.until(() -> !traces.isEmpty());

        RouteTrace trace = only();
        assertThat(trace)
                .extracting(RouteTrace::client, RouteTrace::operation, RouteTrace::primary, RouteTrace::reason)
                .containsExactly("default", "blockNumber", "v5", "only");
        assertThat(trace.outcome()).isEqualTo("ok");
        assertThat(trace.took()).isEqualTo(Duration.ofMillis(20));
        assertThat(trace.standIn()).isEmpty();
        assertThat(trace.attempts())
                .containsExactly(new RouteTrace.Attempt("v5", "primary", "ok", Duration.ofMillis(20)));
        assertThat(trace.verdicts()).isEmpty();
    }

    @Test
    void standIn_thatIsAsked() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).fail(Failure.LOST::of);

        Lighthouse.await(traced(routed).blockNumber());

        assertThat(only().standIn()).contains("v4");
        assertThat(only().attempts())
                .extracting(RouteTrace.Attempt::backend, RouteTrace.Attempt::role, RouteTrace.Attempt::outcome)
                .containsExactly(tuple("v5", "primary", "unreachable"), tuple("v4", "stand_in", "ok"));
        assertThat(only().outcome()).isEqualTo("ok");
    }

    @Test
    void standIn_thatWasFed() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        NewPayloadRequest block = two.driver(routed).build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).fail(Failure.LOST::of);

        Lighthouse.await(traced(routed).newPayload(block));

        assertThat(only().standIn()).contains("v4");
        assertThat(only().attempts())
                .extracting(RouteTrace.Attempt::backend, RouteTrace.Attempt::role)
                .containsExactlyInAnyOrder(tuple("v5", "primary"), tuple("v4", "other"));
        assertThat(only().verdicts()).isEqualTo(Map.of("v4", "primary_error"));
    }

    @Test
    void compared_waitsForTheOther() {
        RoutedLighthouse routed = two.route(Router::shadow);
        var held = two.v5.script().on(EngineOperations.NEW_PAYLOAD).hold();
        NewPayloadRequest block = two.driver(routed).build();
        Lighthouse.await(traced(routed).newPayload(block));
        assertThat(traces).isEmpty();

        held.release();
        Eventually.until(() -> !traces.isEmpty());

        assertThat(only().verdicts()).isEqualTo(Map.of("v5", "match"));
        assertThat(only().took()).isZero();
    }

    @Test
    void shadow_showsWhatWasDropped() {
        RoutedLighthouse routed = two.route(Router::shadow);
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).times(2).fail(Failure.NOT_SENT::of);
        EngineApi engine = traced(routed);
        for (int call = 0; call < 3; call++) {
            int before = traces.size();
            Lighthouse.await(engine.blockNumber());
            Eventually.until(() -> traces.size() > before);
        }

        assertThat(traces)
                .extracting(RouteTrace::verdicts)
                .containsExactly(Map.of("v5", "other_error"), Map.of("v5", "other_error"), Map.of("v5", "down"));
    }

    @Test
    void failed() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).fail(Failure.LOST::of);
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).fail(Failure.RPC::of);

        traced(routed).blockNumber().handle((number, failure) -> failure).join();

        assertThat(only().outcome()).isEqualTo("unreachable");
        assertThat(only().standIn()).as("it failed too").isEmpty();
        assertThat(only().attempts()).extracting(RouteTrace.Attempt::outcome).containsExactly("unreachable", "rpc");
    }

    @Test
    void listenerThatThrows_harmsNoCall() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        EngineApi engine = routed.engine(CallOptions.DEFAULT.traced(trace -> {
            throw new AssertionError("a listener's own fault");
        }));

        assertThat(Lighthouse.await(engine.blockNumber()).isZero()).isTrue();
    }
}
