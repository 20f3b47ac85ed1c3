package io.github.lighthousecompat.route;

import java.util.Locale;

/** What a comparison of two answers to one call found. */
public enum Verdict {
    /** They mean the same. */
    MATCH,
    /** They differ only where they may: a rule of the client says so. */
    IGNORED,
    /** They differ in what should be the same. */
    MISMATCH,
    /** One says VALID, the other INVALID, of one block. */
    CONFLICT,
    /** One knows what the other does not know yet. */
    LAG,
    /** One server holds the fork for another than the other server does. */
    FORK_MISMATCH,
    /** Only the primary failed. */
    PRIMARY_ERROR,
    /** Only the other failed. */
    OTHER_ERROR,
    /** Both failed, in the same way. */
    BOTH_ERROR,
    /** Both failed, each in its own way. */
    ERRORS_DIFFER,
    /** One client could not say it in its dialect and sent nothing: no failure of its server. */
    NOT_SENT,
    /** The answers may differ: nothing was compared. */
    NOT_COMPARED;

    /** Whether the answers are as good as each other. */
    public boolean isAgreement() {
        return this == MATCH || this == IGNORED;
    }

    /** Whether an operator may want to see both answers: neither an agreement nor a comparison that was not made. */
    public boolean isDivergence() {
        return !isAgreement() && this != NOT_COMPARED;
    }

    /** The name for meters: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
