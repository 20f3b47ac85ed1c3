package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Time that passes only when a test says so; what falls due runs on the test's thread. */
final class ManualTime implements TimeSource {
    private record Task(long due, Runnable action) {}

    private final List<Task> tasks = new ArrayList<>();
    private long nanos = 7_000_000_000L;
    private Instant now = Instant.ofEpochSecond(1_700_000_000L);

    @Override
    public synchronized long nanoTime() {
        return nanos;
    }

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized Scheduled schedule(Duration delay, Runnable action) {
        Task task = new Task(nanos + delay.toNanos(), action);
        tasks.add(task);
        return () -> {
            synchronized (this) {
                tasks.remove(task);
            }
        };
    }

    /** How many tasks wait for their time. */
    synchronized int waiting() {
        return tasks.size();
    }

    void advance(Duration step) {
        synchronized (this) {
            nanos += step.toNanos();
            now = now.plus(step);
        }
        for (Optional<Task> next = nextDue(); next.isPresent(); next = nextDue()) {
            next.get().action().run();
        }
    }

    private synchronized Optional<Task> nextDue() {
        Optional<Task> next =
                tasks.stream().filter(task -> task.due() <= nanos).min(Comparator.comparingLong(Task::due));
        next.ifPresent(tasks::remove);
        return next;
    }
}
