package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.DaemonThreads;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads on demand, for the few completions that no backend's thread brings. Thread-safe. */
final class CallbackThreads implements Executor, AutoCloseable {
    private static final long GRACE_MILLISECONDS = 600;
    private static final Duration AFTER_THAT = Duration.ofMillis(100);

    private final DaemonThreads threads;
    private final ThreadPoolExecutor pool;

    CallbackThreads(String client, String purpose) {
        AtomicInteger number = new AtomicInteger();
        threads = new DaemonThreads(() -> "lighthouse-" + client + "-" + purpose + "-" + number.incrementAndGet());
        pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /** Runs {@code task} on a thread of its own; once this is closed, where it is, as there is nothing left to hold up. */
    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    /** Interrupts what runs, without waiting. */
    void interrupt() {
        pool.shutdownNow();
    }

    /** Lets what runs end, for a while, then interrupts it. */
    @Override
    public void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(GRACE_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
            }
            threads.join(AFTER_THAT);
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
