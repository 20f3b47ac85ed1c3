package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import org.immutables.value.Value;

/** Votes with the numbers of those who cast them. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface IndexedAttestation permits ImmutableIndexedAttestation {
    /** Votes with the aggregate of their signatures. */
    static IndexedAttestation of(List<UInt64> attestingIndices, AttestationData data, Bytes96 signature) {
        return ImmutableIndexedAttestation.of(attestingIndices, data, signature);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Numbers of the validators, in ascending order. */
    @Value.Parameter
    List<UInt64> attestingIndices();

    /** What they voted for. */
    @Value.Parameter
    AttestationData data();

    /** Aggregate of their signatures. */
    @Value.Parameter
    Bytes96 signature();

    /** Makes a {@link IndexedAttestation}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableIndexedAttestation.Builder {
        Builder() {}
    }
}
