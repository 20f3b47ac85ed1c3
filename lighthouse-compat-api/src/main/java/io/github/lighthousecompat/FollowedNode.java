package io.github.lighthousecompat;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.NotConfigured;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.LighthouseException.VersionChanged;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Registration;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A client of one node that goes with it from one dialect to another. Thread-safe.
 *
 * <p>A call that finds another dialect has changed nothing: it was not sent, or only read. So it is made again in
 * the dialect that the node speaks now, a few times at most.
 */
final class FollowedNode implements Caller, AutoCloseable {
    /** What its backend is called. */
    private static final String ALIAS = "node";
    /** A node that is not spoken here is asked again after this. */
    private static final Duration PAUSE = Duration.ofSeconds(1);
    /** How often a call is made again. A node that changes more often than that during one call is more than one. */
    private static final int MOST = 3;
    /** Calls that wait for a new client wait for listeners that hear of it no longer than this. */
    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** What a client of the node is made from, and what it is made of. */
    private final LighthouseConfig config;

    private final List<BiConsumer<LighthouseVersion, String>> listeners = new CopyOnWriteArrayList<>();
    /**
     * One for each dialect and chain: a node that changes to and fro, as one behind a load balancer does, makes no
     * more.
     */
    private final Map<Spoken, LighthouseApi> clients = new HashMap<>();

    private volatile LighthouseApi current;
    private @Nullable CompletableFuture<LighthouseApi> moving;
    private @Nullable CompletableFuture<Detection> asking;
    private @Nullable Refusal refusal;
    private boolean isClosed;

    /** What a client is made for. */
    private record Spoken(LighthouseVersion dialect, LighthouseConfig config) {}

    /** Why there is no client of what the node is. */
    private record Refusal(LighthouseException why, long at) {}

    /** Begins with a client of the dialect that the node speaks now. */
    FollowedNode(LighthouseConfig config, Detection found) {
        this.config = config;
        this.current = found.client();
        clients.put(new Spoken(found.dialect(), found.config()), current);
    }

    /** A client of a node that is asked what it is. */
    static CompletableFuture<RoutedLighthouse> connect(LighthouseConfig config, List<RoutingListener> listeners) {
        if (config.beaconUrl().isEmpty()) {
            throw new IllegalArgumentException(
                    "Lighthouse.connect: beaconUrl is missing; without a node to ask, use v4(config) or v5(config)");
        }
        CallFuture<Detection> detection = Detection.of(config);
        CallFuture<RoutedLighthouse> client = new CallFuture<>(detection.site(), detection.operation());
        client.onCancel(() -> detection.cancel(true));
        detection.whenComplete((found, failure) -> {
            try {
                if (failure != null) {
                    throw LighthouseException.from(failure, client.site(), client.operation());
                }
                RoutedLighthouse routed = following(config, found, listeners);
                if (!client.complete(routed)) {
                    routed.close();
                }
            } catch (RuntimeException e) {
                client.completeExceptionally(LighthouseException.from(e, client.site(), client.operation()));
            }
        });
        return client;
    }

    private static RoutedLighthouse following(
            LighthouseConfig config, Detection found, List<RoutingListener> listeners) {
        Backend node = Backend.of(ALIAS, new FollowedNode(config, found));
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
    public Registration onVersion(BiConsumer<LighthouseVersion, String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
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
    public Duration slotTime() {
        return current.slotTime();
    }

    @Override
    @SuppressWarnings("unchecked") // the operation says what is asked and what is answered
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        return operation == BeaconOperations.SUBSCRIBE_EVENTS
                ? (CompletableFuture<R>) subscribe((EventRequest) argument, options)
                : send(operation, argument, options);
    }

    private CompletableFuture<EventSubscription> subscribe(EventRequest request, CallOptions options) {
        CallFuture<EventSubscription> opened =
                new CallFuture<>(site(options), BeaconOperations.SUBSCRIBE_EVENTS.name());
        new FollowedEvents(
                        request,
                        opened,
                        renewed -> send(BeaconOperations.SUBSCRIBE_EVENTS, renewed, options),
                        this::after)
                .open();
        return opened;
    }

    private CallSite site(CallOptions options) {
        return options.site().orElse(CallSite.of(name()));
    }

    private <A, R> CompletableFuture<R> send(Operation<A, R> operation, A argument, CallOptions options) {
        LighthouseApi asked = current;
        long begun = asked.nanoTime();
        CallFuture<R> result = new CallFuture<>(site(options), operation.name());
        CompletableFuture<R> first = asked.call(operation, argument, options);
        result.onCancel(() -> first.cancel(true));
        first.whenComplete((value, failure) -> {
            if (failure instanceof VersionChanged) {
                // on a thread of the client: whoever waits for the answer holds up nobody
                Duration limit = options.deadline().orElseGet(() -> asked.limit(operation));
                Duration left = limit.minusNanos(asked.nanoTime() - begun);
                new Repetition<>(operation, argument, options, limit, result).again(asked, left, MOST);
            } else {
                result.follow(first);
            }
        });
        return result;
    }

    /** A call that is made again in the dialect that the node speaks now, within what is left of its time. */
    private final class Repetition<A, R> {
        private final Operation<A, R> operation;
        private final A argument;
        private final CallOptions options;
        private final CallFuture<R> result;
        private final LighthouseException late;

        Repetition(Operation<A, R> operation, A argument, CallOptions options, Duration limit, CallFuture<R> result) {
            this.operation = operation;
            this.argument = argument;
            this.options = options;
            this.result = result;
            this.late = new Timeout(result.site(), result.operation(), limit);
        }

        /** Makes it again, up to {@code times} times, after {@code asked} found that the node speaks otherwise. */
        void again(LighthouseApi asked, Duration left, int times) {
            orFail(() -> {
                if (result.isDone() || isLate(left)) {
                    return;
                }
                long begun = asked.nanoTime();
                TimeSource.Scheduled end = asked.after(left, () -> result.completeExceptionally(late));
                follow(asked).whenComplete((next, why) -> {
                    end.cancel();
                    if (next == null) {
                        fail(why);
                    } else {
                        ask(next, left.minusNanos(asked.nanoTime() - begun), times);
                    }
                });
            });
        }

        private void ask(LighthouseApi next, Duration rest, int times) {
            orFail(() -> {
                if (result.isDone() || isLate(rest)) {
                    return;
                }
                long begun = next.nanoTime();
                CompletableFuture<R> call = next.call(operation, argument, options.within(rest));
                result.onCancel(() -> call.cancel(true));
                call.whenComplete((value, failure) -> {
                    if (failure instanceof VersionChanged && times > 1) {
                        again(next, rest.minusNanos(next.nanoTime() - begun), times - 1);
                    } else {
                        result.follow(call);
                    }
                });
            });
        }

        /** What throws here, throws to nobody: not even a system without threads may leave the caller waiting. */
        private void orFail(Runnable step) {
            try {
                step.run();
            } catch (RuntimeException | Error e) {
                fail(e);
            }
        }

        private void fail(Throwable why) {
            result.completeExceptionally(LighthouseException.from(why, result.site(), result.operation()));
        }

        /** Whether no time is left, which ends the call. */
        private boolean isLate(Duration left) {
            boolean isOver = left.isNegative() || left.isZero();
            if (isOver) {
                result.completeExceptionally(late);
            }
            return isOver;
        }
    }

    /** The client of the dialect that the node speaks now; all who find a change at once wait for one. */
    private CompletableFuture<LighthouseApi> follow(LighthouseApi left) {
        CompletableFuture<LighthouseApi> next = new CompletableFuture<>();
        synchronized (this) {
            if (current != left) {
                LighthouseApi now = current;
                // whoever moves has found that the client of now does not fit either, if that is so
                return moving == null ? CompletableFuture.completedFuture(now) : moving.exceptionally(failure -> now);
            }
            if (moving != null) {
                return moving;
            }
            if (refusal != null && left.nanoTime() - refusal.at() < PAUSE.toNanos()) {
                return CompletableFuture.failedFuture(refusal.why());
            }
            moving = next;
        }
        detect().thenCompose(found -> client(found).thenAccept(client -> turn(left, client, found.node(), next)))
                .whenComplete((turned, failure) -> {
                    if (failure != null) {
                        // whatever it was: the next call is to find nobody who still seems to ask
                        LighthouseException why = LighthouseException.from(failure, CallSite.of(name()), "connect");
                        end(current, Optional.of(why));
                        next.completeExceptionally(why);
                    }
                });
        return next;
    }

    private CompletableFuture<Detection> detect() {
        try {
            CallFuture<Detection> detection = Detection.of(config);
            synchronized (this) {
                asking = detection;
                if (isClosed) {
                    detection.cancel(true);
                }
            }
            return detection;
        } catch (RuntimeException | Error e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private CompletableFuture<LighthouseApi> client(Detection found) {
        Spoken spoken = new Spoken(found.dialect(), found.config());
        synchronized (this) {
            LighthouseApi known = clients.get(spoken);
            if (known == null) {
                LighthouseApi fresh = isClosed ? current : found.client();
                clients.put(spoken, fresh);
                return CompletableFuture.completedFuture(fresh);
            }
            // it still takes the node for what it was when it was left, until it hears otherwise
            return known.beacon().node().version().thenApply(version -> known);
        }
    }

    /** Goes on with {@code client}; those who wait for it have it once the listeners know of it, or soon. */
    private void turn(LighthouseApi left, LighthouseApi client, String node, CompletableFuture<LighthouseApi> next) {
        // before anything has changed: without a timer the next call finds the change, and the listeners hear of it
        // then
        TimeSource.Scheduled soon = client.after(PATIENCE, () -> next.complete(client));
        end(client, Optional.empty());
        if (client.version() != left.version()) {
            listeners.forEach(listener -> listener.accept(left.version(), node));
        }
        soon.cancel();
        next.complete(client);
    }

    private synchronized void end(LighthouseApi client, Optional<LighthouseException> failure) {
        current = client;
        moving = null;
        asking = null;
        refusal = failure.filter(FollowedNode::isLasting)
                .map(why -> new Refusal(why, client.nanoTime()))
                .orElse(null);
    }

    /** Whether to ask again at once would end no otherwise. */
    private static boolean isLasting(LighthouseException failure) {
        return failure instanceof Unsupported || failure instanceof Refused || failure instanceof NotConfigured;
    }

    @Override
    public void close() {
        List<LighthouseApi> all;
        CompletableFuture<Detection> underWay;
        synchronized (this) {
            isClosed = true;
            all = List.copyOf(clients.values());
            underWay = asking;
        }
        if (underWay != null) {
            underWay.cancel(true);
        }
        all.forEach(LighthouseApi::close);
    }
}
