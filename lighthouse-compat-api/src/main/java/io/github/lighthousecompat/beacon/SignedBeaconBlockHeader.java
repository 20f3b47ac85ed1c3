package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/** A header with the signature of its block, which holds for both. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SignedBeaconBlockHeader permits ImmutableSignedBeaconBlockHeader {
    /** A header and the signature of its block. */
    static SignedBeaconBlockHeader of(BeaconBlockHeader message, Bytes96 signature) {
        return ImmutableSignedBeaconBlockHeader.of(message, signature);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The header. */
    @Value.Parameter
    BeaconBlockHeader message();

    /** Signature of the proposer. */
    @Value.Parameter
    Bytes96 signature();

    /** Makes a {@link SignedBeaconBlockHeader}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableSignedBeaconBlockHeader.Builder {
        Builder() {}
    }
}
