package io.github.lighthousecompat.jmh;

import java.util.Objects;

/** Ends a benchmark whose parts do not do the same work. */
public final class Check {
    private Check() {}

    /** What {@code peer} gives is what the others give, in arrays too. */
    public static void equal(String peer, Object found, Object expected) {
        that(peer, Objects.deepEquals(found, expected));
    }

    /** What {@code peer} gives is right. */
    public static void that(String peer, boolean holds) {
        if (!holds) {
            throw new IllegalStateException(peer + " does not give what the others give");
        }
    }
}
