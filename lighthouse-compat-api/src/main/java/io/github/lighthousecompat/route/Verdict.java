package io.github.lighthousecompat.route;

import java.util.Locale;

/** What a comparison of two answers to one call found. */
public enum Verdict {
    /** They mean the same. */
    MATCH,
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
    /** Both failed. */
    BOTH_ERROR,
    /** The answers may differ: nothing was compared. */
    NOT_COMPARED;

    /** The name for meters: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
