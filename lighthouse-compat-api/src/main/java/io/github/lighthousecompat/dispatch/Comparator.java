package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.compare.ConflictPolicy.Judgement;
import io.github.lighthousecompat.compare.IgnoreRules;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Verdict;
import java.util.List;
import java.util.Optional;

/** What two answers to one call are to each other, by what they mean and not by how they look. Thread-safe. */
final class Comparator {
    private static final String ERROR = "error";

    private final IgnoreRules rules;
    // without the arguments, which may be large
    private final Comparison.Differ still = comparison -> differences(comparison, false);
    private final Comparison.Differ moving = comparison -> differences(comparison, true);

    /** One that ignores what {@code rules} cover. */
    Comparator(IgnoreRules rules) {
        this.rules = rules;
    }

    /**
     * What two answers to calls with one argument are to each other; either may be the {@link LighthouseException} that
     * the call failed with. Two equal answers cost no memory.
     */
    Verdict compare(Operation<?, ?> operation, Object argument, Object answer, Object other) {
        if (answer instanceof LighthouseException || other instanceof LighthouseException) {
            return failures(operation, answer, other);
        }
        if (!isCompared(operation)) {
            return Verdict.NOT_COMPARED;
        }
        if (answer.equals(other)) {
            return Verdict.MATCH;
        }
        Findings findings = findings(operation, answer, other, false);
        walk(shape(operation, BeaconShapes.isMoving(argument)), answer, other, findings);
        return findings.verdict();
    }

    /** Finds the differences of two answers to calls with that argument. */
    Comparison.Differ about(Object argument) {
        return BeaconShapes.isMoving(argument) ? moving : still;
    }

    private static boolean isCompared(Operation<?, ?> operation) {
        return operation.facet() == Facet.ENGINE
                ? EngineShapes.isCompared(operation)
                : BeaconShapes.isCompared(operation);
    }

    private static Shape<?> shape(Operation<?, ?> operation, boolean isMoving) {
        return operation.facet() == Facet.ENGINE ? EngineShapes.of(operation) : BeaconShapes.of(operation, isMoving);
    }

    private List<Difference> differences(Comparison comparison, boolean isMoving) {
        Verdict verdict = comparison.verdict();
        if (verdict == Verdict.MATCH || verdict == Verdict.NOT_COMPARED) {
            return List.of();
        }
        Object answer = comparison.answer();
        Object other = comparison.otherAnswer();
        if (answer instanceof LighthouseException != other instanceof LighthouseException) {
            return List.of(new Difference(ERROR, failure(answer), failure(other)));
        }
        Findings findings = findings(comparison.operation(), answer, other, true);
        if (answer instanceof LighthouseException one && other instanceof LighthouseException two) {
            findings.member(ERROR, EngineShapes.FAILURE, one, two);
        } else {
            walk(shape(comparison.operation(), isMoving), answer, other, findings);
        }
        return findings.differences();
    }

    /** No rule may hide that two judge a block differently: chains and catch-up hang on it. */
    private Findings findings(Operation<?, ?> operation, Object answer, Object other, boolean inWords) {
        boolean judgedAlike = judgement(answer) == judgement(other);
        return new Findings(operation.name(), judgedAlike ? rules : IgnoreRules.NONE, inWords);
    }

    private Verdict failures(Operation<?, ?> operation, Object answer, Object other) {
        if (Failures.isForkMismatch(answer) != Failures.isForkMismatch(other)) {
            return Verdict.FORK_MISMATCH;
        }
        if (answer instanceof LighthouseException one && other instanceof LighthouseException two) {
            Findings findings = new Findings(operation.name(), rules, false);
            findings.member(ERROR, EngineShapes.FAILURE, one, two);
            return findings.verdict() == Verdict.ERRORS_DIFFER ? Verdict.ERRORS_DIFFER : Verdict.BOTH_ERROR;
        }
        if (Failures.isNotSent(answer) || Failures.isNotSent(other)) {
            return Verdict.NOT_SENT;
        }
        return answer instanceof LighthouseException ? Verdict.PRIMARY_ERROR : Verdict.OTHER_ERROR;
    }

    @SuppressWarnings("unchecked") // both are answers of the operation whose shape this is
    private static <T> void walk(Shape<T> shape, Object answer, Object other, Findings findings) {
        if (answer instanceof ForkchoiceUpdated != other instanceof ForkchoiceUpdated) {
            // one builds, the other was told of the head alone
            findings.member(
                    "payloadStatus",
                    EngineShapes.STATUS,
                    status(answer).orElseThrow(),
                    status(other).orElseThrow());
        } else {
            findings.whole(shape, (T) answer, (T) other);
        }
    }

    private static String failure(Object answer) {
        return answer instanceof LighthouseException failure
                ? Failures.outcome(failure)
                        + Failures.code(failure).map(code -> " " + code).orElse("")
                : "none";
    }

    /** What an answer says of a block, if it is one that does. */
    static Optional<PayloadStatus> status(Object answer) {
        if (answer instanceof PayloadStatus status) {
            return Optional.of(status);
        }
        return answer instanceof ForkchoiceUpdated updated ? Optional.of(updated.payloadStatus()) : Optional.empty();
    }

    /** How an answer judges its block; one that is a failure, or not there, does not. */
    static Judgement judgement(Object answer) {
        return status(answer).map(EngineShapes::judgement).orElse(Judgement.UNKNOWN);
    }

    /** Whether one answer says VALID and the other INVALID. */
    static boolean contradict(Object answer, Object other) {
        return isVerdict(answer) && isVerdict(other) && judgement(answer) != judgement(other);
    }

    /** Whether an answer says VALID or INVALID, and not that it is not known yet. */
    static boolean isVerdict(Object answer) {
        return judgement(answer) != Judgement.UNKNOWN;
    }
}
