package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.Verdict;

/** Judges two answers to one call, learns from that and tells of it. Thread-safe; an agreement costs no memory. */
final class Verdicts {
    private final Comparator comparator;
    private final Lessons lessons;
    private final Notices notices;

    Verdicts(Comparator comparator, Lessons lessons, Notices notices) {
        this.comparator = comparator;
        this.lessons = lessons;
        this.notices = notices;
    }

    /**
     * What two answers are to each other, each of which may be the failure that its call ended with. When this returns,
     * whoever is out because of it is out.
     */
    Verdict judge(
            Operation<?, ?> operation,
            Object argument,
            Member primary,
            Object answer,
            Member other,
            Object otherAnswer) {
        Verdict verdict = compare(operation, argument, answer, otherAnswer);
        if (verdict == Verdict.CONFLICT) {
            lessons.contradicted(primary, other, operation);
        } else if (verdict == Verdict.LAG && operation.effect() != Effect.READ) {
            boolean primaryKnows = Comparator.isVerdict(answer);
            lessons.lagging(primaryKnows ? other : primary, "it does not know the block of " + operation);
        } else if (Lessons.isWrite(operation)) {
            refused(operation, primary, answer, otherAnswer);
            refused(operation, other, otherAnswer, answer);
        }
        lessons.remember(operation, answer, other, otherAnswer);
        return verdict;
    }

    /** An argument that one server calls wrong and the other VALID was not wrong: the first one can't follow. */
    private void refused(Operation<?, ?> operation, Member member, Object answer, Object otherAnswer) {
        if (Failures.isOfTheArgument(operation, answer) && Lessons.isValid(otherAnswer)) {
            lessons.lagging(member, "it refuses " + operation + ", which another calls VALID");
        }
    }

    private Verdict compare(Operation<?, ?> operation, Object argument, Object answer, Object otherAnswer) {
        try {
            return comparator.compare(operation, argument, answer, otherAnswer);
        } catch (RuntimeException | Error e) {
            // of another type than the operation's, from a caller that a host wrote
            return Verdict.OTHER_ERROR;
        }
    }

    /** Tells of a verdict, with both answers and how long each took, in nanoseconds. */
    void tell(
            Operation<?, ?> operation,
            Object argument,
            Verdict verdict,
            Member primary,
            Object answer,
            long took,
            Member other,
            Object otherAnswer,
            long otherTook) {
        if (notices.isComparisonHeard(verdict)) {
            notices.onComparison(Comparison.of(
                    operation,
                    new Comparison.Side(primary.backend(), answer, took),
                    new Comparison.Side(other.backend(), answerOf(other, otherAnswer, verdict), otherTook),
                    verdict,
                    comparator.about(argument)));
        } else {
            notices.onVerdict(operation, primary.backend(), other.backend(), verdict);
        }
    }

    /** What is no answer to the operation is a failure of who gave it. */
    private static Object answerOf(Member member, Object answer, Verdict verdict) {
        return verdict == Verdict.OTHER_ERROR && !(answer instanceof LighthouseException)
                ? member.answer(null, new ClassCastException("an answer of " + answer.getClass()))
                : answer;
    }
}
