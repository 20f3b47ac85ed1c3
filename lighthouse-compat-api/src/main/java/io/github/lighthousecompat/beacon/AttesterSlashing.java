package io.github.lighthousecompat.beacon;

import org.immutables.value.Value;

/** Proof that validators voted for two things that exclude each other. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface AttesterSlashing permits ImmutableAttesterSlashing {
    /** Two votes that exclude each other. */
    static AttesterSlashing of(IndexedAttestation attestation1, IndexedAttestation attestation2) {
        return ImmutableAttesterSlashing.of(attestation1, attestation2);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The one vote. */
    @Value.Parameter
    IndexedAttestation attestation1();

    /** The other. */
    @Value.Parameter
    IndexedAttestation attestation2();

    /** Makes a {@link AttesterSlashing}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableAttesterSlashing.Builder {
        Builder() {}
    }
}
