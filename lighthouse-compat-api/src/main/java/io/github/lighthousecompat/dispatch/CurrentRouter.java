package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The router that decides now, with the number of its changes as one snapshot. Thread-safe. */
public final class CurrentRouter {
    /** The router, and how often it was changed before: read together, so that neither is older than the other. */
    private record Revised(Router router, long revision) {}

    /** Whom the router of a revision names. */
    record Named(long revision, Set<Backend> backends) {}

    private final String client;
    private final Topology topology;
    private final Fleet fleet;
    private final Notices notices;
    private final LastRoutes lastRoutes;
    private volatile Revised current;

    /** Begins with {@code router}; {@code first} is what holds if its first decision fails. */
    CurrentRouter(String client, Topology topology, Fleet fleet, Notices notices, Router router, Route first) {
        this.client = client;
        this.topology = topology;
        this.fleet = fleet;
        this.notices = notices;
        this.lastRoutes = new LastRoutes(first);
        this.current = new Revised(router, 0);
    }

    /** A router of the host, or its source of weights, that throws must not stop a chain: what held before goes on. */
    Route decide(CallContext context) {
        Router router = current.router();
        try {
            Route route = Objects.requireNonNull(router.route(context), "the router decided nothing");
            lastRoutes.put(context.operation(), route);
            return route;
        } catch (RuntimeException | Error e) {
            Route last = heldBefore(router, context.operation());
            notices.routerThrew(last, e);
            return last;
        }
    }

    /** What was decided last; where this router does not name whom that goes to, the most trusted one that it names. */
    private Route heldBefore(Router router, Operation<?, ?> operation) {
        Route last = lastRoutes.get(operation);
        Set<Backend> named = namedBy(router, last);
        return named.contains(last.primary())
                ? last
                : fleet.members().stream()
                        .map(Member::backend)
                        .filter(named::contains)
                        .findFirst()
                        .map(backend -> Route.to(backend, "first"))
                        .orElse(last);
    }

    /** Whom a router names that may be too broken to say so. */
    private static Set<Backend> namedBy(Router router, Route last) {
        try {
            return Objects.requireNonNull(router.backends(), "the router names nobody");
        } catch (RuntimeException | Error e) {
            return Set.of(last.primary());
        }
    }

    /**
     * Changes the router for all calls from now on.
     *
     * @throws IllegalArgumentException if it does not fit the topology
     * @throws IllegalStateException if it names a backend that is not attached or can't follow the chain any more
     */
    public void change(Router next) {
        Runnable change = changeTo(next);
        synchronized (fleet) {
            change.run();
        }
    }

    /**
     * Changes the router unless somebody else did meanwhile.
     *
     * @return whether it was changed
     * @throws IllegalArgumentException if it does not fit the topology
     * @throws IllegalStateException if it names a backend that is not attached or can't follow the chain any more
     */
    public boolean change(Router next, long expectedRevision) {
        if (current.revision() != expectedRevision) {
            return false;
        }
        Runnable change = changeTo(next);
        synchronized (fleet) {
            if (current.revision() != expectedRevision) {
                return false;
            }
            change.run();
            return true;
        }
    }

    /**
     * What changes the router, for who holds the monitor. A router of the host is asked here, without it: it may wait for
     * somebody who waits for the monitor.
     */
    private Runnable changeTo(Router next) {
        next.problem(topology).ifPresent(problem -> {
            throw new IllegalArgumentException("client " + client + ": " + problem);
        });
        Set<Backend> named = next.backends();
        return () -> {
            requireAttached(named);
            current = new Revised(next, current.revision() + 1);
        };
    }

    private void requireAttached(Set<Backend> named) {
        for (Backend backend : named) {
            Member member = fleet.find(backend.alias())
                    .filter(m -> m.backend() == backend)
                    .orElseThrow(() -> new IllegalStateException(
                            "backend " + backend + " is not attached to client " + client + "; attach it first"));
            if (member.state() == BackendState.OUTDATED) {
                throw new IllegalStateException("backend " + backend + " can't answer any more: the chain is past "
                        + backend.version().lastFork() + ", the last fork that Lighthouse "
                        + backend.version().label() + " speaks; route to a version that speaks the new one");
            }
        }
    }

    /** Whom the router names now; asks a router of the host. */
    Named named() {
        Revised now = current;
        return new Named(now.revision(), now.router().backends());
    }

    /** The router of calls from now on. */
    public Router router() {
        return current.router();
    }

    /** The share of the units that a canary answers now: the weight, unless one of the two is out. */
    public Weight weight() {
        Router router = current.router();
        Optional<Backend> canary = router.canary();
        if (canary.isEmpty() || isOut(canary.get())) {
            return Weight.NONE;
        }
        boolean isAlone = router.backends().stream().allMatch(other -> other == canary.get() || isOut(other));
        return isAlone ? Weight.ALL : router.weight();
    }

    private boolean isOut(Backend backend) {
        return fleet.find(backend.alias())
                .map(Member::state)
                .filter(state -> state == BackendState.READY || state == BackendState.LAGGING)
                .isEmpty();
    }

    /** How often the router was changed. */
    public long revision() {
        return current.revision();
    }
}
