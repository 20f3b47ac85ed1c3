package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** How much of the history a Lighthouse node has that began from a checkpoint. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface DatabaseAnchor permits ImmutableDatabaseAnchor {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the checkpoint. */
    UInt64 anchorSlot();

    /** Slot of the oldest block that it has. */
    UInt64 oldestBlockSlot();

    /** Root of the block before that, which it lacks. */
    Hash32 oldestBlockParent();

    /** It has no states from the lower limit to this slot. */
    UInt64 stateUpperLimit();

    /** It has the states up to this slot. */
    UInt64 stateLowerLimit();

    /** Makes {@link DatabaseAnchor}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableDatabaseAnchor.Builder {
        Builder() {}
    }
}
