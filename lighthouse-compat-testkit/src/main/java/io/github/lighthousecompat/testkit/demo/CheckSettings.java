package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.testkit.demo.Options.Option;
import io.github.lighthousecompat.testkit.demo.Options.Values;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a check is told. Immutable.
 *
 * @param engines the execution nodes, if they are to be read
 * @param beacons the beacon nodes, if they are to be read
 * @param forks when the chain forks, if it is said
 * @param drives whether blocks may be built
 * @param slot time between two blocks of the chain
 */
record CheckSettings(
        Optional<Pair> engines, Optional<Pair> beacons, Optional<ForkSchedule> forks, boolean drives, Duration slot) {
    /**
     * Two nodes.
     *
     * @param v4 the one of v4
     * @param v5 the one of v5
     */
    record Pair(LighthouseConfig v4, LighthouseConfig v5) {}

    static final String GENESIS = "--genesis";
    static final String NETWORK = "--network";
    static final String SHANGHAI = "--shanghai";
    static final String CANCUN = "--cancun";
    static final String DRIVE = "--drive-chain";

    static final Options OPTIONS = Options.of(
            new Option("--v4-engine", "URL", "engine port of the node that Lighthouse v4 drives"),
            new Option("--v4-jwt-secret", "FILE", "its secret, 64 hex digits"),
            new Option("--v5-engine", "URL", "engine port of the node that Lighthouse v5 drives"),
            new Option("--v5-jwt-secret", "FILE", "its secret"),
            new Option("--v4-beacon", "URL", "HTTP API of the Lighthouse v4 node; beside the engine ports or alone"),
            new Option("--v5-beacon", "URL", "HTTP API of the Lighthouse v5 node"),
            new Option(GENESIS, "FILE", "when the chain forks: a genesis file in geth's form"),
            new Option(NETWORK, "NAME", "or the name of a public network: " + networks()),
            new Option(SHANGHAI, "T", "or the first timestamp of Shanghai"),
            new Option(CANCUN, "T", "and of Cancun, if it is planned"),
            new Option(DRIVE, "", "also build a few blocks on both nodes; refused where someone else does"),
            new Option("--slot", "SECONDS", "time between two blocks; by default 12"));

    /** For reading any schedule will do: it decides how blocks are sent, not how they are read. */
    private static final ForkSchedule FOR_READING = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);

    /** A node may be far away, and this virtual machine has just started. */
    private static final int PATIENCE = 5;

    static CheckSettings of(Values values) throws UsageException {
        Optional<ForkSchedule> forks = forks(values);
        boolean hasBeacons = values.has("--v4-beacon") || values.has("--v5-beacon");
        boolean hasEngines = values.has("--v4-engine")
                || values.has("--v4-jwt-secret")
                || values.has("--v5-engine")
                || values.has("--v5-jwt-secret");
        if (!hasEngines && !hasBeacons) {
            throw new UsageException("there is nothing to check; give --v4-engine and --v5-engine with their secrets,"
                    + " or --v4-beacon and --v5-beacon, or all of them");
        }
        if (!hasEngines && values.has(DRIVE)) {
            throw new UsageException(DRIVE + " needs --v4-engine and --v5-engine");
        }
        return new CheckSettings(
                hasEngines
                        ? Optional.of(new Pair(engine(values, "v4", forks), engine(values, "v5", forks)))
                        : Optional.empty(),
                hasBeacons ? Optional.of(new Pair(beacon(values, "v4"), beacon(values, "v5"))) : Optional.empty(),
                forks,
                values.has(DRIVE),
                Duration.ofSeconds(values.number("--slot", 12, 1, 3600)));
    }

    private static LighthouseConfig engine(Values values, String version, Optional<ForkSchedule> forks)
            throws UsageException {
        String urlOption = "--" + version + "-engine";
        String secretOption = "--" + version + "-jwt-secret";
        String url = values.required(urlOption);
        values.required(secretOption);
        Path secret = values.path(secretOption).orElseThrow();
        try {
            LighthouseConfig.Builder config = LighthouseConfig.builder();
            config.name("check-" + version)
                    .engineUrl(URI.create(url))
                    .jwtSecret(JwtSecret.fromFile(secret))
                    .forks(forks.orElse(FOR_READING))
                    .timeoutMultiplier(PATIENCE);
            return config.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(urlOption + ", " + secretOption + ": " + e.getMessage());
        }
    }

    private static LighthouseConfig beacon(Values values, String version) throws UsageException {
        String urlOption = "--" + version + "-beacon";
        String url = values.required(urlOption);
        try {
            LighthouseConfig.Builder config = LighthouseConfig.builder();
            config.name("check-" + version + "-beacon")
                    .beaconUrl(URI.create(url))
                    .timeoutMultiplier(PATIENCE);
            return config.build();
        } catch (IllegalArgumentException e) {
            throw new UsageException(urlOption + ": " + e.getMessage());
        }
    }

    private static Optional<ForkSchedule> forks(Values values) throws UsageException {
        ForkSchedule.Builder forks = ForkSchedule.builder();
        try {
            values.path(GENESIS).ifPresent(forks::genesis);
            values.text(NETWORK).map(CheckSettings::network).ifPresent(forks::network);
            values.text(SHANGHAI).map(UInt64::parse).ifPresent(forks::shanghai);
            values.text(CANCUN).map(UInt64::parse).ifPresent(forks::cancun);
            boolean said = values.has(GENESIS) || values.has(NETWORK) || values.has(SHANGHAI) || values.has(CANCUN);
            return said ? Optional.of(forks.build()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            throw new UsageException(String.valueOf(e.getMessage()));
        }
    }

    private static ForkSchedule.Network network(String name) {
        return Arrays.stream(ForkSchedule.Network.values())
                .filter(network -> network.name().equalsIgnoreCase(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException(NETWORK + " must be one of " + networks() + ", is " + name));
    }

    private static String networks() {
        return String.join(
                ", ",
                Arrays.stream(ForkSchedule.Network.values())
                        .map(network -> network.name().toLowerCase(Locale.ROOT))
                        .toList());
    }
}
