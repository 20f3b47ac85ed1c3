package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** A block has arrived from the network and is not yet imported. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface BlockGossipEvent extends BeaconEvent permits ImmutableBlockGossipEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the block. */
    UInt64 slot();

    /** Root of the block. */
    Hash32 block();

    /** Makes a {@link BlockGossipEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableBlockGossipEvent.Builder {
        Builder() {}
    }
}
