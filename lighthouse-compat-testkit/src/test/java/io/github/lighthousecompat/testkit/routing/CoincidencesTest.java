package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;

/** What went wrong once, or would have, when several things came together. */
@org.junit.jupiter.api.Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class CoincidencesTest {
    private static final Duration LIMIT = EngineOperations.FORKCHOICE_UPDATED.limit();
    private static final PayloadStatus INVALID = PayloadStatus.invalid(Optional.empty(), "injected");

    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    @Test
    void contradiction_ofABackendThatWasDetachedMeanwhile_takesNobodyOut() {
        // one that the host keeps answers on after it was detached
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, Backend.borrowed("v5", two.v5))
                .router(Router.only(two.old))
                .build());
        NewPayloadRequest block = two.driver(routed).build();
        var late =
                two.v5.script().on(EngineOperations.NEW_PAYLOAD).answer(INVALID).hold();
        Lighthouse.await(routed.engine().newPayload(block));
        CompletableFuture<?> compared = two.nextComparison();
        routed.detach("v5");

        late.release();
        compared.join();

        assertThat(routed.states()).containsExactlyEntriesOf(Map.of("v4", BackendState.READY));
        assertThat(Lighthouse.await(routed.engine().newPayload(block)).isValid())
                .isTrue();
    }

    @Test
    void write_thatWaitsForOneOfTheOtherVersion_endsAtItsDeadline() {
        RoutedLighthouse routed = sharedFromOldToYoung();
        var hung = two.v4.script().on(EngineOperations.FORKCHOICE_UPDATED).hold();
        CompletableFuture<?> first = routed.engine().forkchoiceUpdated(two.v4.forkchoice());
        routed.router(Router.only(two.young));
        CompletableFuture<?> second = routed.engine(
                        CallOptions.builder().deadline(Duration.ofMillis(300)).build())
                .forkchoiceUpdated(two.v5.forkchoice());
        CompletableFuture<?> third = routed.engine().forkchoiceUpdated(two.v5.forkchoice());

        two.time.advance(Duration.ofMillis(299));
        assertThat(second).isNotDone();
        two.time.advance(Duration.ofMillis(1));
        assertThatThrownBy(() -> Lighthouse.await(second)).isInstanceOf(Timeout.class);

        assertThat(first).isNotDone();
        hung.release();
        Lighthouse.await(first);
        Lighthouse.await(third);
        assertThat(two.v5.calls(EngineOperations.FORKCHOICE_UPDATED))
                .as("what timed out was never sent")
                .hasSize(1);
    }

    @Test
    void write_thatWaitsWithoutADeadline_endsAtTheLimitOfItsOperation() {
        RoutedLighthouse routed = sharedFromOldToYoung();
        var hung = two.v4.script().on(EngineOperations.FORKCHOICE_UPDATED).hold();
        CompletableFuture<?> first = routed.engine().forkchoiceUpdated(two.v4.forkchoice());
        routed.router(Router.only(two.young));
        two.time.advance(Duration.ofSeconds(1));
        CompletableFuture<?> second = routed.engine().forkchoiceUpdated(two.v5.forkchoice());
        CompletableFuture<?> third = routed.engine(
                        CallOptions.builder().deadline(Duration.ofMinutes(1)).build())
                .forkchoiceUpdated(two.v5.forkchoice());

        two.time.advance(LIMIT.minusSeconds(1));
        assertThatThrownBy(() -> Lighthouse.await(first)).isInstanceOf(Timeout.class);
        assertThat(two.v5.calls())
                .as("the second has a second left")
                .filteredOn(call -> call.operation() == EngineOperations.FORKCHOICE_UPDATED)
                .first()
                .satisfies(call -> assertThat(call.options().deadline()).contains(Duration.ofSeconds(1)));
        Lighthouse.await(second);
        Lighthouse.await(third);
        hung.release();
    }

    @Test
    void writeThatTimesOutBeforeItIsSent_saysNothingOfItsServer() {
        RoutedLighthouse routed = sharedFromOldToYoung();
        two.v4.script().on(EngineOperations.FORKCHOICE_UPDATED).hold();
        CompletableFuture<?> first = routed.engine(
                        CallOptions.builder().deadline(Duration.ofMinutes(1)).build())
                .forkchoiceUpdated(two.v4.forkchoice());
        routed.router(Router.only(two.young));
        CompletableFuture<?> second = routed.engine().forkchoiceUpdated(two.v5.forkchoice());

        two.time.advance(LIMIT);

        assertThatThrownBy(() -> Lighthouse.await(second)).isInstanceOf(Timeout.class);
        assertThat(first).isNotDone();
        assertThat(two.v5.calls(EngineOperations.FORKCHOICE_UPDATED)).isEmpty();
        assertThat(routed.health(Facet.ENGINE)).containsEntry("v5", Health.HEALTHY);
    }

    private RoutedLighthouse sharedFromOldToYoung() {
        return two.keep(RoutedLighthouse.builder()
                .backends(two.old, two.young)
                .router(Router.only(two.old))
                .topology(Topology.SHARED)
                .time(two.time)
                .build());
    }
}
