package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import org.immutables.value.Value;

/**
 * What the chain of a fake is like. Immutable and thread-safe.
 *
 * <p>Two fakes with equal specifications begin with the same genesis block and build the same blocks; with another
 * {@link #seed()} they begin alike and fill their blocks otherwise, as two execution layers with other transactions do.
 * Each takes the blocks that the other built.
 */
@TestkitStyle
@Value.Immutable
public sealed interface ChainSpec permits ImmutableChainSpec {
    /** Most blobs that a block may have. */
    int MAX_BLOBS = 6;

    /** A chain with these forks and the defaults for all else. */
    static ChainSpec of(ForkSchedule forks) {
        return builder().forks(forks).build();
    }

    /** Starts with the defaults; only {@link #forks()} is required. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** When the chain forks; its first block is of Capella or Deneb. */
    ForkSchedule forks();

    /** The chain id; by default 1337. */
    @Value.Default
    default UInt64 chainId() {
        return UInt64.of(1337);
    }

    /** Timestamp of the genesis block, seconds since 1970; by default the first second of Capella. */
    @Value.Default
    default UInt64 genesisTimestamp() {
        return forks().startOf(Fork.CAPELLA);
    }

    /** Transactions in each block that is built; by default 4, those with blobs not counted. */
    @Value.Default
    default int transactionsPerBlock() {
        return 4;
    }

    /** Blobs in each block that is built from Deneb on, 0 to {@value #MAX_BLOBS}; by default 1. */
    @Value.Default
    default int blobsPerBlock() {
        return 1;
    }

    /** What the content of the blocks is made from; by default 1. */
    @Value.Default
    default long seed() {
        return 1;
    }

    /** What can be wrong is found here. */
    @Value.Check
    default void check() {
        Fork first = forks().at(genesisTimestamp());
        require(
                first == Fork.CAPELLA || first == Fork.DENEB,
                "genesisTimestamp must be in Capella or Deneb, " + genesisTimestamp() + " is in " + first);
        require(transactionsPerBlock() >= 0, "transactionsPerBlock must be 0 or more, is " + transactionsPerBlock());
        require(
                blobsPerBlock() >= 0 && blobsPerBlock() <= MAX_BLOBS,
                "blobsPerBlock must be 0 to " + MAX_BLOBS + ", is " + blobsPerBlock());
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("ChainSpec: " + problem);
        }
    }

    /** Makes a {@link ChainSpec}. Not thread-safe. */
    final class Builder extends ImmutableChainSpec.Builder {
        Builder() {}
    }
}
