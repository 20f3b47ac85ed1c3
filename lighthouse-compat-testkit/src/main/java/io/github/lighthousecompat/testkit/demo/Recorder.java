package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Notes what a routed client does, and lets the demo wait for what comes after the answer. Thread-safe. */
final class Recorder implements RoutingListener {
    private final TimeSource time;
    private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    private String builder = "";
    private String importer = "";
    private int compared;
    private int replayed;
    private int caughtUp;
    private boolean suspended;

    /** A recorder that waits by this ticker. */
    Recorder(TimeSource time) {
        this.time = time;
    }

    @Override
    public synchronized void onDecision(Operation<?, ?> operation, Backend primary, String reason) {
        if (operation == EngineOperations.FORKCHOICE_BUILD) {
            builder = primary.alias();
        } else if (operation == EngineOperations.NEW_PAYLOAD) {
            importer = primary.alias();
        }
    }

    @Override
    public synchronized void onComparison(Comparison comparison) {
        verdicts.merge(comparison.verdict(), 1, Integer::sum);
        compared++;
        notifyAll();
    }

    @Override
    public synchronized void onState(Backend backend, BackendState from, BackendState to, String why) {
        suspended = to == BackendState.SUSPENDED;
        notifyAll();
    }

    @Override
    public synchronized void onCaughtUp(Backend backend, int blocks, Duration took) {
        replayed = blocks;
        caughtUp++;
        notifyAll();
    }

    /** Who was asked to build last. */
    synchronized String builder() {
        return builder;
    }

    /** Who was asked last to judge a block. */
    synchronized String importer() {
        return importer;
    }

    /** Answers that were compared so far. */
    synchronized int compared() {
        return compared;
    }

    /** Comparisons that found {@code verdict} so far. */
    synchronized int found(Verdict verdict) {
        return verdicts.getOrDefault(verdict, 0);
    }

    /** Comparisons so far whose answers mean the same. */
    synchronized int agreed() {
        return found(Verdict.MATCH) + found(Verdict.IGNORED);
    }

    /** Blocks that the last catch-up handed over. */
    synchronized int replayed() {
        return replayed;
    }

    /** How often a backend has caught up. */
    synchronized int caughtUp() {
        return caughtUp;
    }

    /** Waits until a backend has caught up this often; whether it was in time. */
    boolean awaitCaughtUp(int times, Duration limit) {
        return await(() -> caughtUp >= times, limit);
    }

    /** Waits until this many answers were compared; whether they were in time. */
    boolean awaitCompared(int count, Duration limit) {
        return await(() -> compared >= count, limit);
    }

    /** Waits until a backend was suspended; whether it was in time. */
    boolean awaitSuspended(Duration limit) {
        return await(() -> suspended, limit);
    }

    private synchronized boolean await(BooleanSupplier condition, Duration limit) {
        long left = limit.toNanos();
        long deadline = time.nanoTime() + left;
        try {
            while (!condition.getAsBoolean() && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = deadline - time.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return condition.getAsBoolean();
    }
}
