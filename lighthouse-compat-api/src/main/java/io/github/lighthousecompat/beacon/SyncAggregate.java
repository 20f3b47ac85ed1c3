package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/** What the sync committee signed of the block before. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SyncAggregate permits ImmutableSyncAggregate {
    /** Members and the aggregate of their signatures. */
    static SyncAggregate of(Bits syncCommitteeBits, Bytes96 syncCommitteeSignature) {
        return ImmutableSyncAggregate.of(syncCommitteeBits, syncCommitteeSignature);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Who signed: one bit for each member, as many as {@link Preset#syncCommitteeSize()}. */
    @Value.Parameter
    Bits syncCommitteeBits();

    /** Aggregate of their signatures. */
    @Value.Parameter
    Bytes96 syncCommitteeSignature();

    /** Makes a {@link SyncAggregate}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableSyncAggregate.Builder {
        Builder() {}
    }
}
