package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** The head moved to a block that does not descend from the one before. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ChainReorgEvent extends BeaconEvent permits ImmutableChainReorgEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the new head. */
    UInt64 slot();

    /** How many slots lie between the old head and the block that both descend from. */
    UInt64 depth();

    /** Root of the old head. */
    Hash32 oldHeadBlock();

    /** Root of the state of the old head. */
    Hash32 oldHeadState();

    /** Root of the new head. */
    Hash32 newHeadBlock();

    /** Root of the state of the new head. */
    Hash32 newHeadState();

    /** Epoch of the new head. */
    UInt64 epoch();

    /** Whether the execution layer had not yet judged the new head. */
    boolean isExecutionOptimistic();

    /** Makes a {@link ChainReorgEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableChainReorgEvent.Builder {
        Builder() {}
    }
}
