package io.github.lighthousecompat;

import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * Runs the operations of a test class on two threads in very many orders, and fails if a result is one that no order of
 * whole operations gives.
 */
public final class Interleavings {
    private Interleavings() {}

    /**
     * Checks {@code operations}, whose values are best made before: what happens in an operation is what takes time.
     */
    public static void check(Class<?> operations) {
        new ModelCheckingOptions()
                .threads(2)
                .actorsBefore(1)
                .actorsPerThread(2)
                .actorsAfter(1)
                .iterations(10)
                .invocationsPerIteration(300)
                .check(operations);
    }
}
