package io.github.lighthousecompat.testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what another thread is about to do. */
public final class Eventually {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    /** Shorter than what is waited for, and long enough to leave the core to whoever does it. */
    private static final Duration PAUSE = Duration.ofNanos(50_000);

    private Eventually() {}

    /** Waits until something holds. */
    public static void until(BooleanSupplier condition) {
        until(condition, () -> LockSupport.parkNanos(PAUSE.toNanos()));
    }

    /** Waits until something holds, and does a step in between; who interrupts this thread, as JUnit does, ends it. */
    public static void until(BooleanSupplier condition, Runnable step) {
        long begin = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new AssertionError("interrupted, and it has not happened");
            }
            if (System.nanoTime() - begin > LIMIT.toNanos()) {
                throw new AssertionError("it did not happen within " + LIMIT);
            }
            step.run();
        }
    }
}
