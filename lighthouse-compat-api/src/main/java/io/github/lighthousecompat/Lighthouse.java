package io.github.lighthousecompat;

import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.route.RoutingListener;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;

/**
 * The way in: makes clients and waits for their answers.
 *
 * <p>{@link #connect} is for a Lighthouse node whose version nobody has to know. {@link #v4} and {@link #v5} speak one
 * dialect, to an execution layer, to a node or to both, as the configuration has URLs.
 *
 * <p>All methods are thread-safe.
 */
public final class Lighthouse {
    /** What is wrong where nobody says when the chain forks. */
    static final String NO_FORKS = "forks is missing; give the chain's fork times, such as"
            + " ForkSchedule.of(shanghai, cancun), ForkSchedule.fromGenesis(path) or ForkSchedule.of(network)";

    private static final CallSite SITE = CallSite.of("Lighthouse.await");

    private Lighthouse() {}

    /**
     * A client of the v4 dialect; touches no network.
     *
     * <p>It takes {@code forks} and {@code preset} as they are: only {@link #connect} compares them with what the node says.
     *
     * @throws IllegalArgumentException if there is an engine URL and no fork schedule
     * @throws IllegalStateException if the module {@code lighthouse-compat-v4} is not there
     */
    public static LighthouseV4 v4(LighthouseConfig config) {
        return (LighthouseV4) create(LighthouseVersion.V4, config);
    }

    /**
     * A client of the v5 dialect; touches no network.
     *
     * <p>It takes {@code forks} and {@code preset} as they are: only {@link #connect} compares them with what the node says.
     *
     * @throws IllegalArgumentException if there is an engine URL and no fork schedule
     * @throws IllegalStateException if the module {@code lighthouse-compat-v5} is not there
     */
    public static LighthouseV5 v5(LighthouseConfig config) {
        return (LighthouseV5) create(LighthouseVersion.V5, config);
    }

    /**
     * A client of a node whose dialect nobody has to know: it asks the node, and follows it when it is upgraded in place.
     *
     * <p>It needs {@code beaconUrl}. Without {@code forks} or {@code preset} it takes the node's; what is there must agree
     * with the node. Its one backend has the alias {@code node}.
     *
     * @param listeners hear what the client does, {@link RoutingListener#onVersion} among it
     * @return the client. It fails with {@code Unsupported} if the node is no Lighthouse, or one of a release that is not
     *     spoken or whose module is not there; with {@code Refused} if a configured fork schedule or preset contradicts the
     *     node's; and with {@code NotConfigured} if there is an {@code engineUrl}, and neither the configuration nor the node
     *     has a fork schedule
     * @throws IllegalArgumentException if there is no {@code beaconUrl}
     * @throws IllegalStateException if there is neither of the modules of the dialects
     */
    public static CompletableFuture<RoutedLighthouse> connect(LighthouseConfig config, RoutingListener... listeners) {
        return FollowedNode.connect(config, List.of(listeners));
    }

    /**
     * Waits for an answer, for hosts that block.
     *
     * @return the answer
     * @throws LighthouseException the failure of the call itself; {@code Cancelled}, with the thread's interrupt kept, if
     *     the thread is interrupted, which cancels the call
     * @throws RuntimeException as it is, what the host's own code threw in a stage of its own, as in {@code thenApply}; an
     *     {@code Error} too
     */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (CancellationException e) {
            throw cancelled();
        } catch (ExecutionException e) {
            throw failure(e);
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new LighthouseException.Cancelled(SITE, "await", "the waiting thread was interrupted");
        }
    }

    /** What a host did wrong in a stage of its own is no answer of a server. */
    private static RuntimeException failure(Throwable failure) {
        Throwable inner = failure;
        while ((inner instanceof CompletionException || inner instanceof ExecutionException)
                && inner.getCause() != null) {
            inner = Objects.requireNonNull(inner.getCause());
        }
        if (inner instanceof Error error) {
            throw error;
        }
        if (inner instanceof CancellationException) {
            return cancelled();
        }
        return inner instanceof RuntimeException unchecked && !(inner instanceof CompletionException)
                ? unchecked
                : LighthouseException.from(failure, SITE, "await");
    }

    private static LighthouseException cancelled() {
        return new LighthouseException.Cancelled(SITE, "await", "a stage of the host was cancelled");
    }

    static LighthouseApi create(LighthouseVersion version, LighthouseConfig config) {
        if (config.engineUrl().isPresent() && config.forks().isEmpty()) {
            throw new IllegalArgumentException(
                    "LighthouseConfig: " + NO_FORKS + "; or connect() to a node that knows them");
        }
        return factory(version).orElseThrow(() -> missing(version)).create(config);
    }

    /** A client of whatever dialect there is a module for, of {@code wanted} if there is. */
    static LighthouseApi createAny(LighthouseVersion wanted, LighthouseConfig config) {
        return Stream.concat(Stream.of(wanted), Stream.of(LighthouseVersion.values()))
                .flatMap(version -> factory(version).stream())
                .findFirst()
                .orElseThrow(() -> missing(wanted))
                .create(config);
    }

    private static IllegalStateException missing(LighthouseVersion version) {
        return new IllegalStateException("no adapter for Lighthouse " + version.label()
                + " on the class or module path; add the artifact lighthouse-compat-" + version.label());
    }

    private static Optional<AdapterFactory> factory(LighthouseVersion version) {
        // a host's plugin may see the adapters where this module does not, and the other way round
        return find(version, ServiceLoader.load(AdapterFactory.class))
                .or(() -> find(version, ServiceLoader.load(AdapterFactory.class, Lighthouse.class.getClassLoader())));
    }

    private static Optional<AdapterFactory> find(LighthouseVersion version, ServiceLoader<AdapterFactory> factories) {
        try {
            return factories.stream()
                    .map(ServiceLoader.Provider::get)
                    .filter(factory -> factory.version() == version)
                    .findFirst();
        } catch (ServiceConfigurationError e) {
            throw new IllegalStateException("an adapter of Lighthouse can't be loaded: " + e.getMessage(), e);
        }
    }
}
