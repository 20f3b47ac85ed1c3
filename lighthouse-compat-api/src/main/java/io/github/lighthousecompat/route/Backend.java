package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;

/**
 * One client with its endpoint under a short name, as routers see it. Immutable; compared by identity.
 */
public final class Backend {
    private final String alias;
    private final Caller caller;
    private final boolean borrowed;

    private Backend(String alias, Caller caller, boolean borrowed) {
        if (!alias.matches("[A-Za-z0-9._-]{1,32}")) {
            throw new IllegalArgumentException("the alias of a backend must be 1 to 32 letters, digits, dots, dashes or"
                    + " underscores, is \"" + alias + '"');
        }
        this.alias = alias;
        this.caller = caller;
        this.borrowed = borrowed;
    }

    /**
     * A backend that belongs to the routed client from now on: closed and detached with it.
     *
     * @param alias name in meters, messages and payload handles; keep it across restarts
     * @throws IllegalArgumentException if the alias is not 1 to 32 letters, digits, dots, dashes or underscores
     */
    public static Backend of(String alias, Caller caller) {
        return new Backend(alias, caller, false);
    }

    /**
     * A backend that the host closes.
     *
     * @param alias as of {@link #of}
     * @throws IllegalArgumentException as of {@link #of}
     */
    public static Backend borrowed(String alias, Caller caller) {
        return new Backend(alias, caller, true);
    }

    /** Name in meters, messages and payload handles. */
    public String alias() {
        return alias;
    }

    /** The client that answers. */
    public Caller caller() {
        return caller;
    }

    /** The dialect that the client speaks. */
    public LighthouseVersion version() {
        return caller.version();
    }

    /** Whether the host closes the client. */
    public boolean isBorrowed() {
        return borrowed;
    }

    /** Alias and dialect. */
    @Override
    public String toString() {
        return alias + " (" + version().label() + ")";
    }
}
