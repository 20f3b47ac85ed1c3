package io.github.lighthousecompat.route;

/** Where a canary reads its weight, at every decision: a constant, a {@link WeightDial} or a host's flag service. */
@FunctionalInterface
public interface WeightSource {
    /** The weight now; must be quick, not block and not throw. */
    Weight weight();

    /** Always the same weight. */
    static WeightSource of(Weight weight) {
        return () -> weight;
    }
}
