package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeScript;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A backend is ready only after it has been through all that it missed, also what no forkchoice names yet. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CatchUpOfWritesTest {
    private static final PayloadStatus INVALID = PayloadStatus.invalid(Optional.empty(), "scripted");

    private enum Mode {
        PARALLEL,
        SHADOW,
        CANARY;

        Router router(Backend old, Backend young) {
            return switch (this) {
                case PARALLEL -> Router.parallel(old, young);
                case SHADOW -> Router.shadow(old, young);
                case CANARY -> Router.canary(old, young, WeightSource.of(Weight.NONE), Assignment.random());
            };
        }
    }

    private final TwoBackends two = TwoBackends.onCapella();
    private final RoutedLighthouse routed = two.route(Router::parallel);
    private final ChainDriver driver = two.driver(routed);

    @BeforeEach
    void begin() {
        driver.advance(2);
    }

    @AfterEach
    void close() {
        two.close();
    }

    private FakeScript.Rule<NewPayloadRequest, PayloadStatus> nextBlocks() {
        return two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1);
    }

    /** A block that v5 misses, and that nobody makes the head. */
    private NewPayloadRequest missed() {
        NewPayloadRequest block = driver.build();
        nextBlocks().fail(TwoBackends.unreachable());
        return block;
    }

    private long told(NewPayloadRequest block) {
        return two.v5.calls(EngineOperations.NEW_PAYLOAD).stream()
                .filter(block::equals)
                .count();
    }

    private void importAlone(NewPayloadRequest block) {
        assertThat(routed.engine().newPayload(block).join().isValid()).isTrue();
    }

    @Test
    void blockThatIsAnsweredLate_isWaitedFor() {
        NewPayloadRequest block = missed();
        var slow = nextBlocks().hold();

        importAlone(block);
        Eventually.until(() -> slow.held() != 0);
        two.time.advance(Duration.ofSeconds(7));
        assertThat(routed.states()).containsEntry("v5", BackendState.LAGGING);
        slow.release();
        // no time passes: the answer must not meet its deadline on the way
        Eventually.until(() -> routed.states().get("v5") == BackendState.READY);

        assertThat(told(block)).isEqualTo(2);
    }

    @Test
    void blockThatIsNotAnswered_isHandedOverAgain() {
        NewPayloadRequest block = missed();
        nextBlocks().hold();
        nextBlocks().fail(TwoBackends.unreachable());

        importAlone(block);
        two.untilReady(routed, "v5");

        assertThat(told(block)).isEqualTo(4);
        assertThat(two.v5.engine().block(block.payload().blockHash()).join()).isPresent();
    }

    @Test
    void blockThatOneCallsInvalidAndTheOtherValid_suspends() {
        NewPayloadRequest block = missed();
        nextBlocks().answer(INVALID);

        importAlone(block);
        two.until(() -> routed.states().get("v5") == BackendState.SUSPENDED);
        two.until(() -> two.count(EngineOperations.NEW_PAYLOAD, Verdict.CONFLICT) > 0);

        assertThat(two.count(EngineOperations.NEW_PAYLOAD, Verdict.CONFLICT)).isEqualTo(1);
    }

    @Test
    void blockThatBothCallInvalid_keepsNobodyBehind() {
        NewPayloadRequest block = missed();
        nextBlocks().answer(INVALID);
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).times(2).answer(INVALID);

        assertThat(routed.engine().newPayload(block).join().isInvalid()).isTrue();
        two.untilReady(routed, "v5");

        assertThat(told(block)).isEqualTo(2);
    }

    @Test
    void blockThatOneDoesNotKnowTheParentOf_isHandedOverAgain() {
        NewPayloadRequest block = missed();
        nextBlocks().answer(PayloadStatus.syncing());

        importAlone(block);
        two.untilReady(routed, "v5");

        assertThat(told(block)).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(Mode.class)
    void backendThatHung_hasAllBlocksAndTheLastForkchoice_andNobodyWaitedForIt(Mode mode) {
        routed.router(mode.router(two.old, two.young));
        PayloadStatus behind = PayloadStatus.syncing();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).answer(behind).hold();
        two.v5.script().on(EngineOperations.FORKCHOICE_UPDATED).answer(behind).hold();
        two.v5
                .script()
                .on(EngineOperations.FORKCHOICE_BUILD)
                .answer(ForkchoiceUpdated.of(behind, Optional.empty()))
                .hold();

        // no time passes: whoever waited for a deadline would wait for ever
        List<NewPayloadRequest> whileItHung = driver.advance(3);
        assertThat(routed.states()).as("it is not known yet").containsEntry("v5", BackendState.READY);
        two.time.advance(Duration.ofSeconds(8));
        two.until(() -> routed.states().get("v5") == BackendState.LAGGING);
        List<NewPayloadRequest> whileItWasOut = driver.advance(2);
        assertThat(two.v5.forkchoice()).isNotEqualTo(two.v4.forkchoice());

        two.v5.script().clear();
        two.untilReady(routed, "v5");

        assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
        assertThat(whileItHung).hasSize(3).allSatisfy(this::assertThere);
        assertThat(whileItWasOut).hasSize(2).allSatisfy(this::assertThere);
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsOnly("v4");
        driver.advance(1);
        // one of the timeouts may be noted late, and has it catch up once more
        two.until(() -> two.v5.forkchoice().equals(two.v4.forkchoice()));
    }

    private void assertThere(NewPayloadRequest block) {
        assertThat(two.v5.engine().block(block.payload().blockHash()).join()).isPresent();
    }
}
