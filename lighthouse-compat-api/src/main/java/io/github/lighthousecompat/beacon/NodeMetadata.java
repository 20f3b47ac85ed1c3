package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;
import org.immutables.value.Value;

/** What a node tells its peers of itself. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface NodeMetadata permits ImmutableNodeMetadata {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** How often it has changed. */
    UInt64 sequenceNumber();

    /** Attestation subnets that it is on for long: 64 bits. */
    Bits attestationSubnets();

    /** Sync committee subnets that it is on: 4 bits. */
    Optional<Bits> syncCommitteeSubnets();

    /** Makes {@link NodeMetadata}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableNodeMetadata.Builder {
        Builder() {}
    }
}
