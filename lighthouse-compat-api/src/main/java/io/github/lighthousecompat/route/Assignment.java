package io.github.lighthousecompat.route;

/**
 * Which units a weight takes: a pure function. Growing the weight never gives a unit back, shrinking it never takes a
 * new one; 0 and 100 % are exact. Thread-safe.
 *
 * <p>Nothing is remembered about a unit, so that a weight which changed holds for all units at once.
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
     * Each unit by a hash of salt and unit, the same in every process (murmur3, 32 bits, over UTF-8); calls without a
     * unit by their draw.
     *
     * @param salt name of the rollout, so that two rollouts take different units first
     */
    static Assignment hash(String salt) {
        return (context, weight) -> Assignments.place(salt, context.unit(), context.draw()) < weight.basisPoints();
    }

    /**
     * Each session of {@link io.github.lighthousecompat.call.CallOptions#session()} by a hash of salt and session, the
     * same in every process; calls without a session by their draw.
     *
     * <p>A host that names a session for some calls about a block and not for others lets the block be split.
     *
     * @param salt name of the rollout, so that two rollouts take different sessions first
     */
    static Assignment sticky(String salt) {
        return (context, weight) -> Assignments.place(salt, context.session(), context.draw()) < weight.basisPoints();
    }

    /**
     * Units in turn, spread as evenly as the weight allows: of each 10,000 in a row exactly the share, at 50 % and
     * below never more than two in a row. Blocks, slots, and calls without a unit are counted apart.
     */
    static Assignment roundRobin() {
        return (context, weight) -> Assignments.spread(context.turn()) < weight.basisPoints();
    }

    /**
     * All units or none, by a hash of salt and instance: a whole process on one version. With one shared execution
     * layer this is the honest canary, as no other version drives that execution layer beside it.
     *
     * @param salt name of the rollout, so that two rollouts take different instances first
     * @param instance what tells this process from the others of its fleet, the same after a restart: a host name, say
     * @throws IllegalArgumentException if the instance is the empty text
     */
    static Assignment byInstance(String salt, String instance) {
        if (instance.isEmpty()) {
            throw new IllegalArgumentException(
                    "byInstance needs a name that only this process has, such as its host's");
        }
        int place = Murmur3.bucket(salt, instance, Weight.WHOLE);
        return (context, weight) -> place < weight.basisPoints();
    }
}
