package io.github.lighthousecompat.route;

import java.util.Locale;

/** Whether an endpoint answers, as its last calls have shown; {@link BackendState} says what it may be asked. */
public enum Health {
    /** It answers. */
    HEALTHY,
    /** It failed to answer just now; it is asked as before. */
    SUSPECT,
    /** It does not answer: where a route has somebody else, that one is asked first. */
    DOWN;

    /** The name for meters: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
