package io.github.lighthousecompat.threads;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The tasks of one client that wait for their time. Closing it runs them at once, so that nobody waits for ever on a
 * client that is gone. Thread-safe.
 */
public final class Waits implements AutoCloseable {
    private final TimeSource time;
    private final Executor executor;
    private final Set<Wait> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Tasks wait by {@code time} and run on {@code executor}. */
    public Waits(TimeSource time, Executor executor) {
        this.time = time;
        this.executor = executor;
    }

    /** Runs {@code task} once, after {@code delay} or when this is closed. */
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        Wait wait = new Wait(task);
        waiting.add(wait);
        TimeSource.Scheduled timer = time.schedule(delay, wait::end);
        if (closed) {
            wait.end();
        }
        return () -> {
            wait.drop();
            timer.cancel();
        };
    }

    @Override
    public void close() {
        closed = true;
        waiting.forEach(Wait::end);
    }

    private final class Wait {
        private final Runnable task;
        private final AtomicBoolean over = new AtomicBoolean();

        Wait(Runnable task) {
            this.task = task;
        }

        void end() {
            if (!drop()) {
                return;
            }
            try {
                executor.execute(task);
            } catch (RejectedExecutionException gone) {
                // the client is closed: there is no call left that this could hold up
                task.run();
            }
        }

        boolean drop() {
            waiting.remove(this);
            return over.compareAndSet(false, true);
        }
    }
}
