package io.github.lighthousecompat.route;

import java.util.Locale;

/** Why a payload, or a block, was asked for where nobody has it. */
public enum AffinityMiss {
    /** Who builds it is not one of the client's backends: it was refused, and nobody was asked. */
    FOREIGN,
    /** Its owner was asked and does not know it: it was fetched before, or too late, or its server was started anew. */
    FORGOTTEN;

    /** The name for meters: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
