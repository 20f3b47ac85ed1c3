package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.LighthouseException.Disagreement;
import io.github.lighthousecompat.compare.ConflictPolicy;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the caller is answered by each policy, and that nobody who contradicts stays. */
@Timeout(30)
class ConflictPolicyTest {
    private static final PayloadStatus INVALID = PayloadStatus.invalid(Optional.empty(), "injected");

    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    private RoutedLighthouse routed(ConflictPolicy policy, BiFunction<Backend, Backend, Router> router) {
        return two.keep(two.builder()
                .backends(two.old, two.young)
                .router(router.apply(two.old, two.young))
                .conflictPolicy(policy)
                .build());
    }

    /** A block that v5 calls invalid. */
    private NewPayloadRequest contested(RoutedLighthouse routed) {
        NewPayloadRequest block = two.driver(routed).build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(INVALID);
        return block;
    }

    private void assertSuspended(RoutedLighthouse routed) {
        assertThat(routed.states()).containsEntry("v4", BackendState.READY).containsEntry("v5", BackendState.SUSPENDED);
    }

    @Test
    void returnTrusted_answersForALessTrustedPrimary() {
        RoutedLighthouse routed = routed(ConflictPolicy.returnTrusted(), (old, young) -> Router.only(young));
        NewPayloadRequest block = contested(routed);

        assertThat(Lighthouse.await(routed.engine().newPayload(block)))
                .isEqualTo(PayloadStatus.valid(block.payload().blockHash()));
        assertSuspended(routed);
    }

    @Test
    void failClosed_keepsEvenATrustedAnswerBack() {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.parallel(two.old, two.young))
                .conflictPolicy(ConflictPolicy.failClosed())
                .conflictWait(Duration.ofSeconds(1))
                .build());
        NewPayloadRequest block = contested(routed);

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().newPayload(block)))
                .isInstanceOfSatisfying(Disagreement.class, disagreement -> {
                    assertThat(disagreement.backend()).isEqualTo("v4");
                    assertThat(disagreement.otherAnswer()).isEqualTo(INVALID);
                });
        assertSuspended(routed);
    }

    @Test
    void syncing_letsTheHostAskAgain() {
        RoutedLighthouse routed = routed(ConflictPolicy.syncing(), (old, young) -> Router.only(young));
        NewPayloadRequest block = contested(routed);

        assertThat(Lighthouse.await(routed.engine().newPayload(block))).isEqualTo(PayloadStatus.syncing());
        assertSuspended(routed);
        assertThat(Lighthouse.await(routed.engine().newPayload(block)).isValid())
                .isTrue();
    }

    @Test
    void syncing_isTheAnswerToABuildToo() {
        RoutedLighthouse routed = routed(ConflictPolicy.syncing(), (old, young) -> Router.only(young));
        two.v5
                .script()
                .on(EngineOperations.FORKCHOICE_BUILD)
                .times(1)
                .answer(ForkchoiceUpdated.of(INVALID, Optional.empty()));
        var state = two.v4.forkchoice();
        var attributes = two.driver(routed).attributes();

        assertThat(Lighthouse.await(routed.engine().forkchoiceUpdated(state, attributes)))
                .isEqualTo(ForkchoiceUpdated.of(PayloadStatus.syncing(), Optional.empty()));
    }

    @Test
    void returnTrusted_answersABuildWithTheJudgementOfOneWhoDidNotBuild() {
        RoutedLighthouse routed = routed(ConflictPolicy.returnTrusted(), (old, young) -> Router.only(young));
        two.v5
                .script()
                .on(EngineOperations.FORKCHOICE_BUILD)
                .times(1)
                .answer(ForkchoiceUpdated.of(INVALID, Optional.empty()));
        var state = two.v4.forkchoice();
        var attributes = two.driver(routed).attributes();

        ForkchoiceUpdated answer = Lighthouse.await(routed.engine().forkchoiceUpdated(state, attributes));

        assertThat(answer.payloadStatus().isValid()).isTrue();
        assertThat(answer.payload()).isEmpty();
    }

    @Test
    void quorum_followsTheMajorityThatTheMostTrustedBelongsTo() {
        FakeLighthouseV4 third = third();
        RoutedLighthouse routed = three(third);
        NewPayloadRequest block = contested(routed);

        assertThat(Lighthouse.await(routed.engine().newPayload(block)).isValid())
                .isTrue();
        assertSuspended(routed);
    }

    @Test
    void quorum_neverCallsValidWhatTheMostTrustedCallsInvalid() {
        FakeLighthouseV4 third = third();
        RoutedLighthouse routed = three(third);
        NewPayloadRequest block = two.driver(routed).build();
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(INVALID);

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().newPayload(block)))
                .isInstanceOf(Disagreement.class);
        assertThat(routed.states()).containsEntry("v4", BackendState.READY).containsEntry("v5", BackendState.SUSPENDED);
    }

    private FakeLighthouseV4 third() {
        return FakeLighthouseV4.builder()
                .chain(two.spec)
                .name("three")
                .time(two.time)
                .build();
    }

    private RoutedLighthouse three(FakeLighthouseV4 third) {
        return two.keep(two.builder()
                .backends(two.old, two.young, Backend.of("third", third))
                .router(Router.parallel(two.young, two.old))
                .conflictPolicy(ConflictPolicy.quorum(2))
                .conflictWait(Duration.ofSeconds(1))
                .build());
    }

    @Test
    void quorumThatCannotBeReached_isRefused() {
        assertThatThrownBy(() -> routed(ConflictPolicy.quorum(3), (old, young) -> Router.only(old)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a quorum of 3 can't be reached with 2 backends");
    }
}
