package io.github.lighthousecompat.threads;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The system's clocks and one daemon thread for what is scheduled. Thread-safe.
 *
 * <p>After {@link #close()} nothing that was scheduled runs any more.
 */
public final class SystemTime implements TimeSource, AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final DaemonThreads threads;
    private final ScheduledThreadPoolExecutor timer;

    /**
     * Starts no thread before something is scheduled.
     *
     * @param owner name of the client, for the name of the thread
     */
    public SystemTime(String owner) {
        threads = new DaemonThreads(() -> "lighthouse-" + owner + "-timer");
        timer = new ScheduledThreadPoolExecutor(1, threads);
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        try {
            Future<?> waiting = timer.schedule(task, TimeUnit.NANOSECONDS.convert(delay), TimeUnit.NANOSECONDS);
            return () -> waiting.cancel(false);
        } catch (RejectedExecutionException closed) {
            return () -> {};
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
        // what runs is short, so the thread is gone within a moment
        threads.join(GRACE);
    }
}
