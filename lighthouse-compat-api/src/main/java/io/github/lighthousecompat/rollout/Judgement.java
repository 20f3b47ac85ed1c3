package io.github.lighthousecompat.rollout;

import io.github.lighthousecompat.rollout.AbReport.Side;
import io.github.lighthousecompat.rollout.AbReport.Verdict;

/** What the numbers of two sides say of the second one. */
final class Judgement {
    private Judgement() {}

    /** One contradiction is enough; else intervals that do not touch decide, failures before times. */
    static Verdict of(Side control, Side treatment, long conflicts) {
        if (conflicts > 0) {
            return Verdict.WORSE;
        }
        if (control.successRate().isEmpty() || treatment.successRate().isEmpty()) {
            return Verdict.INSUFFICIENT;
        }
        if (treatment.successRate().get().isBelow(control.successRate().get())) {
            return Verdict.WORSE;
        }
        if (control.successRate().get().isBelow(treatment.successRate().get())) {
            return Verdict.BETTER;
        }
        if (control.p99Interval().isEmpty() || treatment.p99Interval().isEmpty()) {
            return Verdict.INSUFFICIENT;
        }
        AbReport.DurationInterval one = control.p99Interval().get();
        AbReport.DurationInterval two = treatment.p99Interval().get();
        if (one.upper().compareTo(two.lower()) < 0) {
            return Verdict.WORSE;
        }
        return two.upper().compareTo(one.lower()) < 0 ? Verdict.BETTER : Verdict.NO_DIFFERENCE;
    }
}
