package io.github.lighthousecompat.jmh;

import java.util.function.BooleanSupplier;

/** Waits for what other threads do, until JUnit interrupts that. */
final class Meanwhile {
    private Meanwhile() {}

    /** Waits until something holds. */
    static void until(BooleanSupplier condition) {
        until(condition, Thread::onSpinWait);
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
