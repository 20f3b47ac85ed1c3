package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.time.Instant;

/** A ticker that a test moves, and that schedules nothing. Not thread-safe. */
final class Ticker implements TimeSource {
    private long nanos = Long.MAX_VALUE - 1_000;

    void advance(Duration step) {
        nanos += step.toNanos();
    }

    @Override
    public long nanoTime() {
        return nanos;
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("nothing here waits");
    }
}
