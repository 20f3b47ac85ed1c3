package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.threads.SystemTime;
import java.time.Duration;
import java.time.Instant;

/** Time that runs what is scheduled at once and adds up the delays, with something that happens meanwhile. */
final class HurriedTime implements TimeSource, AutoCloseable {
    private final SystemTime system = new SystemTime("check-it");
    private Duration waited = Duration.ZERO;
    private Duration shift = Duration.ZERO;
    private Runnable meanwhile = () -> {};

    void shift(Duration by) {
        shift = by;
    }

    void meanwhile(Runnable action) {
        meanwhile = action;
    }

    Duration waited() {
        return waited;
    }

    @Override
    public long nanoTime() {
        return system.nanoTime();
    }

    @Override
    public Instant now() {
        return system.now().plus(shift);
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        waited = waited.plus(delay);
        meanwhile.run();
        task.run();
        return () -> {};
    }

    @Override
    public void close() {
        system.close();
    }
}
