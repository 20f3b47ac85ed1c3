package io.github.lighthousecompat;

import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * The way in: makes clients and waits for their answers.
 *
 * <p>All methods are thread-safe.
 */
public final class Lighthouse {
    private static final CallSite SITE = CallSite.of("Lighthouse.await");

    private Lighthouse() {}

    /**
     * A client of the v4 dialect; touches no network.
     *
     * @throws IllegalStateException if the module {@code lighthouse-compat-v4} is not there
     */
    public static LighthouseV4 v4(LighthouseConfig config) {
        return (LighthouseV4) create(LighthouseVersion.V4, config);
    }

    /**
     * A client of the v5 dialect; touches no network.
     *
     * @throws IllegalStateException if the module {@code lighthouse-compat-v5} is not there
     */
    public static LighthouseV5 v5(LighthouseConfig config) {
        return (LighthouseV5) create(LighthouseVersion.V5, config);
    }

    /**
     * Waits for an answer, for hosts that block.
     *
     * @return the answer
     * @throws LighthouseException the failure of the call itself; {@code Cancelled}, with the thread's interrupt kept, if
     *     the thread is interrupted, which cancels the call
     */
    public static <T> T await(CompletableFuture<T> future) {
        try {
            return future.get();
        } catch (CancellationException e) {
            throw new LighthouseException.Cancelled(SITE, "await", "a stage of the host was cancelled");
        } catch (ExecutionException e) {
            throw LighthouseException.from(e, SITE, "await");
        } catch (InterruptedException e) {
            future.cancel(true);
            Thread.currentThread().interrupt();
            throw new LighthouseException.Cancelled(SITE, "await", "the waiting thread was interrupted");
        }
    }

    private static LighthouseApi create(LighthouseVersion version, LighthouseConfig config) {
        // a host's plugin may see the adapters where this module does not, and the other way round
        return find(version, ServiceLoader.load(AdapterFactory.class))
                .or(() -> find(version, ServiceLoader.load(AdapterFactory.class, Lighthouse.class.getClassLoader())))
                .orElseThrow(() -> new IllegalStateException("no adapter for Lighthouse " + version.label()
                        + " on the class or module path; add the artifact lighthouse-compat-" + version.label()))
                .create(config);
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
