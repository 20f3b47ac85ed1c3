package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** Messages of a part of the sync committee, put together by one of its members. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ContributionAndProof permits ImmutableContributionAndProof {
    /** Messages, who put them together and why it did. */
    static ContributionAndProof of(
            UInt64 aggregatorIndex, SyncCommitteeContribution contribution, Bytes96 selectionProof) {
        return ImmutableContributionAndProof.of(aggregatorIndex, contribution, selectionProof);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Number of the validator that put them together. */
    @Value.Parameter
    UInt64 aggregatorIndex();

    /** The messages. */
    @Value.Parameter
    SyncCommitteeContribution contribution();

    /** Proof that this was its task. */
    @Value.Parameter
    Bytes96 selectionProof();

    /** Makes a {@link ContributionAndProof}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableContributionAndProof.Builder {
        Builder() {}
    }
}
