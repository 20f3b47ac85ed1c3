package io.github.lighthousecompat.engine;

import static io.github.lighthousecompat.engine.EngineOperations.FORKCHOICE_BUILD;
import static io.github.lighthousecompat.engine.EngineOperations.FORKCHOICE_UPDATED;
import static io.github.lighthousecompat.engine.EngineOperations.GET_PAYLOAD;
import static io.github.lighthousecompat.engine.EngineOperations.NEW_PAYLOAD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.BuildResult.Built;
import io.github.lighthousecompat.engine.BuildResult.NotBuilt;
import io.github.lighthousecompat.engine.ImportResult.Imported;
import io.github.lighthousecompat.engine.ImportResult.Invalid;
import io.github.lighthousecompat.engine.ImportResult.Optimistic;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CompositesTest {
    private static final Hash32 HASH = Samples.PAYLOAD.blockHash();
    private static final Hash32 SAFE = Samples.hash(2);
    private static final Hash32 FINALIZED = Samples.hash(3);
    private static final PayloadStatus VALID = PayloadStatus.valid(HASH);
    private static final PayloadHandle HANDLE = PayloadHandle.of("scripted", UInt64.of(7), Fork.CAPELLA, 0);
    private static final BuiltPayload BUILT = BuiltPayload.of(Samples.PAYLOAD, UInt256.of(5));
    private static final ForkchoiceUpdated BUILDING = ForkchoiceUpdated.of(VALID, Optional.of(HANDLE));
    private static final ImportRequest REQUEST =
            ImportRequest.of(NewPayloadRequest.of(Samples.PAYLOAD), SAFE, FINALIZED);
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final ScriptedCaller caller = new ScriptedCaller();
    private final EngineApi engine = EngineApi.over(caller, CallOptions.DEFAULT);

    @Test
    void buildPayload_withTime_fetchesAfterItWithTheHandle() {
        caller.answer(FORKCHOICE_BUILD, BUILDING).answer(GET_PAYLOAD, BUILT);

        CompletableFuture<BuildResult> result = engine.buildPayload(Samples.STATE, Samples.ATTRIBUTES, SECOND);

        assertThat(caller.operations()).containsExactly(FORKCHOICE_BUILD);
        assertThat(caller.last().argument()).isEqualTo(new ForkchoiceBuild(Samples.STATE, Samples.ATTRIBUTES));
        assertThat(caller.tasks)
                .singleElement()
                .extracting(ScriptedCaller.Task::delay)
                .isEqualTo(SECOND);
        assertThat(result).isNotDone();

        caller.tasks.get(0).run().run();

        assertThat(caller.operations()).containsExactly(FORKCHOICE_BUILD, GET_PAYLOAD);
        assertThat(caller.last().argument()).isEqualTo(HANDLE);
        assertThat(result).isCompletedWithValue(new Built(HANDLE, BUILT));
        assertThat(caller.deciding).containsExactly(FORKCHOICE_BUILD);
    }

    @Test
    void buildPayload_withoutTime_fetchesAtOnce() {
        caller.answer(FORKCHOICE_BUILD, BUILDING).answer(GET_PAYLOAD, BUILT);

        assertThat(engine.buildPayload(Samples.STATE, Samples.ATTRIBUTES, Duration.ZERO))
                .isCompletedWithValue(new Built(HANDLE, BUILT));
        assertThat(caller.tasks).isEmpty();
    }

    @Test
    void buildPayload_noHandle_saysWhatTheServerSaysOfTheHead() {
        caller.answer(FORKCHOICE_BUILD, ForkchoiceUpdated.of(PayloadStatus.syncing(), Optional.empty()));

        assertThat(engine.buildPayload(Samples.STATE, Samples.ATTRIBUTES, SECOND))
                .isCompletedWithValue(new NotBuilt(PayloadStatus.syncing()));
        assertThat(caller.operations()).containsExactly(FORKCHOICE_BUILD);
    }

    @Test
    void buildPayload_cancelledBeforeTheFirstAnswer_cancelsThatCall() {
        CompletableFuture<BuildResult> result = engine.buildPayload(Samples.STATE, Samples.ATTRIBUTES, SECOND);

        result.cancel(true);

        assertThat(caller.last().answer().isCancelled()).isTrue();
        assertThat(failureOf(result))
                .isInstanceOf(LighthouseException.Cancelled.class)
                .hasMessage("[client scripted, buildPayload] the caller cancelled it");
    }

    @Test
    void buildPayload_cancelledWhileBuilding_neverFetches() {
        caller.answer(FORKCHOICE_BUILD, BUILDING);
        CompletableFuture<BuildResult> result = engine.buildPayload(Samples.STATE, Samples.ATTRIBUTES, SECOND);
        Runnable fetch = caller.tasks.get(0).run();

        result.cancel(true);

        assertThat(caller.tasks).isEmpty();
        fetch.run();
        assertThat(caller.operations()).containsExactly(FORKCHOICE_BUILD);
    }

    @Test
    void buildPayload_cancelledWhileFetching_cancelsTheFetch() {
        caller.answer(FORKCHOICE_BUILD, BUILDING);
        CompletableFuture<BuildResult> result = engine.buildPayload(Samples.STATE, Samples.ATTRIBUTES, Duration.ZERO);

        result.cancel(true);

        assertThat(caller.last().operation()).isEqualTo(GET_PAYLOAD);
        assertThat(caller.last().answer().isCancelled()).isTrue();
    }

    @Test
    void buildPayload_failureOfAStep_isThatOfTheWhole() {
        LighthouseException lost =
                new LighthouseException.Rpc(CallSite.of("scripted"), "getPayload", -38001, "Unknown payload");
        caller.answer(FORKCHOICE_BUILD, BUILDING);
        CompletableFuture<BuildResult> result = engine.buildPayload(Samples.STATE, Samples.ATTRIBUTES, Duration.ZERO);

        caller.last().answer().completeExceptionally(lost);

        assertThat(failureOf(result)).isSameAs(lost);
    }

    @Test
    void buildPayload_otherFailure_namesTheSiteOfTheOptions() {
        CallSite site = new CallSite("routed", "old");
        CompletableFuture<BuildResult> result = EngineApi.over(caller, CallOptions.DEFAULT.at(site))
                .buildPayload(Samples.STATE, Samples.ATTRIBUTES, SECOND);

        caller.last().answer().completeExceptionally(new IllegalStateException("odd"));

        assertThat(failureOf(result))
                .isInstanceOf(LighthouseException.Decode.class)
                .hasMessageStartingWith("[client routed, backend old, buildPayload] ");
    }

    @Test
    void buildPayload_deadline_isOneForAllSteps() {
        CompletableFuture<BuildResult> result =
                within(Duration.ofSeconds(8)).buildPayload(Samples.STATE, Samples.ATTRIBUTES, SECOND);
        assertThat(caller.last().options().deadline()).contains(Duration.ofSeconds(7));

        caller.advance(Duration.ofSeconds(2));
        caller.last().answer().complete(BUILDING);
        caller.advance(SECOND);
        caller.tasks.get(0).run().run();

        assertThat(caller.last().operation()).isEqualTo(GET_PAYLOAD);
        assertThat(caller.last().options().deadline()).contains(Duration.ofSeconds(5));
        assertThat(result).isNotDone();
    }

    @Test
    void buildPayload_deadlineOverAfterTheBuilding_isATimeoutAndNothingIsFetched() {
        CompletableFuture<BuildResult> result =
                within(Duration.ofSeconds(3)).buildPayload(Samples.STATE, Samples.ATTRIBUTES, SECOND);
        caller.last().answer().complete(BUILDING);
        caller.advance(Duration.ofSeconds(3));

        caller.tasks.get(0).run().run();

        assertThat(failureOf(result))
                .isInstanceOfSatisfying(
                        LighthouseException.Timeout.class,
                        timeout -> assertThat(timeout.limit()).isEqualTo(Duration.ofSeconds(3)))
                .hasMessageStartingWith("[client scripted, buildPayload] ");
        assertThat(caller.operations()).containsExactly(FORKCHOICE_BUILD);
    }

    @Test
    void buildPayload_deadlineNotLongerThanTheBuilding_isRefusedAndNothingIsSent() {
        assertThat(failureOf(within(SECOND).buildPayload(Samples.STATE, Samples.ATTRIBUTES, SECOND)))
                .isInstanceOfSatisfying(
                        LighthouseException.Refused.class,
                        refused -> assertThat(refused.fault()).isEqualTo(LighthouseException.Refused.Fault.ARGUMENT))
                .hasMessageContaining("a deadline of PT1S leaves no time beside the PT1S for building");
        assertThat(caller.calls).isEmpty();
    }

    @Test
    void buildPayload_withoutADeadline_leavesEachStepItsOwn() {
        caller.answer(FORKCHOICE_BUILD, BUILDING);
        engine.buildPayload(Samples.STATE, Samples.ATTRIBUTES, Duration.ZERO);

        assertThat(caller.calls)
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.options()).isEqualTo(CallOptions.DEFAULT));
    }

    @Test
    void buildPayload_buildingIsOverAtOnce_cancelReachesTheFetch() {
        caller.answer(FORKCHOICE_BUILD, BUILDING).runTasksAtOnce();
        CompletableFuture<BuildResult> result = engine.buildPayload(Samples.STATE, Samples.ATTRIBUTES, SECOND);

        result.cancel(true);

        assertThat(caller.last().operation()).isEqualTo(GET_PAYLOAD);
        assertThat(caller.last().answer().isCancelled()).isTrue();
    }

    @Test
    void importPayload_deadline_isOneForBothSteps() {
        within(Duration.ofSeconds(8)).importPayload(REQUEST);
        assertThat(caller.last().options().deadline()).contains(Duration.ofSeconds(8));

        caller.advance(Duration.ofSeconds(5));
        caller.last().answer().complete(VALID);

        assertThat(caller.last().operation()).isEqualTo(FORKCHOICE_UPDATED);
        assertThat(caller.last().options().deadline()).contains(Duration.ofSeconds(3));
    }

    private EngineApi within(Duration deadline) {
        return EngineApi.over(caller, CallOptions.DEFAULT.within(deadline));
    }

    @Test
    void importPayload_valid_becomesTheHead() {
        caller.answer(NEW_PAYLOAD, VALID).answer(FORKCHOICE_UPDATED, VALID);

        assertThat(engine.importPayload(REQUEST)).isCompletedWithValue(new Imported(HASH));

        assertThat(caller.operations()).containsExactly(NEW_PAYLOAD, FORKCHOICE_UPDATED);
        assertThat(caller.calls.get(0).argument()).isEqualTo(REQUEST.payload());
        assertThat(caller.calls.get(1).argument()).isEqualTo(ForkchoiceState.of(HASH, SAFE, FINALIZED));
        assertThat(caller.deciding).containsExactly(NEW_PAYLOAD);
    }

    @ParameterizedTest
    @EnumSource(
            value = PayloadStatus.Status.class,
            names = {"INVALID", "INVALID_BLOCK_HASH"})
    void importPayload_invalid_leavesTheHead(PayloadStatus.Status status) {
        Optional<Hash32> lastValid = Optional.of(Samples.hash(1));
        caller.answer(NEW_PAYLOAD, PayloadStatus.of(status, lastValid, Optional.of("bad root")));

        assertThat(engine.importPayload(REQUEST)).isCompletedWithValue(new Invalid(lastValid, Optional.of("bad root")));

        assertThat(caller.operations()).containsExactly(NEW_PAYLOAD);
    }

    @ParameterizedTest
    @EnumSource(
            value = PayloadStatus.Status.class,
            names = {"SYNCING", "ACCEPTED"})
    void importPayload_notKnownYet_leavesTheHead(PayloadStatus.Status status) {
        PayloadStatus unknown = PayloadStatus.of(status, Optional.empty(), Optional.empty());
        caller.answer(NEW_PAYLOAD, unknown);

        assertThat(engine.importPayload(REQUEST)).isCompletedWithValue(new Optimistic(unknown, false));

        assertThat(caller.operations()).containsExactly(NEW_PAYLOAD);
    }

    @Test
    void importPayload_notKnownYetButAskedFor_becomesTheHead() {
        caller.answer(NEW_PAYLOAD, PayloadStatus.accepted()).answer(FORKCHOICE_UPDATED, PayloadStatus.syncing());

        assertThat(engine.importPayload(REQUEST.withOptimisticHead()))
                .isCompletedWithValue(new Optimistic(PayloadStatus.syncing(), true));

        assertThat(caller.operations()).containsExactly(NEW_PAYLOAD, FORKCHOICE_UPDATED);
    }

    @Test
    void importPayload_invalidOnlyAsHead_isInvalid() {
        caller.answer(NEW_PAYLOAD, VALID)
                .answer(FORKCHOICE_UPDATED, PayloadStatus.invalid(Optional.empty(), "bad ancestor"));

        assertThat(engine.importPayload(REQUEST))
                .isCompletedWithValue(new Invalid(Optional.empty(), Optional.of("bad ancestor")));
    }

    @Test
    void importPayload_cancelledBetweenTheSteps_sendsNoForkchoice() {
        CompletableFuture<ImportResult> result = engine.importPayload(REQUEST);
        ScriptedCaller.Call first = caller.last();

        result.cancel(true);
        first.answer().complete(VALID);

        assertThat(first.answer().isCancelled()).isTrue();
        assertThat(caller.operations()).containsExactly(NEW_PAYLOAD);
    }

    @Test
    void importPayload_failedForkchoice_isTheFailureOfTheWhole() {
        caller.answer(NEW_PAYLOAD, VALID);
        CompletableFuture<ImportResult> result = engine.importPayload(REQUEST);
        LighthouseException timeout =
                new LighthouseException.Timeout(CallSite.of("scripted"), "forkchoiceUpdated", SECOND);

        caller.last().answer().completeExceptionally(timeout);

        assertThat(failureOf(result)).isSameAs(timeout);
    }

    private static Throwable failureOf(CompletableFuture<?> failed) {
        return failed.handle((value, failure) -> failure).join();
    }
}
