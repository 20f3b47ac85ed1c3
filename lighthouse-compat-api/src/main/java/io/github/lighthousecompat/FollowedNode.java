package io.github.lighthousecompat;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.VersionChanged;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of one node that goes with it from one dialect to another. Thread-safe.
 *
 * <p>A call that finds another dialect has changed nothing: it was not sent, or only read. So it is made again, once, in the
 * dialect that the node speaks now.
 */
final class FollowedNode implements Caller, AutoCloseable {
    /** What its backend is called. */
    private static final String ALIAS = "node";

    /** What a client of the node is made from, and what it is made of. */
    private final LighthouseConfig config;

    private final List<BiConsumer<LighthouseVersion, String>> listeners = new CopyOnWriteArrayList<>();
    private final List<LighthouseApi> retired = new ArrayList<>();
    private volatile LighthouseApi current;
    private @Nullable CompletableFuture<LighthouseApi> moving;
    private boolean isClosed;

    /** Begins with a client of the dialect that the node speaks now. */
    FollowedNode(LighthouseConfig config, LighthouseApi first) {
        this.config = config;
        this.current = first;
    }

    /** A client of a node that is asked what it is. */
    static CompletableFuture<RoutedLighthouse> connect(LighthouseConfig config, List<RoutingListener> listeners) {
        if (config.beaconUrl().isEmpty()) {
            throw new IllegalArgumentException(
                    "Lighthouse.connect: beaconUrl is missing; without a node to ask, use v4(config) or v5(config)");
        }
        LighthouseVersion guess = config.nodeRelease().flatMap(Release::dialect).orElse(LighthouseVersion.V5);
        LighthouseConfig.Builder beaconOnly = LighthouseConfig.builder().from(config);
        beaconOnly.engineUrl(Optional.empty()).jwtSecret(Optional.empty());
        LighthouseApi probe = Lighthouse.create(guess, beaconOnly.build());
        CompletableFuture<RoutedLighthouse> client =
                Detection.of(config, probe).thenApply(found -> following(config, found, listeners));
        client.whenComplete((done, failure) -> probe.close());
        return client;
    }

    private static RoutedLighthouse following(
            LighthouseConfig config, Detection found, List<RoutingListener> listeners) {
        Backend node = Backend.of(ALIAS, new FollowedNode(config, Lighthouse.create(found.dialect(), found.config())));
        RoutedLighthouse.Builder builder =
                RoutedLighthouse.builder().name(config.name()).backends(node).router(Router.only(node));
        config.time().ifPresent(builder::time);
        listeners.forEach(builder::listener);
        return builder.build();
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public LighthouseVersion version() {
        return current.version();
    }

    @Override
    public void onVersion(BiConsumer<LighthouseVersion, String> listener) {
        listeners.add(listener);
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return current.after(delay, task);
    }

    @Override
    public long nanoTime() {
        return current.nanoTime();
    }

    @Override
    public boolean serves(Facet facet) {
        return current.serves(facet);
    }

    @Override
    public Optional<URI> engineEndpoint() {
        return current.engineEndpoint();
    }

    @Override
    public Duration limit(Operation<?, ?> operation) {
        return current.limit(operation);
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        LighthouseApi asked = current;
        CallFuture<R> result = new CallFuture<>(options.site().orElse(CallSite.of(name())), operation.name());
        CompletableFuture<R> first = asked.call(operation, argument, options);
        result.onCancel(() -> first.cancel(true));
        first.whenComplete((value, failure) -> {
            if (failure instanceof VersionChanged) {
                // on a thread of the client: whoever waits for the answer holds up nobody
                follow(asked)
                        .whenComplete((next, why) ->
                                result.follow(next == null ? first : next.call(operation, argument, options)));
            } else {
                result.follow(first);
            }
        });
        return result;
    }

    /** The client of the dialect that the node speaks now; all who find a change at once wait for one. */
    private synchronized CompletableFuture<LighthouseApi> follow(LighthouseApi left) {
        if (current != left) {
            return CompletableFuture.completedFuture(current);
        }
        CompletableFuture<LighthouseApi> known = moving;
        if (known != null) {
            return known;
        }
        CompletableFuture<LighthouseApi> next = Detection.of(config, left).thenApply(found -> move(left, found));
        moving = next;
        next.whenComplete((client, failure) -> {
            synchronized (this) {
                moving = null;
            }
        });
        return next;
    }

    private LighthouseApi move(LighthouseApi left, Detection found) {
        LighthouseApi next;
        synchronized (this) {
            if (isClosed || left.version() == found.dialect()) {
                return left;
            }
            next = Lighthouse.create(found.dialect(), found.config());
            current = next;
            // calls that are under way end in peace; there are as many of these as upgrades of one node
            retired.add(left);
        }
        listeners.forEach(listener -> listener.accept(left.version(), found.node()));
        return next;
    }

    @Override
    public void close() {
        List<LighthouseApi> all;
        synchronized (this) {
            isClosed = true;
            all = new ArrayList<>(retired);
            all.add(current);
        }
        all.forEach(LighthouseApi::close);
    }
}
