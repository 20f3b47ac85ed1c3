package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Disagreement;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What holds from the moment on that a host is answered, also for what it does in its own continuation. */
@Timeout(30)
class WhenAnsweredTest {
    private static final PayloadStatus INVALID = PayloadStatus.invalid(Optional.empty(), "injected");

    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    @Test
    void blockThatTimedOut_askedForAgainAtOnce_comesFromAnotherNode() {
        RoutedLighthouse routed = two.route((old, young) -> Router.byHealth(young, old));
        two.answerAsNode(two.v5, script -> {});
        two.v5.script().clear();
        var hung = two.v5
                .script()
                .on(BeaconOperations.PRODUCE_BLOCK)
                .fail((site, name) ->
                        new LighthouseException.Timeout(site, name, BeaconOperations.PRODUCE_BLOCK.limit()))
                .hold();
        BeaconSamples.teach(two.v5, "v5", 5);
        two.answerAsNode(two.v4, script -> {});
        ProductionRequest request =
                ProductionRequest.builder().slot(BeaconSamples.SLOT).build();
        CompletableFuture<?> second = routed.beacon()
                .production()
                .block(request)
                .handle((block, failure) -> routed.beacon().production().block(request))
                .thenCompose(block -> block);

        hung.release();

        Lighthouse.await(second);
        assertThat(two.primaries(BeaconOperations.PRODUCE_BLOCK)).containsExactly("v5", "v4");
    }

    @Test
    void readAfterAForkchoiceThatAnotherAnswered_goesToThatOne() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        two.driver(routed).advance(1);
        ForkchoiceState head = two.v4.forkchoice();
        two.v5.script().on(EngineOperations.FORKCHOICE_UPDATED).fail(Failure.HTTP_502::of);
        var held =
                two.v4.script().on(EngineOperations.FORKCHOICE_UPDATED).times(1).hold();
        CompletableFuture<?> read = routed.engine()
                .forkchoiceUpdated(head)
                .thenCompose(status -> routed.engine().blockNumber());

        held.release();

        Lighthouse.await(read);
        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER)).containsExactly("v4");
    }

    @Test
    void verdictOfAStandIn_thatOneWhoIsTrustedMoreContradicts_isNotBelieved() {
        try (FakeLighthouseV5 third =
                FakeLighthouseV5.builder().chain(two.spec).time(two.time).build()) {
            Backend last = Backend.of("third", third);
            RoutedLighthouse routed = two.keep(two.builder()
                    .backends(two.old, two.young, last)
                    .router(Router.primaryWithFallback(two.old, last))
                    .build());
            NewPayloadRequest block = two.driver(routed).build();
            two.v4.script().on(EngineOperations.NEW_PAYLOAD).fail(Failure.NOT_SENT::of);
            two.v5.script().on(EngineOperations.NEW_PAYLOAD).answer(INVALID);
            var held = third.script().on(EngineOperations.NEW_PAYLOAD).hold();
            CompletableFuture<?> answer = routed.engine().newPayload(block);

            held.release();

            assertThatThrownBy(() -> Lighthouse.await(answer)).isInstanceOf(Disagreement.class);
            assertThat(routed.states())
                    .containsEntry("v5", BackendState.READY)
                    .containsEntry("third", BackendState.SUSPENDED);
        }
    }
}
