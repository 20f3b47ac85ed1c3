package io.github.lighthousecompat.testkit.node;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * First block and fork times of a chain that an {@link EthereumJsNode} starts from. The chain id is {@value #CHAIN_ID},
 * Shanghai is active from genesis, the base fee starts at 1 gwei, the gas limit is 30,000,000, and one account holds
 * all the money. The same genesis gives the same block hash on every machine. Immutable and thread-safe.
 */
public final class Genesis {
    /** Chain id of every chain made here. */
    public static final long CHAIN_ID = 32382;

    private static final Instant DEFAULT_TIME = Instant.ofEpochSecond(1_700_000_000);

    private final Instant time;
    private final Optional<Duration> cancunAfter;

    private Genesis(Instant time, Optional<Duration> cancunAfter) {
        this.time = time;
        this.cancunAfter = cancunAfter;
    }

    /** A chain that stays on Capella (Shanghai). */
    public static Genesis capella() {
        return new Genesis(DEFAULT_TIME, Optional.empty());
    }

    /**
     * A chain on Deneb (Cancun) from its first block on. The client does not refuse V2 calls here, as it compares forks
     * of the chain's own list; take {@link #forkAt} to see it insist on V3.
     */
    public static Genesis deneb() {
        return forkAt(Duration.ZERO);
    }

    /**
     * A chain that begins on Capella and forks to Deneb.
     *
     * @param afterGenesis from the time of the genesis block to the first timestamp of Deneb, in whole seconds
     * @throws IllegalArgumentException if it is negative or has a fraction of a second
     */
    public static Genesis forkAt(Duration afterGenesis) {
        if (afterGenesis.isNegative() || !afterGenesis.equals(afterGenesis.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    "the fork must be a whole number of seconds at or after genesis, but is " + afterGenesis);
        }
        return new Genesis(DEFAULT_TIME, Optional.of(afterGenesis));
    }

    /**
     * The same chain with its genesis block at another time; without this it is at 2023-11-14T22:13:20Z.
     *
     * @throws IllegalArgumentException if it is not a whole second after 1970
     */
    public Genesis at(Instant genesisTime) {
        if (genesisTime.getEpochSecond() <= 0 || !genesisTime.equals(genesisTime.truncatedTo(ChronoUnit.SECONDS))) {
            throw new IllegalArgumentException(
                    "the genesis time must be a whole second after 1970, but is " + genesisTime);
        }
        return new Genesis(genesisTime, cancunAfter);
    }

    /** Timestamp of the genesis block. */
    public Instant time() {
        return time;
    }

    /** First timestamp of Deneb, empty if the chain never forks. */
    public Optional<Instant> denebTime() {
        return cancunAfter.map(time::plus);
    }
}
