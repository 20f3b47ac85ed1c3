package io.github.lighthousecompat.threads;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads on demand, as many as tasks block, for completions that no other thread may bring. Thread-safe. */
public final class CallbackThreads implements Executor, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Duration GRACE = Duration.ofMillis(600);
    private static final Duration AFTER_THAT = Duration.ofMillis(100);

    private final DaemonThreads threads;
    private final ThreadPoolExecutor pool;

    /**
     * Starts no thread yet.
     *
     * @param client name of the client, for the names of the threads
     * @param purpose what they are for, for their names too: {@code lighthouse-<client>-<purpose>-<n>}
     */
    public CallbackThreads(String client, String purpose) {
        AtomicInteger number = new AtomicInteger();
        threads = new DaemonThreads(() -> "lighthouse-" + client + "-" + purpose + "-" + number.incrementAndGet());
        pool = new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, IDLE.toSeconds(), TimeUnit.SECONDS, new SynchronousQueue<>(), threads);
    }

    /**
     * Runs {@code task} on a thread of its own; once this is closed, where it is, as there is nothing left to hold up.
     */
    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException closed) {
            task.run();
        }
    }

    /** Interrupts what runs, without waiting, and takes no more. */
    public void interrupt() {
        pool.shutdownNow();
    }

    /** Lets what runs end, for a while, then interrupts it. A task that closes this is not waited for. */
    @Override
    public void close() {
        pool.shutdown();
        if (!threads.join(GRACE)) {
            pool.shutdownNow();
            threads.join(AFTER_THAT);
        }
    }
}
