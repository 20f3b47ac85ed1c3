package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * Time that moves only when a test says so. Thread-safe.
 *
 * <p>{@link #advance} runs what falls due, on the thread that calls it and in the order of the due times, so that what
 * happened is known when it returns. The ticker begins shortly before it overflows, because a clock may.
 */
public final class ManualTime implements TimeSource {
    private static final Instant DEFAULT_START = Instant.parse("2024-03-13T13:55:35Z");
    private static final long BEFORE_OVERFLOW = Duration.ofSeconds(10).toNanos();

    private record Task(long dueAfter, long number, Runnable work) {}

    private final PriorityQueue<Task> waiting =
            new PriorityQueue<>(Comparator.comparingLong(Task::dueAfter).thenComparingLong(Task::number));
    private final long origin = Long.MAX_VALUE - BEFORE_OVERFLOW;
    private Instant wallClockAtOrigin;
    private long elapsed;
    private long scheduled;

    private ManualTime(Instant start) {
        this.wallClockAtOrigin = start;
    }

    /** Time that stands at an instant of this class's choice. */
    public static ManualTime create() {
        return startingAt(DEFAULT_START);
    }

    /** Time that stands at {@code start}. */
    public static ManualTime startingAt(Instant start) {
        return new ManualTime(start);
    }

    /**
     * Moves ticker and wall clock on and runs what falls due on the way, each task at its own time.
     *
     * @throws IllegalArgumentException if {@code step} is negative
     */
    public void advance(Duration step) {
        if (step.isNegative()) {
            throw new IllegalArgumentException("time does not go back, step is " + step);
        }
        long target;
        synchronized (this) {
            target = Math.addExact(elapsed, step.toNanos());
        }
        for (Optional<Task> due = nextDue(target); due.isPresent(); due = nextDue(target)) {
            due.get().work().run();
        }
    }

    /** Moves the wall clock alone, forward or back, as an operator or a time service does. */
    public synchronized void shiftWallClock(Duration step) {
        wallClockAtOrigin = wallClockAtOrigin.plus(step);
    }

    /** How many tasks wait for their time. */
    public synchronized int pending() {
        return waiting.size();
    }

    @Override
    public synchronized long nanoTime() {
        return origin + elapsed;
    }

    @Override
    public synchronized Instant now() {
        return wallClockAtOrigin.plusNanos(elapsed);
    }

    /** The task runs inside {@link #advance}; one without delay in the next call of it, of any step. */
    @Override
    public synchronized Scheduled schedule(Duration delay, Runnable task) {
        Task entry = new Task(Math.addExact(elapsed, Math.max(0, delay.toNanos())), scheduled++, task);
        waiting.add(entry);
        return () -> {
            synchronized (ManualTime.this) {
                waiting.remove(entry);
            }
        };
    }

    /** Takes the next task that is due by {@code target} and moves time to it, or else to {@code target}. */
    private synchronized Optional<Task> nextDue(long target) {
        Task next = waiting.peek();
        if (next == null || next.dueAfter() > target) {
            elapsed = Math.max(elapsed, target);
            return Optional.empty();
        }
        waiting.remove();
        elapsed = Math.max(elapsed, next.dueAfter());
        return Optional.of(next);
    }
}
