package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** The first block of an epoch, as votes name it. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface Checkpoint permits ImmutableCheckpoint {
    /** The block with the root {@code root} for the epoch {@code epoch}. */
    static Checkpoint of(UInt64 epoch, Hash32 root) {
        return ImmutableCheckpoint.of(epoch, root);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Number of the epoch. */
    @Value.Parameter
    UInt64 epoch();

    /** Root of the block; zero before there is one. */
    @Value.Parameter
    Hash32 root();

    /** Makes a {@link Checkpoint}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableCheckpoint.Builder {
        Builder() {}
    }
}
