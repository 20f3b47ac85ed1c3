package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/** Votes of members of one committee for one thing. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface Attestation permits ImmutableAttestation {
    /** Votes with the aggregate of their signatures. */
    static Attestation of(Bits aggregationBits, AttestationData data, Bytes96 signature) {
        return ImmutableAttestation.of(aggregationBits, data, signature);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Who voted: one bit for each member of the committee. */
    @Value.Parameter
    Bits aggregationBits();

    /** What they voted for. */
    @Value.Parameter
    AttestationData data();

    /** Aggregate of their signatures. */
    @Value.Parameter
    Bytes96 signature();

    /** Makes a {@link Attestation}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableAttestation.Builder {
        Builder() {}
    }
}
