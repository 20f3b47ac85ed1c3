package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** How a chain began: {@code /eth/v1/beacon/genesis}. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface Genesis permits ImmutableGenesis {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** A beginning. */
    static Genesis of(UInt64 genesisTime, Hash32 genesisValidatorsRoot, Bytes4 genesisForkVersion) {
        return ImmutableGenesis.of(genesisTime, genesisValidatorsRoot, genesisForkVersion);
    }

    /** Seconds since 1970. */
    @Value.Parameter
    UInt64 genesisTime();

    /** Root of the first validators; it is in every signature. */
    @Value.Parameter
    Hash32 genesisValidatorsRoot();

    /** Version of the first fork. */
    @Value.Parameter
    Bytes4 genesisForkVersion();

    /** Makes {@link Genesis}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableGenesis.Builder {
        Builder() {}
    }
}
