package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** What a proposer earned by the attestations of a block, Gwei. Only Lighthouse tells. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface BlockRewardEvent extends BeaconEvent permits ImmutableBlockRewardEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Root of the block. */
    Hash32 block();

    /** Slot of the block. */
    UInt64 slot();

    /** Slot of its parent. */
    UInt64 parentSlot();

    /** Number of its proposer. */
    UInt64 proposerIndex();

    /** What the proposer wrote into it. */
    String graffiti();

    /** For all attestations. */
    UInt64 total();

    /** For those of the epoch before. */
    UInt64 previousEpochTotal();

    /** For those of its own epoch. */
    UInt64 currentEpochTotal();

    /** Makes a {@link BlockRewardEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableBlockRewardEvent.Builder {
        Builder() {}
    }
}
