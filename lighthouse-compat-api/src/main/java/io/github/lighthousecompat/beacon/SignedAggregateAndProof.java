package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/** Votes of a committee, put together and signed by one of its members. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SignedAggregateAndProof permits ImmutableSignedAggregateAndProof {
    /** Votes and the signature of the one that put them together. */
    static SignedAggregateAndProof of(AggregateAndProof message, Bytes96 signature) {
        return ImmutableSignedAggregateAndProof.of(message, signature);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The votes. */
    @Value.Parameter
    AggregateAndProof message();

    /** Signature of the one that put them together. */
    @Value.Parameter
    Bytes96 signature();

    /** Makes a {@link SignedAggregateAndProof}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableSignedAggregateAndProof.Builder {
        Builder() {}
    }
}
