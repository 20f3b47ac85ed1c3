package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.route.Health;
import java.util.Map;
import java.util.Optional;

/** Whether one endpoint answers. What it does is a table, so that nothing else has to be known. Thread-safe. */
final class BackendHealth {
    /** What the end of a call, or of a probe, says of an endpoint. */
    enum Sign {
        /** It answered, be it with an error. */
        ANSWER,
        /** It was not reached, a proxy said so, or it had little time. */
        OUTAGE,
        /** It said nothing for long. */
        SILENCE
    }

    /** A change of health. */
    record Change(Health from, Health to) {}

    /** Where a sign leads, and how many in a row it takes. */
    private record Step(Health to, int signs) {}

    private record Now(Health health, Sign last, int inARow) {}

    /** It goes down quickly and comes back slowly, so that it does not do so with every call; no entry changes nothing. */
    private static final Map<Health, Map<Sign, Step>> TABLE = Map.of(
            Health.HEALTHY,
            Map.of(Sign.OUTAGE, new Step(Health.SUSPECT, 1), Sign.SILENCE, new Step(Health.DOWN, 1)),
            Health.SUSPECT,
            Map.of(
                    Sign.ANSWER,
                    new Step(Health.HEALTHY, 2),
                    Sign.OUTAGE,
                    new Step(Health.DOWN, 1),
                    Sign.SILENCE,
                    new Step(Health.DOWN, 1)),
            Health.DOWN,
            Map.of(Sign.ANSWER, new Step(Health.HEALTHY, 3)));

    private static final Now WELL = new Now(Health.HEALTHY, Sign.ANSWER, 0);

    private volatile Now now = WELL;

    Health health() {
        return now.health();
    }

    boolean isDown() {
        return health() == Health.DOWN;
    }

    /** Takes in a sign; the change that it made, if it made one. */
    Optional<Change> note(Sign sign) {
        // as with almost every call: nothing to write, and nobody to wait for
        return now == WELL && sign == Sign.ANSWER ? Optional.empty() : change(sign);
    }

    private synchronized Optional<Change> change(Sign sign) {
        Health before = now.health();
        now = after(now, sign);
        return before == now.health() ? Optional.empty() : Optional.of(new Change(before, now.health()));
    }

    private static Now after(Now before, Sign sign) {
        int inARow = sign == before.last() ? before.inARow() + 1 : 1;
        Step step = TABLE.getOrDefault(before.health(), Map.of()).get(sign);
        if (step == null || inARow < step.signs()) {
            return new Now(before.health(), sign, inARow);
        }
        return step.to() == Health.HEALTHY ? WELL : new Now(step.to(), sign, 0);
    }
}
