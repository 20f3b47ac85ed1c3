package io.github.lighthousecompat.jmh;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what other threads do, until JUnit interrupts that. */
final class Meanwhile {
    /** Shorter than what is waited for, and long enough to leave the core to whoever does it. */
    private static final Duration PAUSE = Duration.ofNanos(50_000);

    private Meanwhile() {}

    /** Waits until something holds. */
    static void until(BooleanSupplier condition) {
        until(condition, () -> LockSupport.parkNanos(PAUSE.toNanos()));
    }

    /** Waits until something holds, and does a step in between. */
    static void until(BooleanSupplier condition, Runnable step) {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new AssertionError("interrupted, and it has not happened");
            }
            step.run();
        }
    }
}
