package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** A block with the root of its body in place of the body: both have one root. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface BeaconBlockHeader permits ImmutableBeaconBlockHeader {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the block. */
    UInt64 slot();

    /** Number of the validator that proposed it. */
    UInt64 proposerIndex();

    /** Root of the block before. */
    Hash32 parentRoot();

    /** Root of the state after the block. */
    Hash32 stateRoot();

    /** Root of the body. */
    Hash32 bodyRoot();

    /** Makes a {@link BeaconBlockHeader}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableBeaconBlockHeader.Builder {
        Builder() {}
    }
}
