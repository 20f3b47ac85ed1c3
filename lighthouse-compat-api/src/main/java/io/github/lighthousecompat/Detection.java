package io.github.lighthousecompat;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.NotConfigured;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * What a node was found to be.
 *
 * @param dialect what it speaks
 * @param node what it says that it is
 * @param config the configuration of a client of it, with its fork schedule, preset and slot time
 */
record Detection(LighthouseVersion dialect, String node, LighthouseConfig config) {
    private static final String OPERATION = "connect";
    private static final List<Fork> FORKS = List.of(Fork.CAPELLA, Fork.DENEB, Fork.ELECTRA);

    /**
     * Asks a node, with a client of its own: one that speaks a dialect would not go on with a node of another.
     *
     * @return fails with {@code Unsupported} for what is not spoken here, with {@code Refused} if the node's fork
     *     schedule or preset contradicts the configured one, and with {@code NotConfigured} if nobody knows one and
     *     there is an execution layer
     * @throws IllegalStateException if there is no adapter at all
     */
    static CallFuture<Detection> of(LighthouseConfig config) {
        // what is asked is the same in all releases, so that it may be taken for any
        Release taken = config.nodeRelease().orElse(Release.of(5, 3, 0));
        LighthouseConfig.Builder beaconOnly = LighthouseConfig.builder().from(config);
        beaconOnly.engineUrl(Optional.empty()).jwtSecret(Optional.empty()).nodeRelease(taken);
        LighthouseApi probe = Lighthouse.createAny(taken.dialect().orElse(LighthouseVersion.V5), beaconOnly.build());
        CallFuture<Detection> result = new CallFuture<>(CallSite.of(config.name()), OPERATION);
        result.onCancel(probe::close);
        ask(config, probe).whenComplete((found, failure) -> {
            probe.close();
            if (failure == null) {
                result.complete(found);
            } else {
                result.completeExceptionally(LighthouseException.from(failure, result.site(), OPERATION));
            }
        });
        return result;
    }

    private static CompletableFuture<Detection> ask(LighthouseConfig config, LighthouseApi probe) {
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
        Optional<Release> release = config.nodeRelease().or(node::release);
        return release.flatMap(Release::dialect)
                .orElseThrow(() -> unsupported(
                        config,
                        node.text(),
                        "supported are the releases of Lighthouse from v4.0.0 to v5.3.0; set nodeRelease to have it"
                                + " treated as one of them"));
    }

    /** A client of what was found. */
    LighthouseApi client() {
        try {
            return Lighthouse.create(dialect, config);
        } catch (IllegalStateException e) {
            throw unsupported(config, node, e.getMessage());
        }
    }

    private static Unsupported unsupported(LighthouseConfig config, String node, @Nullable String advice) {
        return new Unsupported(
                CallSite.of(config.name()),
                OPERATION,
                null,
                "/eth/v1/node/version",
                "the node says that it is " + node + "; " + advice);
    }

    private static LighthouseConfig complete(LighthouseConfig config, Optional<Genesis> genesis, BeaconSpec spec) {
        LighthouseConfig.Builder complete = LighthouseConfig.builder().from(config);
        complete.forks(forks(config, genesis, spec));
        config.preset().ifPresent(preset -> requireSame(config, preset, spec));
        complete.slotTime(config.slotTime().or(() -> spec.secondsPerSlot().filter(slot -> !slot.isZero())));
        return complete.preset(config.preset().orElseGet(spec::preset)).build();
    }

    private static Optional<ForkSchedule> forks(LighthouseConfig config, Optional<Genesis> genesis, BeaconSpec spec) {
        Optional<ForkSchedule> reported = genesis.flatMap(spec::forkSchedule);
        Optional<ForkSchedule> configured = config.forks();
        if (configured.isPresent()) {
            reported.ifPresent(schedule -> requireSame(config, configured.get(), schedule, spec));
            return configured;
        }
        if (reported.isEmpty() && config.engineUrl().isPresent()) {
            throw new NotConfigured(CallSite.of(config.name()), OPERATION, "forks, which the node does not say,");
        }
        return reported;
    }

    /** Roots are those of a preset: with another one, all that is signed over them is void, and nothing shows it. */
    private static void requireSame(LighthouseConfig config, Preset configured, BeaconSpec spec) {
        configured.entries().forEach((name, value) -> {
            // a release that does not know a fork says nothing of its sizes
            Optional<String> other = spec.text(name).filter(said -> !said.equals(value));
            if (other.isPresent()) {
                throw new Refused(
                        CallSite.of(config.name()),
                        OPERATION,
                        Refused.Fault.PRESET,
                        "preset says that " + name + " is " + value + ", the node at " + authority(config)
                                + " that it is " + other.get()
                                + "; leave preset out to have the node's, or ask a node of the other chain");
            }
        });
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
                                + authority(config)
                                + " that it begins at " + time(reported.startOf(fork)) + "; one of them is wrong");
            }
        }
    }

    private static String authority(LighthouseConfig config) {
        return config.beaconUrl().map(URI::getAuthority).orElse("?");
    }

    private static String time(UInt64 start) {
        return start.equals(ForkSchedule.NEVER) ? "no time" : start.toString();
    }
}
