package io.github.lighthousecompat.call;

import java.util.Locale;

/** Whom an operation goes to. */
public enum Facet {
    /** The execution layer, through its Engine API. */
    ENGINE,
    /** A Lighthouse node, through its Beacon API. */
    BEACON;

    /** The name for meters: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
