package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/**
 * Messages of a part of the sync committee, put together and signed by one of its members. Immutable and thread-safe.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SignedContributionAndProof permits ImmutableSignedContributionAndProof {
    /** Messages and the signature of the one that put them together. */
    static SignedContributionAndProof of(ContributionAndProof message, Bytes96 signature) {
        return ImmutableSignedContributionAndProof.of(message, signature);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The messages. */
    @Value.Parameter
    ContributionAndProof message();

    /** Signature of the one that put them together. */
    @Value.Parameter
    Bytes96 signature();

    /** Makes a {@link SignedContributionAndProof}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableSignedContributionAndProof.Builder {
        Builder() {}
    }
}
