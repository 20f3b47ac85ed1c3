package io.github.lighthousecompat.call;

import java.time.Duration;
import java.time.Instant;

/**
 * All the time that a client sees: a monotonic ticker, a wall clock and a scheduler. Implementations are thread-safe.
 *
 * <p>A client without a configured one makes its own from the system's clocks and closes it.
 */
public interface TimeSource {
    /** Nanoseconds of a monotonic clock with an arbitrary origin; only differences mean anything. */
    long nanoTime();

    /** The wall clock, for token claims and timestamps. */
    Instant now();

    /**
     * Runs {@code task} once after {@code delay} on a thread that tasks share: they must be short and not block.
     *
     * @return a handle that prevents the run, if it has not begun
     */
    Scheduled schedule(Duration delay, Runnable task);

    /** A task that waits for its time. */
    @FunctionalInterface
    interface Scheduled {
        /** Prevents the run if it has not begun; does nothing otherwise. */
        void cancel();
    }
}
