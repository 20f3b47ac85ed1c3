package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Registration;
import io.github.lighthousecompat.call.RouteTrace;
import io.github.lighthousecompat.route.AffinityMiss;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.VerdictListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells all listeners, and the log what an operator must know; no listener can harm a call. */
final class Notices implements VerdictListener {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.routing");

    /** Who hears of what. Arrays: what every call passes leaves no iterator behind. Immutable. */
    private static final class Audience {
        private final RoutingListener[] all;
        private final VerdictListener[] ofVerdicts;
        private final RoutingListener[] ofComparisons;

        Audience(List<RoutingListener> listeners) {
            all = listeners.toArray(RoutingListener[]::new);
            ofVerdicts =
                    listeners.stream().filter(VerdictListener.class::isInstance).toArray(VerdictListener[]::new);
            ofComparisons = listeners.stream()
                    .filter(listener -> !(listener instanceof VerdictListener))
                    .toArray(RoutingListener[]::new);
        }
    }

    private final String client;
    private final RoutingListener ofDivergences;
    private final List<RoutingListener> listeners;
    private volatile Audience audience;

    /** Tells {@code listeners} of all, and {@code ofDivergences} of comparisons alone, and only of those. */
    Notices(String client, List<RoutingListener> listeners, RoutingListener ofDivergences) {
        this.client = client;
        this.listeners = new ArrayList<>(listeners);
        this.audience = new Audience(listeners);
        this.ofDivergences = ofDivergences;
    }

    /** Tells one more of all that comes, until what this returns is closed. */
    Registration add(RoutingListener listener) {
        change(() -> listeners.add(listener));
        AtomicBoolean isHeard = new AtomicBoolean(true);
        return () -> {
            if (isHeard.getAndSet(false)) {
                change(() -> listeners.remove(listener));
            }
        };
    }

    private synchronized void change(Runnable work) {
        work.run();
        audience = new Audience(listeners);
    }

    @Override
    public void onDecision(Operation<?, ?> operation, Backend primary, String reason) {
        // here and below a loop of its own, as a lambda would be left behind
        for (RoutingListener listener : audience.all) {
            try {
                listener.onDecision(operation, primary, reason);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
    }

    @Override
    public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
        for (RoutingListener listener : audience.all) {
            try {
                listener.onCall(operation, backend, role, outcome, took);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
    }

    @Override
    public void onOffered(Operation<?, ?> operation, Backend other) {
        for (RoutingListener listener : audience.all) {
            try {
                listener.onOffered(operation, other);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
    }

    @Override
    public void onDropped(Operation<?, ?> operation, Backend other, DropReason reason) {
        for (RoutingListener listener : audience.all) {
            try {
                listener.onDropped(operation, other, reason);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
    }

    @Override
    public void onAffinityMiss(Operation<?, ?> operation, String owner, AffinityMiss reason) {
        if (reason == AffinityMiss.FOREIGN) {
            LOG.warn("client {}: {} asks for what {} builds, which is not attached", client, operation, owner);
        } else {
            LOG.warn("client {}: {} asks {} for what it does not know any more", client, operation, owner);
        }
        tell(listener -> listener.onAffinityMiss(operation, owner, reason));
    }

    /** Tells of a comparison whose answers nobody needs. */
    @Override
    public void onVerdict(Operation<?, ?> operation, Backend primary, Backend other, Verdict verdict) {
        for (VerdictListener listener : audience.ofVerdicts) {
            try {
                listener.onVerdict(operation, primary, other, verdict);
            } catch (RuntimeException | Error e) {
                threw(e);
            }
        }
    }

    /** Whether somebody needs the answers of which {@code verdict} was found. */
    boolean isComparisonHeard(Verdict verdict) {
        return audience.ofComparisons.length > 0 || verdict.isDivergence();
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
        onVerdict(comparison.operation(), comparison.primary(), comparison.other(), comparison.verdict());
        if (comparison.verdict().isDivergence()) {
            tell(ofDivergences, listener -> listener.onComparison(comparison));
        }
        for (RoutingListener listener : audience.ofComparisons) {
            tell(listener, to -> to.onComparison(comparison));
        }
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
    public void onHealth(Backend backend, Facet facet, Health from, Health to, String why) {
        if (to == Health.DOWN) {
            LOG.warn("client {}: the {} endpoint of backend {} is down: {}", client, facet.label(), backend, why);
        } else if (to == Health.LAGGING) {
            LOG.warn("client {}: the node of backend {} should not be relied on: {}", client, backend, why);
        } else if (from == Health.DOWN) {
            LOG.info("client {}: the {} endpoint of backend {} answers again", client, facet.label(), backend);
        } else if (from == Health.LAGGING) {
            LOG.info("client {}: the node of backend {} is well again", client, backend);
        }
        tell(listener -> listener.onHealth(backend, facet, from, to, why));
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
    void routerThrew(Route instead, Throwable failure) {
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
        for (RoutingListener listener : audience.all) {
            tell(listener, news);
        }
    }

    private void tell(RoutingListener listener, Consumer<RoutingListener> news) {
        try {
            news.accept(listener);
        } catch (RuntimeException | Error e) {
            threw(e);
        }
    }

    private void threw(Throwable failure) {
        LOG.warn("client {}: a routing listener threw", client, failure);
    }
}
