package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** Votes of a committee, put together by one of its members. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface AggregateAndProof permits ImmutableAggregateAndProof {
    /** Votes, who put them together and why it did. */
    static AggregateAndProof of(UInt64 aggregatorIndex, Attestation aggregate, Bytes96 selectionProof) {
        return ImmutableAggregateAndProof.of(aggregatorIndex, aggregate, selectionProof);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Number of the validator that put them together. */
    @Value.Parameter
    UInt64 aggregatorIndex();

    /** The votes. */
    @Value.Parameter
    Attestation aggregate();

    /** Proof that this was its task. */
    @Value.Parameter
    Bytes96 selectionProof();

    /** Makes a {@link AggregateAndProof}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableAggregateAndProof.Builder {
        Builder() {}
    }
}
