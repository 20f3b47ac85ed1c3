package io.github.lighthousecompat.route;

/**
 * Which units a weight takes: a pure function. Growing the weight never gives a unit back; 0 and 100 % are exact.
 */
@FunctionalInterface
public interface Assignment {
    /** Whether the call's unit is among the {@code weight} share. */
    boolean takes(CallContext context, Weight weight);

    /** Each unit by its draw. */
    static Assignment random() {
        return (context, weight) -> context.draw() < weight.basisPoints();
    }

    /**
     * Each unit by a hash of salt and unit, the same in every process (murmur3, 32 bits); calls without a unit by their
     * draw.
     *
     * @param salt name of the rollout, so that two rollouts take different units first
     */
    static Assignment hash(String salt) {
        return (context, weight) ->
                (context.unit().isEmpty() ? context.draw() : Murmur3.bucket(salt, context.unit(), Weight.WHOLE))
                        < weight.basisPoints();
    }
}
