package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.RouteTrace;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners, and the log what an operator must know; no listener can harm a call. */
final class Notices implements RoutingListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.routing");

    private final String client;
    private final List<RoutingListener> listeners;

    Notices(String client, List<RoutingListener> listeners) {
        this.client = client;
        this.listeners = List.copyOf(listeners);
    }

    @Override
    public void onDecision(Operation<?, ?> operation, Backend primary, String reason) {
        // every call passes here and below: a loop of its own leaves no lambda behind
        for (RoutingListener listener : listeners) {
            try {
                listener.onDecision(operation, primary, reason);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
    }

    @Override
    public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
        for (RoutingListener listener : listeners) {
            try {
                listener.onCall(operation, backend, role, outcome, took);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
    }

    @Override
    public void onOffered(Operation<?, ?> operation, Backend other) {
        for (RoutingListener listener : listeners) {
            try {
                listener.onOffered(operation, other);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
    }

    @Override
    public void onDropped(Operation<?, ?> operation, Backend other, DropReason reason) {
        tell(listener -> listener.onDropped(operation, other, reason));
    }

    @Override
    public void onAffinityMiss(Operation<?, ?> operation, String owner) {
        LOG.warn("client {}: {} asks for what {} builds, which is not attached", client, operation, owner);
        tell(listener -> listener.onAffinityMiss(operation, owner));
    }

    @Override
    public void onComparison(Comparison comparison) {
        if (comparison.verdict() == Verdict.CONFLICT) {
            LOG.error(
                    "client {}: two backends contradict each other in {}: {} says {}, {} says {}",
                    client,
                    comparison.operation(),
                    comparison.primary(),
                    comparison.answer(),
                    comparison.other(),
                    comparison.otherAnswer());
        }
        tell(listener -> listener.onComparison(comparison));
    }

    @Override
    public void onState(Backend backend, BackendState from, BackendState to, String why) {
        if (to == BackendState.READY) {
            LOG.info("client {}: backend {} is ready again: {}", client, backend, why);
        } else {
            LOG.warn("client {}: backend {} is {} now: {}", client, backend, to, why);
        }
        tell(listener -> listener.onState(backend, from, to, why));
    }

    @Override
    public void onHealth(Backend backend, Health from, Health to, String why) {
        if (to == Health.DOWN) {
            LOG.warn("client {}: backend {} is down: {}", client, backend, why);
        } else if (from == Health.DOWN) {
            LOG.info("client {}: backend {} answers again", client, backend);
        }
        tell(listener -> listener.onHealth(backend, from, to, why));
    }

    @Override
    public void onVersion(Backend backend, LighthouseVersion from, String node) {
        LOG.info("client {}: {} was {} and is {}", client, backend.alias(), from.label(), node);
        tell(listener -> listener.onVersion(backend, from, node));
    }

    @Override
    public void onCaughtUp(Backend backend, int blocks, Duration took) {
        tell(listener -> listener.onCaughtUp(backend, blocks, took));
    }

    /** A router of the host, or its source of weights, threw; {@code instead} is used. */
    void routerThrew(Route instead, RuntimeException failure) {
        LOG.warn("client {}: the router threw, {} goes on", client, instead, failure);
    }

    /** Tells of one call whoever asked for it. */
    void trace(Consumer<RouteTrace> listener, RouteTrace trace) {
        try {
            listener.accept(trace);
        } catch (RuntimeException | Error e) {
            threw(e);
        }
    }

    private void tell(Consumer<RoutingListener> news) {
        for (RoutingListener listener : listeners) {
            try {
                news.accept(listener);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
    }

    private void threw(Throwable failure) {
        LOG.warn("client {}: a routing listener threw", client, failure);
    }
}
