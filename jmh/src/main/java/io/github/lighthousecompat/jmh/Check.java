package io.github.lighthousecompat.jmh;

import java.util.Objects;

/** Ends a benchmark whose parts do not do the same work. */
final class Check {
    private Check() {}

    static void equal(String peer, Object found, Object expected) {
        that(peer, Objects.deepEquals(found, expected));
    }

    static void that(String peer, boolean holds) {
        if (!holds) {
            throw new IllegalStateException(peer + " does not give what the others give");
        }
    }
}
