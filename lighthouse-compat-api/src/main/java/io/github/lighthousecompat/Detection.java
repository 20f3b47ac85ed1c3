package io.github.lighthousecompat;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException.NotConfigured;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What a node was found to be.
 *
 * @param dialect what it speaks
 * @param node what it says that it is
 * @param config the configuration of a client of it, with its fork schedule
 */
record Detection(LighthouseVersion dialect, String node, LighthouseConfig config) {
    private static final String OPERATION = "connect";
    private static final List<Fork> FORKS = List.of(Fork.CAPELLA, Fork.DENEB, Fork.ELECTRA);

    /**
     * Asks a node.
     *
     * @param probe a client of it in any dialect: what is asked is the same in all
     * @return fails with {@code Unsupported} for what is not spoken here, with {@code Refused} if the node's fork schedule
     *     contradicts the configured one, and with {@code NotConfigured} if nobody knows one
     */
    static CompletableFuture<Detection> of(LighthouseConfig config, LighthouseApi probe) {
        return probe.beacon().node().version().thenCompose(node -> {
            LighthouseVersion dialect = dialect(config, node);
            CompletableFuture<Optional<Genesis>> genesis =
                    probe.beacon().chain().genesis();
            CompletableFuture<BeaconSpec> spec = probe.beacon().chain().spec();
            return genesis.thenCombine(
                    spec, (begun, said) -> new Detection(dialect, node.text(), complete(config, begun, said)));
        });
    }

    private static LighthouseVersion dialect(LighthouseConfig config, NodeVersion node) {
        Optional<Release> release = config.nodeRelease().or(() -> node.release().filter(found -> !found.isCandidate()));
        return release.flatMap(Release::dialect)
                .orElseThrow(() -> new Unsupported(
                        CallSite.of(config.name()),
                        OPERATION,
                        null,
                        "/eth/v1/node/version",
                        "the node says that it is " + node.text() + "; supported are the releases of Lighthouse from"
                                + " v4.0.0 to v5.3.0; set nodeRelease to have it treated as one of them"));
    }

    private static LighthouseConfig complete(LighthouseConfig config, Optional<Genesis> genesis, BeaconSpec spec) {
        Optional<ForkSchedule> reported = genesis.flatMap(spec::forkSchedule);
        Optional<ForkSchedule> configured = config.forks();
        if (configured.isPresent()) {
            reported.ifPresent(schedule -> requireSame(config, configured.get(), schedule, spec));
            return config;
        }
        LighthouseConfig.Builder complete = LighthouseConfig.builder().from(config);
        complete.forks(reported.orElseThrow(
                () -> new NotConfigured(CallSite.of(config.name()), OPERATION, "forks, which the node does not say,")));
        return complete.build();
    }

    private static void requireSame(
            LighthouseConfig config, ForkSchedule configured, ForkSchedule reported, BeaconSpec spec) {
        for (Fork fork : FORKS) {
            // a release that does not know a fork says nothing of it
            boolean isNamed = spec.text(fork.consensusName().toUpperCase(Locale.ROOT) + "_FORK_EPOCH")
                    .isPresent();
            if (isNamed && !configured.startOf(fork).equals(reported.startOf(fork))) {
                throw new Refused(
                        CallSite.of(config.name()),
                        OPERATION,
                        Refused.Fault.FORK_SCHEDULE,
                        "forks says that " + fork.consensusName() + " begins at " + time(configured.startOf(fork))
                                + ", the node at "
                                + config.beaconUrl()
                                        .map(url -> url.getAuthority())
                                        .orElse("?")
                                + " that it begins at " + time(reported.startOf(fork)) + "; one of them is wrong");
            }
        }
    }

    private static String time(UInt64 start) {
        return start.equals(ForkSchedule.NEVER) ? "no time" : start.toString();
    }
}
