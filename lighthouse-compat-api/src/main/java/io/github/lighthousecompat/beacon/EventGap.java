package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.LighthouseException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Events are missing here: what a host derives from them it must read anew. Immutable and thread-safe.
 *
 * @param reason why they are missing
 * @param missed how many they are; empty if nobody knows, and it may be none
 * @param cause what ended the connection before; empty unless it was lost
 */
public record EventGap(Reason reason, OptionalLong missed, Optional<LighthouseException> cause) implements BeaconEvent {
    /** Why events are missing. */
    public enum Reason {
        /** The connection was lost, or given up for one to another node; a new one is open from here on. */
        RECONNECTED,
        /** The node could not send all that it had, because too much was waiting for this client. */
        DROPPED_BY_NODE,
        /** The listener is slower than the node: this client has no room left for what waits for it. */
        OVERFLOW
    }
}
