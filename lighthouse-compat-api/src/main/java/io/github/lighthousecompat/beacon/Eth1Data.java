package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** What a proposer says of the deposit contract. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface Eth1Data permits ImmutableEth1Data {
    /** A vote for the state of the deposit contract. */
    static Eth1Data of(Hash32 depositRoot, UInt64 depositCount, Hash32 blockHash) {
        return ImmutableEth1Data.of(depositRoot, depositCount, blockHash);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Root of the deposits. */
    @Value.Parameter
    Hash32 depositRoot();

    /** How many deposits there are. */
    @Value.Parameter
    UInt64 depositCount();

    /** Hash of the execution block that was looked at. */
    @Value.Parameter
    Hash32 blockHash();

    /** Makes a {@link Eth1Data}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableEth1Data.Builder {
        Builder() {}
    }
}
