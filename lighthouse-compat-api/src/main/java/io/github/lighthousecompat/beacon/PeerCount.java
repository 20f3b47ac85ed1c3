package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/**
 * How many peers a node has, by the state of the connection: {@code /eth/v1/node/peer_count}. Immutable and thread-
 * safe.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface PeerCount permits ImmutablePeerCount {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** A count. */
    static PeerCount of(UInt64 disconnected, UInt64 connecting, UInt64 connected, UInt64 disconnecting) {
        return ImmutablePeerCount.of(disconnected, connecting, connected, disconnecting);
    }

    /** Peers that it knows and is not connected to. */
    @Value.Parameter
    UInt64 disconnected();

    /** Peers that it is connecting to. */
    @Value.Parameter
    UInt64 connecting();

    /** Peers that it is connected to. */
    @Value.Parameter
    UInt64 connected();

    /** Peers that it is leaving. */
    @Value.Parameter
    UInt64 disconnecting();

    /** Makes {@link PeerCount}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutablePeerCount.Builder {
        Builder() {}
    }
}
