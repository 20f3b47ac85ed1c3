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
 * @param v4 the node that v4 drives
 * @param v5 the node that v5 drives
 * @param forks when the chain forks, if it is said
 * @param drives whether blocks may be built
 * @param slot time between two blocks of the chain
 */
record CheckSettings(
        LighthouseConfig v4, LighthouseConfig v5, Optional<ForkSchedule> forks, boolean drives, Duration slot) {
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
        return new CheckSettings(
                node(values, "v4", forks),
                node(values, "v5", forks),
                forks,
                values.has(DRIVE),
                Duration.ofSeconds(values.number("--slot", 12, 1, 3600)));
    }

    private static LighthouseConfig node(Values values, String version, Optional<ForkSchedule> forks)
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
