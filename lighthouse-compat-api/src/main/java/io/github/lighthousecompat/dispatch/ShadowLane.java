package io.github.lighthousecompat.dispatch;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one backend has to do only to be compared: one thing after the other, and no more than a few calls at a time. Nobody
 * waits here but the thread that does it. Thread-safe.
 */
final class ShadowLane {
    /** The most calls that wait or are under way. */
    static final int MOST = 64;

    private final Semaphore places = new Semaphore(MOST);
    // as many calls as have a place, and for each of them one comparison
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isRunning = new AtomicBoolean();

    /** Takes a place for a call, if there is one. */
    boolean enter() {
        return places.tryAcquire();
    }

    /** Gives a place back. */
    void leave() {
        places.release();
    }

    /** Runs {@code task} after those before it; never throws and never waits. */
    void execute(Executor threads, Runnable task) {
        waiting.add(task);
        wake(threads);
    }

    private void wake(Executor threads) {
        if (isRunning.compareAndSet(false, true)) {
            try {
                threads.execute(() -> drain(threads));
            } catch (RuntimeException | Error e) {
                // no thread is to be had now: what waits is done with the next task
                isRunning.set(false);
            }
        }
    }

    private void drain(Executor threads) {
        try {
            for (Runnable task = waiting.poll(); task != null; task = waiting.poll()) {
                task.run();
            }
        } finally {
            isRunning.set(false);
        }
        if (!waiting.isEmpty()) {
            wake(threads);
        }
    }
}
