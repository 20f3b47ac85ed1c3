package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * A backend that costs its callers the same whatever it does: all that it will ever give is there from the beginning.
 * It counts what one thread does with it. Thread-safe.
 */
final class CountedBackend implements Caller {
    /** What becomes of every call. */
    enum Behaviour {
        ANSWERS,
        ANSWERS_LATE,
        ANSWERS_GARBAGE,
        THROWS,
        HANGS,
        /** It is not answered, whoever cancels it. */
        IGNORES_INTERRUPTION
    }

    private final Behaviour behaviour;
    private final boolean isStarted;
    private final Object answer;
    private final Thread counted = Thread.currentThread();
    private final List<Answer> answers = new ArrayList<>();
    private final IllegalStateException failure = new IllegalStateException("so it is");
    private final AtomicInteger next = new AtomicInteger();
    private final CountDownLatch gate = new CountDownLatch(1);
    private int calls;
    private int stages;
    private int runs;
    private int ended;

    /**
     * Answers {@code calls} calls with {@code answer}; one that {@code isStarted} returns from each first, as clients
     * do that have a thread.
     */
    CountedBackend(Behaviour behaviour, boolean isStarted, int calls, Object answer) {
        this.behaviour = behaviour;
        this.isStarted = isStarted;
        this.answer = answer;
        for (int count = 0; count < calls; count++) {
            Answer call = new Answer();
            answers.add(call);
            if (!isStarted) {
                end(call);
            }
        }
    }

    private void end(Answer call) {
        switch (behaviour) {
            case ANSWERS -> call.complete(answer);
            case ANSWERS_GARBAGE -> call.complete("not what was asked for");
            case THROWS -> call.completeExceptionally(failure);
            case ANSWERS_LATE, HANGS, IGNORES_INTERRUPTION -> {}
        }
    }

    /** Ends the calls that were made, as far as they end at all. */
    void end() {
        for (int call = ended; call < next.get(); call++) {
            end(answers.get(call));
        }
        ended = next.get();
    }

    /** Answers the calls that are late, the last one first, and lets go of those that hang. */
    void letGo() {
        gate.countDown();
        for (int call = next.get() - 1; call >= ended; call--) {
            answers.get(call).complete(answer);
        }
        ended = next.get();
    }

    /** What the thread that made this did: calls, what it wanted to be told of, and what it was told itself. */
    String counts() {
        return calls + " calls, " + stages + " stages, " + runs + " runs";
    }

    @Override
    public String name() {
        return "counted";
    }

    @Override
    public LighthouseVersion version() {
        return LighthouseVersion.V5;
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    @Override
    @SuppressWarnings("unchecked") // it is only asked for what it has
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        if (Thread.currentThread() == counted) {
            calls++;
        } else if (isStarted) {
            // a catch-up, which is not what is counted here
            return new CompletableFuture<>();
        }
        if (!isStarted && behaviour == Behaviour.HANGS) {
            hang();
        }
        if (!isStarted && behaviour == Behaviour.THROWS) {
            throw failure;
        }
        return (CompletableFuture<R>) answers.get(next.getAndIncrement());
    }

    private void hang() {
        boolean isInterrupted = false;
        while (gate.getCount() > 0) {
            try {
                gate.await();
            } catch (InterruptedException e) {
                isInterrupted = true;
            }
        }
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Answer extends CompletableFuture<Object> {
        @Override
        public CompletableFuture<Object> whenComplete(BiConsumer<? super Object, ? super Throwable> action) {
            if (Thread.currentThread() == counted) {
                stages++;
            }
            return super.whenComplete((value, failure) -> {
                if (Thread.currentThread() == counted) {
                    runs++;
                }
                action.accept(value, failure);
            });
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return behaviour != Behaviour.IGNORES_INTERRUPTION && super.cancel(mayInterruptIfRunning);
        }
    }
}
