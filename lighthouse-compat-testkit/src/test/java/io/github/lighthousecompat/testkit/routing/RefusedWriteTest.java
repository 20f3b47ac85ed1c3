package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One backend calls the argument of a write wrong: it is behind if another calls the same VALID, and only then. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RefusedWriteTest {
    private static final int INVALID_PARAMS = -32602;
    private static final int INVALID_FORKCHOICE_STATE = -38002;
    private static final int INVALID_ATTRIBUTES = -38003;
    private static final int TOO_DEEP_REORG = -38006;
    private static final List<Integer> CODES =
            List.of(INVALID_PARAMS, INVALID_FORKCHOICE_STATE, INVALID_ATTRIBUTES, TOO_DEEP_REORG);

    /** What the other backend says. */
    private enum Other {
        VALID,
        SYNCING,
        INVALID,
        THE_SAME
    }

    /** A cell of the table: who refuses which write with which code, while the other says what. */
    record Cell(Operation<?, ?> operation, int code, boolean isPrimary, Other other) {
        boolean isBehind() {
            boolean isAboutAttributes = operation == EngineOperations.FORKCHOICE_BUILD
                    && (code == INVALID_ATTRIBUTES || code == INVALID_PARAMS);
            return other == Other.VALID && !isAboutAttributes;
        }
    }

    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    static List<Cell> cells() {
        return Stream.of(
                        EngineOperations.NEW_PAYLOAD,
                        EngineOperations.FORKCHOICE_UPDATED,
                        EngineOperations.FORKCHOICE_BUILD)
                .flatMap(operation -> CODES.stream()
                        .flatMap(code -> Stream.of(true, false)
                                .flatMap(isPrimary -> Stream.of(Other.values())
                                        .map(other -> new Cell(operation, code, isPrimary, other)))))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void refusal_lagsOnlyBesideAValidAnswer(Cell cell) {
        RoutedLighthouse routed = two.route(Router::parallel);
        ChainDriver driver = two.driver(routed);
        driver.advance(2);
        NewPayloadRequest block = driver.build();
        two.transitions.clear();
        FakeLighthouse refuses = cell.isPrimary() ? two.v4 : two.v5;
        FakeLighthouse other = cell.isPrimary() ? two.v5 : two.v4;
        refuse(refuses, cell);
        say(other, cell);

        CompletableFuture<?> call = cell.operation() == EngineOperations.NEW_PAYLOAD
                ? routed.engine().newPayload(block)
                : cell.operation() == EngineOperations.FORKCHOICE_UPDATED
                        ? routed.engine().forkchoiceUpdated(driver.forkchoice())
                        : routed.engine().forkchoiceUpdated(driver.forkchoice(), driver.attributes());
        call.handle((value, failure) -> value).join();
        two.untilCompared();

        TwoBackends.Transition behind =
                new TwoBackends.Transition(cell.isPrimary() ? "v4" : "v5", BackendState.READY, BackendState.LAGGING);
        if (cell.isBehind()) {
            assertThat(two.transitions).first().isEqualTo(behind);
        } else {
            assertThat(two.transitions).isEmpty();
        }
    }

    private static void refuse(FakeLighthouse fake, Cell cell) {
        fake.script()
                .on(cell.operation())
                .times(1)
                .fail((site, operation) -> new LighthouseException.Rpc(site, operation, cell.code(), "scripted"));
    }

    private static void say(FakeLighthouse fake, Cell cell) {
        if (cell.other() == Other.THE_SAME) {
            refuse(fake, cell);
        } else if (cell.other() != Other.VALID) {
            PayloadStatus status = cell.other() == Other.SYNCING
                    ? PayloadStatus.syncing()
                    : PayloadStatus.invalid(Optional.empty(), "scripted");
            if (cell.operation() == EngineOperations.FORKCHOICE_BUILD) {
                fake.script()
                        .on(EngineOperations.FORKCHOICE_BUILD)
                        .times(1)
                        .answer(ForkchoiceUpdated.of(status, Optional.empty()));
            } else if (cell.operation() == EngineOperations.NEW_PAYLOAD) {
                fake.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(status);
            } else {
                fake.script().on(EngineOperations.FORKCHOICE_UPDATED).times(1).answer(status);
            }
        }
    }

    @Test
    void backendThatCannotFollowTheHead_isNotAskedAfter_untilItCan() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        ChainDriver driver = two.driver(routed);
        driver.advance(2);
        var stuck = two.v5.script().on(EngineOperations.FORKCHOICE_UPDATED);
        stuck.fail((site, operation) ->
                new LighthouseException.Rpc(site, operation, INVALID_FORKCHOICE_STATE, "it does not know the head"));

        routed.engine()
                .forkchoiceUpdated(driver.forkchoice())
                .handle((value, failure) -> value)
                .join();
        driver.advance(2);

        assertThat(routed.states()).containsEntry("v5", BackendState.LAGGING);
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).endsWith("v4", "v4");
        stuck.times(0);
        two.untilReady(routed, "v5");
        assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
    }
}
