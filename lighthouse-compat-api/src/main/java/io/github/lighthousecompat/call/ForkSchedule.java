package io.github.lighthousecompat.call;

import io.github.lighthousecompat.bytes.UInt64;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * When a chain forks, by block timestamp: the input that decides which Engine method carries a block.
 *
 * <p>Immutable and thread-safe. There is no default: a wrong schedule sends every block of a fork with the wrong
 * method. It can come from times, a geth genesis file or a preset; sources that disagree fail when it is built.
 */
public final class ForkSchedule {
    /** The timestamp of a fork that is not planned. */
    public static final UInt64 NEVER = UInt64.MAX;

    private static final List<Fork> SCHEDULED = List.of(Fork.CAPELLA, Fork.DENEB, Fork.ELECTRA);

    private final EnumMap<Fork, UInt64> times;

    private ForkSchedule(EnumMap<Fork, UInt64> times) {
        this.times = times;
    }

    /**
     * A chain with Shanghai and Cancun at these timestamps (seconds since 1970) and no Prague.
     *
     * @throws IllegalArgumentException if Cancun comes before Shanghai
     */
    public static ForkSchedule of(UInt64 shanghai, UInt64 cancun) {
        return builder().shanghai(shanghai).cancun(cancun).build();
    }

    /**
     * The schedule of a geth genesis file ({@code config.shanghaiTime}, {@code cancunTime}, {@code pragueTime}; absent
     * means never).
     *
     * @throws IllegalArgumentException if the file can't be read or its forks are out of order
     */
    public static ForkSchedule fromGenesis(Path file) {
        return builder().genesis(file).build();
    }

    /**
     * The schedule of a public network, Prague included. {@code Lighthouse.connect} refuses it for a node whose release
     * names Electra (from v5.2.0 on) and does not plan it: such a node ends where the schedule goes on.
     */
    public static ForkSchedule of(Network network) {
        return builder().network(network).build();
    }

    /** Starts with no source. The builder is not thread-safe. */
    public static Builder builder() {
        return new Builder();
    }

    /** The fork of a block with this timestamp. */
    public Fork at(UInt64 timestamp) {
        Fork fork = Fork.BELLATRIX;
        for (Fork next : SCHEDULED) {
            if (isPlanned(next) && !timestamp.isLessThan(startOf(next))) {
                fork = next;
            }
        }
        return fork;
    }

    /** First timestamp of {@code fork}, seconds since 1970; {@link #NEVER} if it is not planned. */
    public UInt64 startOf(Fork fork) {
        return times.getOrDefault(fork, UInt64.ZERO);
    }

    /** Whether {@code fork} has a time. */
    public boolean isPlanned(Fork fork) {
        return !startOf(fork).equals(NEVER);
    }

    /** First timestamp that {@code version} can't follow; {@link #NEVER} if it can follow for good. */
    public UInt64 endOf(LighthouseVersion version) {
        return SCHEDULED.stream()
                .filter(fork -> fork.compareTo(version.lastFork()) > 0)
                .map(this::startOf)
                .min(Comparator.naturalOrder())
                .orElse(NEVER);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ForkSchedule that && times.equals(that.times);
    }

    @Override
    public int hashCode() {
        return times.hashCode();
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder("ForkSchedule[");
        for (Fork fork : SCHEDULED) {
            out.append(fork == Fork.CAPELLA ? "" : ", ")
                    .append(fork.executionName())
                    .append(' ')
                    .append(isPlanned(fork) ? startOf(fork) : "never");
        }
        return out.append(']').toString();
    }

    /** Public networks with a fixed schedule. */
    public enum Network {
        /** Ethereum's main network. */
        MAINNET(1, 1681338455L, 1710338135L, 1746612311L),
        /** The test network Sepolia. */
        SEPOLIA(11155111, 1677557088L, 1706655072L, 1741159776L),
        /** The test network Holesky. */
        HOLESKY(17000, 1696000704L, 1707305664L, 1740434112L),
        /** The test network Hoodi. */
        HOODI(560048, 0, 0, 1742999832L),
        /** Gnosis Chain. */
        GNOSIS(100, 1690889660L, 1710181820L, 1746021820L),
        /** The test network of Gnosis Chain. */
        CHIADO(10200, 1684934220L, 1706724940L, 1741254220L);

        private final long chainId;
        private final long shanghai;
        private final long cancun;
        private final long prague;

        Network(long chainId, long shanghai, long cancun, long prague) {
            this.chainId = chainId;
            this.shanghai = shanghai;
            this.cancun = cancun;
            this.prague = prague;
        }

        /** The chain id. */
        public UInt64 chainId() {
            return UInt64.of(chainId);
        }

        /** The network with this chain id; empty if it is none of these. */
        public static Optional<Network> withChainId(UInt64 chainId) {
            for (Network network : values()) {
                if (network.chainId().equals(chainId)) {
                    return Optional.of(network);
                }
            }
            return Optional.empty();
        }
    }

    /** Collects the sources of a {@link ForkSchedule}. Not thread-safe. */
    public static final class Builder {
        private record Claim(String source, Fork fork, UInt64 time) {}

        private final List<Claim> claims = new ArrayList<>();

        private Builder() {}

        /** First timestamp of Shanghai, seconds since 1970. Required unless another source has it. */
        public Builder shanghai(UInt64 timestamp) {
            return claim("shanghai(..)", Fork.CAPELLA, timestamp);
        }

        /** First timestamp of Cancun, seconds since 1970; {@link #NEVER}, or none given, if it is not planned. */
        public Builder cancun(UInt64 timestamp) {
            return claim("cancun(..)", Fork.DENEB, timestamp);
        }

        /** First timestamp of Prague, seconds since 1970; {@link #NEVER}, or none given, if it is not planned. */
        public Builder prague(UInt64 timestamp) {
            return claim("prague(..)", Fork.ELECTRA, timestamp);
        }

        /**
         * All times of a geth genesis file; absent means never.
         *
         * @throws IllegalArgumentException if the file can't be read
         */
        public Builder genesis(Path file) {
            return claims("genesis file " + file, GenesisFile.forkTimes(file));
        }

        /** All times of a public network. */
        public Builder network(Network network) {
            return claims(
                    "network " + network,
                    Map.of(
                            Fork.CAPELLA, UInt64.of(network.shanghai),
                            Fork.DENEB, UInt64.of(network.cancun),
                            Fork.ELECTRA, UInt64.of(network.prague)));
        }

        /**
         * The schedule on which all sources agree.
         *
         * @throws IllegalArgumentException if two disagree (with both values), Shanghai is missing, or forks are out of
         *     order
         */
        public ForkSchedule build() {
            EnumMap<Fork, UInt64> times = new EnumMap<>(Fork.class);
            for (Fork fork : SCHEDULED) {
                times.put(fork, agreed(fork));
            }
            for (int i = 1; i < SCHEDULED.size(); i++) {
                Fork before = SCHEDULED.get(i - 1);
                Fork after = SCHEDULED.get(i);
                UInt64 first = Objects.requireNonNull(times.get(before));
                UInt64 second = Objects.requireNonNull(times.get(after));
                if (second.isLessThan(first)) {
                    throw new IllegalArgumentException("fork schedule: " + after.executionName() + " (" + text(second)
                            + ") can't come before " + before.executionName() + " (" + text(first) + ")");
                }
            }
            return new ForkSchedule(times);
        }

        private UInt64 agreed(Fork fork) {
            List<Claim> said = claims.stream().filter(c -> c.fork() == fork).toList();
            if (said.isEmpty()) {
                if (fork == Fork.CAPELLA) {
                    throw new IllegalArgumentException(
                            "fork schedule: no time for Shanghai; give shanghai(..), a genesis"
                                    + " file or a network, or ForkSchedule.NEVER if the chain has not planned it");
                }
                return NEVER;
            }
            Claim first = said.get(0);
            for (Claim next : said) {
                if (!next.time().equals(first.time())) {
                    throw new IllegalArgumentException(
                            "fork schedule: " + fork.executionName() + " is " + text(first.time()) + " by "
                                    + first.source() + ", but " + text(next.time()) + " by " + next.source());
                }
            }
            return first.time();
        }

        private static String text(UInt64 time) {
            return time.equals(NEVER) ? "never" : "at " + time;
        }

        private Builder claims(String source, Map<Fork, UInt64> times) {
            for (Fork fork : SCHEDULED) {
                claim(source, fork, times.getOrDefault(fork, NEVER));
            }
            return this;
        }

        private Builder claim(String source, Fork fork, UInt64 time) {
            claims.add(new Claim(source, fork, time));
            return this;
        }
    }
}
