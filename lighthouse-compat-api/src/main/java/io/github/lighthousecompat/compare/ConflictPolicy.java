package io.github.lighthousecompat.compare;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What a caller is answered when backends are known to contradict each other about its block. A value; immutable.
 *
 * <p>Whatever the policy, the backend that is trusted less is suspended, and no VALID is answered against an INVALID of
 * a backend that is trusted more.
 */
public final class ConflictPolicy {
    /** What one backend says of a block. */
    public enum Judgement {
        /** It is valid. */
        VALID,
        /** It is not. */
        INVALID,
        /** It does not know the block yet, failed, or was not heard in time. */
        UNKNOWN;

        private boolean contradicts(Judgement other) {
            return this != UNKNOWN && other != UNKNOWN && this != other;
        }
    }

    /** What the caller is answered. */
    public enum Kind {
        /** The answer of one of the backends. */
        ANSWER,
        /** SYNCING: not known yet. */
        SYNCING,
        /** The failure {@code Disagreement}, with two answers that contradict each other. */
        DISAGREEMENT
    }

    /**
     * What the caller is answered.
     *
     * @param kind which kind of answer
     * @param backend for {@link Kind#ANSWER} whose, else who contradicts the primary; an index in the order of trust
     */
    public record Outcome(Kind kind, int backend) {}

    private enum Rule {
        BY_TRUST,
        TRUSTED,
        CLOSED,
        SYNCING,
        QUORUM
    }

    private static final ConflictPolicy BY_TRUST = new ConflictPolicy(Rule.BY_TRUST, 0);
    private static final ConflictPolicy TRUSTED = new ConflictPolicy(Rule.TRUSTED, 0);
    private static final ConflictPolicy CLOSED = new ConflictPolicy(Rule.CLOSED, 0);
    private static final ConflictPolicy UNKNOWN = new ConflictPolicy(Rule.SYNCING, 0);

    private final Rule rule;
    private final int quorum;

    private ConflictPolicy(Rule rule, int quorum) {
        this.rule = rule;
        this.quorum = quorum;
    }

    /** The default: the primary's answer if it is the one that is trusted more, else {@code Disagreement}. */
    public static ConflictPolicy byTrust() {
        return BY_TRUST;
    }

    /** The answer of the most trusted backend that judged the block, whoever is primary. */
    public static ConflictPolicy returnTrusted() {
        return TRUSTED;
    }

    /** Always {@code Disagreement}, with both answers. */
    public static ConflictPolicy failClosed() {
        return CLOSED;
    }

    /** SYNCING: a host that waits for a verdict waits on, and asks again. */
    public static ConflictPolicy syncing() {
        return UNKNOWN;
    }

    /**
     * The judgement that at least {@code votes} backends gave, if the other one has fewer; else {@code Disagreement}.
     * The caller waits for all of them within {@code conflictWait}. VALID never wins over a more trusted INVALID.
     *
     * @throws IllegalArgumentException if {@code votes} is less than 2
     */
    public static ConflictPolicy quorum(int votes) {
        if (votes < 2) {
            throw new IllegalArgumentException("a quorum has at least 2 votes, not " + votes);
        }
        return new ConflictPolicy(Rule.QUORUM, votes);
    }

    /** Whether a contradiction is not enough, and all who were asked should be heard. */
    public boolean hearsAll() {
        return rule == Rule.QUORUM;
    }

    /** How many backends must agree; empty unless this is a quorum. */
    public Optional<Integer> votes() {
        return rule == Rule.QUORUM ? Optional.of(quorum) : Optional.empty();
    }

    /**
     * What the caller is answered; pure. Without a contradiction of the primary it is the primary's answer.
     *
     * @param judgements of all who were asked, the most trusted first
     * @param primary index of the primary
     * @throws IndexOutOfBoundsException if there is no judgement with that index
     */
    public Outcome resolve(List<Judgement> judgements, int primary) {
        Judgement own = judgements.get(primary);
        int contradicting = first(judgements, own::contradicts);
        if (contradicting < 0) {
            return new Outcome(Kind.ANSWER, primary);
        }
        int trusted = first(judgements, judgement -> judgement != Judgement.UNKNOWN);
        return switch (rule) {
            case BY_TRUST ->
                primary < contradicting
                        ? new Outcome(Kind.ANSWER, primary)
                        : new Outcome(Kind.DISAGREEMENT, contradicting);
            case TRUSTED -> new Outcome(Kind.ANSWER, trusted);
            case CLOSED -> new Outcome(Kind.DISAGREEMENT, contradicting);
            case SYNCING -> new Outcome(Kind.SYNCING, contradicting);
            case QUORUM -> byVotes(judgements, trusted, contradicting);
        };
    }

    private Outcome byVotes(List<Judgement> judgements, int trusted, int contradicting) {
        boolean valid = votes(judgements, Judgement.VALID) >= quorum;
        boolean invalid = votes(judgements, Judgement.INVALID) >= quorum;
        boolean overruled = valid && judgements.get(trusted) == Judgement.INVALID;
        if (valid == invalid || overruled) {
            return new Outcome(Kind.DISAGREEMENT, contradicting);
        }
        Judgement won = valid ? Judgement.VALID : Judgement.INVALID;
        return new Outcome(Kind.ANSWER, judgements.indexOf(won));
    }

    private static long votes(List<Judgement> judgements, Judgement wanted) {
        return judgements.stream().filter(wanted::equals).count();
    }

    private static int first(List<Judgement> judgements, Predicate<Judgement> wanted) {
        return IntStream.range(0, judgements.size())
                .filter(i -> wanted.test(judgements.get(i)))
                .findFirst()
                .orElse(-1);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ConflictPolicy that && rule == that.rule && quorum == that.quorum;
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule, quorum);
    }

    /** The factory that makes it, as in {@code quorum(2)}. */
    @Override
    public String toString() {
        return switch (rule) {
            case BY_TRUST -> "byTrust()";
            case TRUSTED -> "returnTrusted()";
            case CLOSED -> "failClosed()";
            case SYNCING -> "syncing()";
            case QUORUM -> "quorum(" + quorum + ")";
        };
    }
}
