package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Tasks of one client that wait for their time, and do not wait beyond the client: when it is closed they run at once, as
 * do those that come later. The calls that they make are rejected then, and so whoever waits for them learns it.
 *
 * <p>Thread-safe.
 */
final class WaitingTasks implements AutoCloseable {
    private final TimeSource time;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    WaitingTasks(TimeSource time) {
        this.time = time;
    }

    /** Runs {@code task} once, after {@code delay} or when this is closed. */
    TimeSource.Scheduled add(Duration delay, Runnable task) {
        Waiting next = new Waiting(task);
        waiting.add(next);
        next.wakeUp = time.schedule(delay, next);
        if (isClosed) {
            next.run();
        }
        return next;
    }

    @Override
    public void close() {
        isClosed = true;
        waiting.forEach(Waiting::run);
    }

    private final class Waiting implements Runnable, TimeSource.Scheduled {
        private final Runnable task;
        private final AtomicBoolean isOver = new AtomicBoolean();
        private volatile TimeSource.@Nullable Scheduled wakeUp;

        Waiting(Runnable task) {
            this.task = task;
        }

        @Override
        public void run() {
            if (isOver.compareAndSet(false, true)) {
                end();
                task.run();
            }
        }

        @Override
        public void cancel() {
            if (isOver.compareAndSet(false, true)) {
                end();
            }
        }

        private void end() {
            waiting.remove(this);
            TimeSource.Scheduled pending = wakeUp;
            if (pending != null) {
                pending.cancel();
            }
        }
    }
}
