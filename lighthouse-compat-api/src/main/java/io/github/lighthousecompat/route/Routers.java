package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Operation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The routers behind the presets and combinators. Their routes are made once, so that a decision allocates nothing. */
final class Routers {
    private Routers() {}

    static Router fixed(Route route) {
        List<Backend> named = new ArrayList<>(route.others());
        named.add(0, route.primary());
        return new Fixed(route, inOrder(named));
    }

    static Router sampled(Route compared, Weight sample) {
        List<Backend> named = new ArrayList<>(compared.others());
        named.add(0, compared.primary());
        return new Sampled(compared, Route.to(compared.primary(), "unsampled"), sample, inOrder(named));
    }

    static Router canary(Backend stable, Backend canary, WeightSource weight, Assignment assignment) {
        Route toStable = Route.to(stable, "stable").orElse(canary);
        return new Canary(
                toStable,
                toStable.firm(),
                Route.to(canary, "canary").orElse(stable),
                inOrder(List.of(stable, canary)),
                weight,
                assignment);
    }

    static Router overriding(Router base, Operation<?, ?> operation, Router other) {
        // flat, however many there are: one look-up, and nothing that recursion keeps from being inlined
        Map<Operation<?, ?>, Router> others =
                base instanceof Overriding known ? new HashMap<>(known.others) : new HashMap<>();
        others.put(operation, other);
        Router rest = base instanceof Overriding known ? known.base : base;
        List<Backend> named = new ArrayList<>(rest.backends());
        others.values().forEach(router -> named.addAll(router.backends()));
        return new Overriding(rest, Map.copyOf(others), inOrder(named));
    }

    static Router killable(Router base, Backend backend, List<KillSwitch> switches) {
        if (switches.isEmpty()) {
            throw new IllegalArgumentException("give killable at least one switch, such as KillSwitch.manual()");
        }
        List<Backend> others = new ArrayList<>(base.backends());
        others.remove(backend);
        List<Backend> named = new ArrayList<>(base.backends());
        named.add(backend);
        return new Killable(
                base, new Kill(Route.to(backend, "kill").orElse(others).firm(), switches), inOrder(named));
    }

    static Backend another(Backend first, Backend second) {
        if (first.alias().equals(second.alias())) {
            throw new IllegalArgumentException("two backends of a router need two aliases, both are " + first.alias());
        }
        return second;
    }

    /** Who gets the weight of a router: the canary, or the primary of a router without one. */
    private static boolean isWeighed(Router router, Backend backend) {
        if (router instanceof Fixed fixed) {
            return fixed.route.primary() == backend;
        }
        if (router instanceof Sampled sampled) {
            return sampled.compared.primary() == backend;
        }
        if (router instanceof Canary canary) {
            return canary.young.primary() == backend;
        }
        if (router instanceof Overriding overriding) {
            return isWeighed(overriding.base, backend);
        }
        return router instanceof Killable killable && isWeighed(killable.base, backend);
    }

    private static Set<Backend> inOrder(Collection<Backend> backends) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(backends));
    }

    /** The same route for all calls. */
    record Fixed(Route route, Set<Backend> backends) implements Router {
        @Override
        public Route route(CallContext context) {
            return route;
        }
    }

    /** One primary for all calls; a share of them is compared. */
    record Sampled(Route compared, Route alone, Weight sample, Set<Backend> backends) implements Router {
        @Override
        public Route route(CallContext context) {
            return context.draw() < sample.basisPoints() ? compared : alone;
        }
    }

    /**
     * One of two routes, by weight; with a weight of nothing the young one gets nothing because the stable one fails.
     */
    record Canary(
            Route stable, Route alone, Route young, Set<Backend> backends, WeightSource source, Assignment assignment)
            implements Router {
        @Override
        public Route route(CallContext context) {
            Weight weight = source.weight();
            if (weight.basisPoints() == 0) {
                return alone;
            }
            return assignment.takes(context, weight) ? young : stable;
        }

        @Override
        public Optional<Backend> canary() {
            return Optional.of(young.primary());
        }

        @Override
        public Weight weight() {
            return source.weight();
        }
    }

    /** Other routers for some operations. */
    record Overriding(Router base, Map<Operation<?, ?>, Router> others, Set<Backend> backends) implements Router {
        @Override
        public Route route(CallContext context) {
            Router other = others.get(context.operation());
            return other == null ? base.route(context) : other.route(context);
        }

        @Override
        public Optional<Backend> canary() {
            return base.canary();
        }

        @Override
        public Weight weight() {
            return base.weight();
        }
    }

    /** One route for everything while a switch is on. */
    record Killable(Router base, Kill kill, Set<Backend> backends) implements Router {
        @Override
        public Route route(CallContext context) {
            return kill.isOn() ? kill.route() : base.route(context);
        }

        @Override
        public Optional<Backend> canary() {
            return base.canary();
        }

        @Override
        public Weight weight() {
            if (!kill.isOn()) {
                return base.weight();
            }
            return isWeighed(base, kill.route().primary()) ? Weight.ALL : Weight.NONE;
        }
    }
}
