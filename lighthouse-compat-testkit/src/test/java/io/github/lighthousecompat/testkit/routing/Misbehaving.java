package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A backend that does what no client should, as its calls are told one after the other. Thread-safe. */
final class Misbehaving implements Caller {
    /** What becomes of one call. */
    enum Behaviour {
        ANSWERS,
        DIFFERS,
        FAILS,
        /** INVALID, in answer to a payload. */
        INVALIDATES,
        TIMES_OUT,
        THROWS,
        THROWS_AN_ERROR,
        HAS_NO_FUTURE,
        ANSWERS_NOTHING,
        ANSWERS_GARBAGE,
        ANSWERS_LATE,
        /** As if the network were gone. */
        FAILS_LATE,
        NEVER_ANSWERS,
        /** The call itself does not return, whoever interrupts it, until {@link #letGo()}. */
        HANGS
    }

    private final Queue<Behaviour> behaviours = new ConcurrentLinkedQueue<>();
    private final Queue<Runnable> late = new ConcurrentLinkedQueue<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger calls = new AtomicInteger();

    /** What the next calls do; those after them answer. */
    Misbehaving then(Behaviour behaviour) {
        behaviours.add(behaviour);
        return this;
    }

    /** How many calls came. */
    int calls() {
        return calls.get();
    }

    /** Gives the answers that are late, and lets go of the calls that hang. */
    void letGo() {
        gate.countDown();
        answerLate();
    }

    /** Gives the answers that are late. */
    void answerLate() {
        for (Runnable answer = late.poll(); answer != null; answer = late.poll()) {
            answer.run();
        }
    }

    @Override
    public String name() {
        return "misbehaving";
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
    @SuppressWarnings({"unchecked", "NullAway"}) // it breaks every rule
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        calls.incrementAndGet();
        Behaviour behaviour = behaviours.poll();
        R answer = (R) (operation == EngineOperations.NEW_PAYLOAD ? PayloadStatus.valid(Hash32.ZERO) : UInt64.ONE);
        CallSite site = options.site().orElseThrow();
        CompletableFuture<R> future = new CompletableFuture<>();
        switch (behaviour == null ? Behaviour.ANSWERS : behaviour) {
            case ANSWERS -> future.complete(answer);
            case DIFFERS ->
                future.complete(
                        (R) (operation == EngineOperations.NEW_PAYLOAD ? PayloadStatus.syncing() : UInt64.ZERO));
            case INVALIDATES ->
                future.complete((R)
                        (operation == EngineOperations.NEW_PAYLOAD
                                ? PayloadStatus.invalid(Optional.empty(), "so it says")
                                : UInt64.ZERO));
            case FAILS ->
                future.completeExceptionally(new LighthouseException.Rpc(site, operation.name(), -32603, "no"));
            case TIMES_OUT ->
                future.completeExceptionally(
                        new LighthouseException.Timeout(site, operation.name(), operation.limit()));
            case THROWS -> throw new IllegalStateException("a call never throws");
            case THROWS_AN_ERROR -> throw new AssertionError("a call never throws");
            case HAS_NO_FUTURE -> {
                return null;
            }
            case ANSWERS_NOTHING -> future.complete(null);
            case ANSWERS_GARBAGE -> future.complete((R) "not what was asked for");
            case ANSWERS_LATE -> late.add(() -> future.complete(answer));
            case FAILS_LATE ->
                late.add(() -> future.completeExceptionally(EffectTable.Failure.LOST.of(site, operation.name())));
            case NEVER_ANSWERS -> {
                return new CompletableFuture<>() {
                    @Override
                    public boolean cancel(boolean mayInterruptIfRunning) {
                        return false;
                    }
                };
            }
            case HANGS -> {
                hang();
                future.complete(answer);
            }
        }
        return future;
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
}
