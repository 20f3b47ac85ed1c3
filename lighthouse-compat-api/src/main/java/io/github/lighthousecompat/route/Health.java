package io.github.lighthousecompat.route;

import java.util.Locale;

/**
 * Whether an endpoint answers, and whether it is fit to, as its last calls have shown; {@link BackendState} says what
 * it may be asked.
 */
public enum Health {
    /** It answers. */
    HEALTHY,
    /** It failed to answer just now; it is asked as before. */
    SUSPECT,
    /**
     * A node that answers and says that it should not be relied on: it catches up, its head is not verified, or its
     * execution layer is away. Where a route has somebody better, that one is asked first.
     */
    LAGGING,
    /** It does not answer: where a route has somebody else, that one is asked first. */
    DOWN;

    /** The name for meters: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
