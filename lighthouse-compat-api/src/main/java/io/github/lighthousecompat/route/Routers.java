package io.github.lighthousecompat.route;

import java.util.Set;

/** The routers behind the presets. Their routes are made once, so that a decision allocates nothing. */
final class Routers {
    private Routers() {}

    static Router fixed(Route route) {
        return new Fixed(route, named(route));
    }

    static Router canary(Backend stable, Backend canary, WeightSource weight, Assignment assignment) {
        return new Canary(
                Route.to(stable, "stable").orElse(canary),
                Route.to(canary, "canary").orElse(stable),
                Set.of(stable, canary),
                weight,
                assignment);
    }

    static Backend another(Backend first, Backend second) {
        if (first.alias().equals(second.alias())) {
            throw new IllegalArgumentException("two backends of a router need two aliases, both are " + first.alias());
        }
        return second;
    }

    private static Set<Backend> named(Route route) {
        return route.others().isEmpty()
                ? Set.of(route.primary())
                : Set.of(route.primary(), route.others().get(0));
    }

    private record Fixed(Route route, Set<Backend> backends) implements Router {
        @Override
        public Route route(CallContext context) {
            return route;
        }
    }

    private record Canary(Route stable, Route canary, Set<Backend> backends, WeightSource source, Assignment assignment)
            implements Router {
        @Override
        public Route route(CallContext context) {
            return assignment.takes(context, source.weight()) ? canary : stable;
        }

        @Override
        public Weight weight() {
            return source.weight();
        }
    }
}
