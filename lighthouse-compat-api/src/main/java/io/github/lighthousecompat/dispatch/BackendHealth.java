package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.route.Health;
import java.util.Map;
import java.util.Optional;

/**
 * Whether one endpoint answers, and if it is a node, whether it is fit to. What it does is a table, so that nothing
 * else has to be known. Thread-safe.
 */
final class BackendHealth {
    /** What the end of a call, or of a probe, says of an endpoint. */
    enum Sign {
        /** It answered, be it with an error. */
        ANSWER,
        /** A node answered, and says that nothing is wrong with it. */
        FIT,
        /** A node answered, and says that it should not be relied on. */
        UNFIT,
        /** It was not reached, a proxy said so, or it had little time. */
        OUTAGE,
        /** It said nothing for long. */
        SILENCE
    }

    /** A change of health. */
    record Change(Health from, Health to) {}

    /** Where a sign leads, and how many in a row it takes. */
    private record Step(Health to, int signs) {}

    /** Where it is, where its last signs lead, and how many of those there were in a row. */
    private record Now(Health health, Health towards, int inARow) {}

    /**
     * It goes down quickly and comes back slowly, so that it does not do so with every call. A step to where it is
     * makes those before count no more; a sign without an entry changes nothing at all.
     */
    private static final Map<Health, Map<Sign, Step>> TABLE = Map.of(
            Health.HEALTHY,
            Map.of(
                    Sign.UNFIT, new Step(Health.LAGGING, 1),
                    Sign.OUTAGE, new Step(Health.SUSPECT, 1),
                    Sign.SILENCE, new Step(Health.DOWN, 1)),
            Health.SUSPECT,
            Map.of(
                    Sign.ANSWER, new Step(Health.HEALTHY, 2),
                    Sign.FIT, new Step(Health.HEALTHY, 2),
                    Sign.UNFIT, new Step(Health.LAGGING, 1),
                    Sign.OUTAGE, new Step(Health.DOWN, 1),
                    Sign.SILENCE, new Step(Health.DOWN, 1)),
            Health.LAGGING,
            Map.of(
                    // that it answers says nothing of what it says of itself
                    Sign.FIT, new Step(Health.HEALTHY, 2),
                    Sign.UNFIT, new Step(Health.LAGGING, 1),
                    Sign.OUTAGE, new Step(Health.DOWN, 2),
                    Sign.SILENCE, new Step(Health.DOWN, 1)),
            Health.DOWN,
            Map.of(
                    Sign.ANSWER, new Step(Health.HEALTHY, 3),
                    Sign.FIT, new Step(Health.HEALTHY, 3),
                    Sign.UNFIT, new Step(Health.LAGGING, 3),
                    Sign.OUTAGE, new Step(Health.DOWN, 1),
                    Sign.SILENCE, new Step(Health.DOWN, 1)));

    private static final Now WELL = new Now(Health.HEALTHY, Health.HEALTHY, 0);

    private volatile Now now = WELL;

    Health health() {
        return now.health();
    }

    boolean isDown() {
        return health() == Health.DOWN;
    }

    /** Whether it is one to ask: it answers, and does not say itself that somebody else should be asked. */
    boolean isWell() {
        return isWell(health());
    }

    /** Whether who is in that state is one to ask. */
    static boolean isWell(Health health) {
        return health == Health.HEALTHY || health == Health.SUSPECT;
    }

    /** Takes in a sign; the change that it made, if it made one. */
    Optional<Change> note(Sign sign) {
        // as with almost every call: nothing to write, and nobody to wait for
        return now == WELL && (sign == Sign.ANSWER || sign == Sign.FIT) ? Optional.empty() : change(sign);
    }

    private synchronized Optional<Change> change(Sign sign) {
        Health before = now.health();
        now = after(now, sign);
        return before == now.health() ? Optional.empty() : Optional.of(new Change(before, now.health()));
    }

    private static Now after(Now before, Sign sign) {
        Step step = TABLE.getOrDefault(before.health(), Map.of()).get(sign);
        if (step == null) {
            return before;
        }
        int inARow = step.to() == before.towards() ? before.inARow() + 1 : 1;
        if (inARow < step.signs()) {
            return new Now(before.health(), step.to(), inARow);
        }
        return step.to() == Health.HEALTHY ? WELL : new Now(step.to(), step.to(), 0);
    }
}
