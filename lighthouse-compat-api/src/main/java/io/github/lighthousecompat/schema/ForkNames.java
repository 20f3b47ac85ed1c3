package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.json.JsonCursor;
import java.util.Locale;
import java.util.Optional;

/** The names of forks on the wire. */
final class ForkNames {
    private ForkNames() {}

    /** The name of a fork: in lower case. */
    static String of(Fork fork) {
        return fork.consensusName().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads the name of a fork.
     *
     * @param header the fork that a header of the answer names; it must be the same
     */
    static Fork read(JsonCursor json, Optional<Fork> header) {
        json.peek();
        int from = json.position();
        String name = json.text();
        for (Fork fork : Fork.values()) {
            if (of(fork).equals(name)) {
                if (header.isPresent() && header.get() != fork) {
                    throw json.fail(from, "is " + fork + ", but " + header.get() + " in the header");
                }
                return fork;
            }
        }
        throw json.fail(from, "is no fork that this library knows");
    }

    /** How the values of a fork are read, if they are: what comes next is one. */
    static <T> JsonType<T> type(ByFork<T> types, Fork fork, JsonCursor json) {
        try {
            return types.of(fork);
        } catch (IllegalArgumentException e) {
            throw json.fail(json.position(), String.valueOf(e.getMessage()));
        }
    }
}
