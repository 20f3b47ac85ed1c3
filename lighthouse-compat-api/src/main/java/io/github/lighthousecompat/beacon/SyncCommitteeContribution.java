package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** What members of one part of the sync committee signed. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SyncCommitteeContribution permits ImmutableSyncCommitteeContribution {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the messages. */
    UInt64 slot();

    /** Root of the block that is taken for the head. */
    Hash32 beaconBlockRoot();

    /** Number of the part, from 0 on. */
    UInt64 subcommitteeIndex();

    /** Who signed: one bit for each member of the part, as many as {@link Preset#syncSubcommitteeSize()}. */
    Bits aggregationBits();

    /** Aggregate of their signatures. */
    Bytes96 signature();

    /** Makes a {@link SyncCommitteeContribution}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableSyncCommitteeContribution.Builder {
        Builder() {}
    }
}
