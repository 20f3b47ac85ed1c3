package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class CallRunnerTest {
    private static final CallLabel LABEL = new CallLabel(new CallSite("host", "old"), "newPayload");
    private static final Duration LIMIT = Duration.ofSeconds(8);

    private final ManualTime time = new ManualTime();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private CallRunner runner = runner(builder -> builder);

    @AfterEach
    void close() {
        gate.countDown();
        runner.close();
    }

    @Test
    void submit_ordered_runsOnTheLaneInOrder() {
        List<String> ran = new ArrayList<>();
        List<CompletableFuture<Boolean>> calls = IntStream.range(0, 200)
                .mapToObj(i -> submit(
                        true,
                        attempt -> ran.add(i + " " + Thread.currentThread().getName())))
                .toList();
        calls.forEach(Lighthouse::await);

        assertThat(ran)
                .isEqualTo(IntStream.range(0, 200)
                        .mapToObj(i -> i + " lighthouse-host-lane")
                        .toList());
    }

    @Test
    void submit_unordered_runsBesideTheLane() {
        submit(true, this::block);
        submit(false, this::block);
        Threads.acquire(begun, 2);

        assertThat(answer(submit(false, attempt -> Thread.currentThread().getName())))
                .isEqualTo("lighthouse-host-worker-2");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void submit_answer_completesOnACallbackThread(boolean isOrdered) {
        CompletableFuture<String> call = submit(isOrdered, this::block);
        CompletableFuture<String> continued =
                call.thenApply(answer -> Thread.currentThread().getName());
        gate.countDown();

        assertThat(answer(continued)).startsWith("lighthouse-host-callback-");
        assertThat(time.waiting()).as("deadlines of ended calls").isZero();
    }

    @Test
    void submit_typedFailure_isTheFailureOfTheCall() {
        LighthouseException failure = new LighthouseException.Http(LABEL.site(), "m", 500, "");

        assertThat(failure(LighthouseException.Http.class, submit(true, attempt -> {
                    throw failure;
                })))
                .isSameAs(failure);
    }

    @Test
    void submit_unforeseenFailure_isDecode() {
        LighthouseException.Decode failure = failure(LighthouseException.Decode.class, submit(true, attempt -> {
            throw new StackOverflowError("deep");
        }));

        assertThat(failure).hasMessageContaining("deep").hasMessageContaining("client host, backend old, newPayload");
        assertThat(answer(submit(true, attempt -> "next"))).isEqualTo("next");
    }

    @Test
    void deadline_whileRunning_endsTheWork() {
        Semaphore aborted = new Semaphore(0);
        CompletableFuture<String> call = submit(true, attempt -> waitUntilAborted(attempt, aborted));
        Threads.acquire(begun, 1);

        time.advance(LIMIT.minusNanos(1));
        assertThat(call).isNotDone();
        time.advance(Duration.ofNanos(1));

        assertThat(failure(LighthouseException.Timeout.class, call).limit()).isEqualTo(LIMIT);
        Threads.acquire(aborted, 1);
        assertThat(answer(submit(true, attempt -> "next"))).isEqualTo("next");
    }

    @Test
    void deadline_whileWaiting_countsFromTheCallAndTheWorkNeverBegins() {
        submit(true, this::block);
        Threads.acquire(begun, 1);
        time.advance(Duration.ofSeconds(3));
        List<String> ran = new ArrayList<>();
        CompletableFuture<Boolean> call = submit(true, attempt -> ran.add("late"));

        time.advance(LIMIT);
        failure(LighthouseException.Timeout.class, call);
        gate.countDown();
        Lighthouse.await(submit(true, attempt -> "next"));

        assertThat(ran).isEmpty();
    }

    @Test
    void cancel_whileRunning_endsTheWork() {
        Semaphore aborted = new Semaphore(0);
        CompletableFuture<String> call = submit(false, attempt -> waitUntilAborted(attempt, aborted));
        Threads.acquire(begun, 1);

        assertThat(call.cancel(true)).isTrue();

        Threads.acquire(aborted, 1);
        failure(LighthouseException.Cancelled.class, call);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void cancel_whileWaiting_makesRoomInTheQueue() {
        runner = runner(builder -> builder.queueCapacity(1));
        submit(true, this::block);
        Threads.acquire(begun, 1);
        CompletableFuture<String> waiting = submit(true, this::block);
        assertThat(failure(Rejected.class, submit(true, this::block)).reason()).isEqualTo(Rejected.Reason.QUEUE_FULL);

        waiting.cancel(true);

        assertThat(submit(true, this::block)).isNotDone();
    }

    @Test
    void cancel_betweenTwoWaits_preventsTheSecond() {
        Semaphore between = new Semaphore(0);
        Semaphore ended = new Semaphore(0);
        CompletableFuture<String> call = submit(true, attempt -> {
            begun.release();
            Threads.acquire(between, 1);
            try {
                return attempt.interruptibly(() -> {}, () -> "sent");
            } catch (LighthouseException.Cancelled e) {
                ended.release();
                throw e;
            }
        });
        Threads.acquire(begun, 1);
        call.cancel(true);
        between.release();

        Threads.acquire(ended, 1);
    }

    @Test
    void submit_queueFull_isRejectedForItsKindOnly() {
        runner = runner(builder -> builder.workers(2).queueCapacity(3));
        IntStream.range(0, 5)
                .forEach(i -> assertThat(submit(false, this::block)).isNotDone());

        assertThat(failure(Rejected.class, submit(false, this::block)).reason()).isEqualTo(Rejected.Reason.QUEUE_FULL);
        assertThat(answer(submit(true, attempt -> "ordered"))).isEqualTo("ordered");
    }

    @Test
    void close_runningAndWaitingCalls_endCancelledAndNoThreadIsLeft() {
        Semaphore aborted = new Semaphore(0);
        List<CompletableFuture<String>> calls = new ArrayList<>();
        for (boolean isOrdered : List.of(true, true, true, false, false)) {
            calls.add(submit(isOrdered, attempt -> waitUntilAborted(attempt, aborted)));
        }
        Threads.acquire(begun, 3);

        runner.close();
        runner.close();

        Threads.awaitClosed("host");
        calls.forEach(call -> failure(LighthouseException.Cancelled.class, call));
        assertThat(time.waiting()).isZero();
        assertThat(failure(Rejected.class, submit(true, this::block)).reason()).isEqualTo(Rejected.Reason.CLOSED);
    }

    @Test
    void close_inAContinuation_endsToo() {
        CompletableFuture<String> call = submit(true, this::block);
        CompletableFuture<Void> closed = call.thenRun(runner::close);
        gate.countDown();

        Lighthouse.await(closed);
        Threads.awaitEnd("lighthouse-host-");
        assertThat(Threads.of("host")).isEmpty();
    }

    @Test
    void close_continuationThatWaitsForever_isInterrupted() {
        Semaphore never = new Semaphore(0);
        Semaphore interrupted = new Semaphore(0);
        submit(true, this::block).thenRun(() -> {
            begun.release();
            try {
                never.acquire();
            } catch (InterruptedException e) {
                interrupted.release();
            }
        });
        Threads.acquire(begun, 1);
        gate.countDown();
        Threads.acquire(begun, 1);

        runner.close();

        Threads.acquire(interrupted, 1);
    }

    @Test
    void callbackExecutor_good_runsContinuationsAndStaysOpen() {
        ExecutorService host = Executors.newSingleThreadExecutor(task -> new Thread(task, "host-executor"));
        try {
            runner = runner(builder -> builder.callbackExecutor(host));
            CompletableFuture<String> call = submit(true, this::block);
            CompletableFuture<String> name =
                    call.thenApply(answer -> Thread.currentThread().getName());
            gate.countDown();

            assertThat(answer(name)).isEqualTo("host-executor");
            runner.close();
            assertThat(host.isShutdown()).isFalse();
        } finally {
            host.shutdown();
        }
    }

    @ParameterizedTest
    @MethodSource("badExecutors")
    void callbackExecutor_bad_losesNoCompletionAndGetsNoThreadOfACall(Executor bad) {
        runner = runner(builder -> builder.callbackExecutor(bad));
        CompletableFuture<String> call = submit(true, this::block);
        CompletableFuture<String> name =
                call.thenApply(answer -> Thread.currentThread().getName());
        gate.countDown();

        assertThat(answer(name)).startsWith("lighthouse-host-callback-");
    }

    static List<Executor> badExecutors() {
        return List.of(
                task -> {
                    throw new RejectedExecutionException("full");
                },
                task -> {
                    throw new AssertionError("broken");
                },
                Runnable::run);
    }

    @Test
    void blockedContinuations_withTheSmallestPool_stallNobody() {
        runner = runner(builder -> builder.workers(1).queueCapacity(1));
        Semaphore blocked = new Semaphore(0);
        CountDownLatch end = new CountDownLatch(1);
        for (int i = 1; i <= 50; i++) {
            CountDownLatch begin = new CountDownLatch(1);
            CompletableFuture<String> call = submit(i % 2 == 0, attempt -> {
                Threads.await(begin);
                return "answer";
            });
            call.thenRun(() -> {
                blocked.release();
                Threads.await(end);
            });
            begin.countDown();
            Threads.acquire(blocked, 1);
        }
        end.countDown();
    }

    private String block(Attempt attempt) {
        begun.release();
        Threads.await(gate);
        return "answer";
    }

    private String waitUntilAborted(Attempt attempt, Semaphore aborted) {
        CountDownLatch end = new CountDownLatch(1);
        return attempt.interruptibly(end::countDown, () -> {
            begun.release();
            Threads.await(end);
            aborted.release();
            return "too late";
        });
    }

    private static String answer(CompletableFuture<String> call) {
        return Lighthouse.await(call);
    }

    private <R> CompletableFuture<R> submit(boolean isOrdered, Function<Attempt, R> work) {
        return runner.submit(LABEL, isOrdered ? CallRunner.Pool.LANE : CallRunner.Pool.WORKERS, LIMIT, work);
    }

    private static <X extends LighthouseException> X failure(Class<X> type, CompletableFuture<?> call) {
        X failure = catchThrowableOfType(type, () -> Lighthouse.await(call));
        assertThat(failure).isNotNull();
        return failure;
    }

    private CallRunner runner(UnaryOperator<LighthouseConfig.Builder> change) {
        LighthouseConfig.Builder builder = TestSettings.named("host");
        return new CallRunner(change.apply(builder).build(), time);
    }
}
