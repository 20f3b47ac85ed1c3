package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Operation;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** What a composed router means, written down a second time and as plainly as can be. */
sealed interface RouterModel {
    /** What a route says. */
    record Decision(Backend primary, Optional<Backend> standIn, Set<Backend> others, Route.Extra extra) {
        static Decision of(Route route) {
            return new Decision(route.primary(), route.standIn(), Set.copyOf(route.others()), route.extra());
        }

        static Decision to(Backend primary, Set<Backend> others) {
            return new Decision(primary, Optional.empty(), others, Route.Extra.NONE);
        }
    }

    /** The same, built of the library's parts. */
    Router router();

    Decision decide(CallContext context);

    Set<Backend> backends();

    /** The backends, without those of overrides for operations that are overridden again. */
    default Set<Backend> backendsBelow(Set<Operation<?, ?>> replaced) {
        return backends();
    }

    Weight weight();

    /** Whom the weight is for. */
    Backend weighed();

    /** How many routes there are. */
    int routes();

    /** One of the presets without a weight. */
    record Fixed(Route.Extra extra, boolean isFallback, Backend primary, Backend other) implements RouterModel {
        @Override
        public Router router() {
            return switch (extra) {
                case SHADOW -> Router.shadow(primary, other);
                case PARALLEL -> Router.parallel(primary, other);
                case NONE -> isFallback ? Router.primaryWithFallback(primary, other) : Router.only(primary);
            };
        }

        @Override
        public Decision decide(CallContext context) {
            return new Decision(
                    primary,
                    isFallback && extra == Route.Extra.NONE ? Optional.of(other) : Optional.empty(),
                    isAlone() ? Set.of() : Set.of(other),
                    extra);
        }

        @Override
        public Set<Backend> backends() {
            return isAlone() ? Set.of(primary) : Set.of(primary, other);
        }

        private boolean isAlone() {
            return extra == Route.Extra.NONE && !isFallback;
        }

        @Override
        public Weight weight() {
            return Weight.ALL;
        }

        @Override
        public Backend weighed() {
            return primary;
        }

        @Override
        public int routes() {
            return 1;
        }
    }

    /** Which units a share takes. */
    enum Kind {
        RANDOM,
        HASH,
        STICKY,
        ROUND_ROBIN,
        BY_INSTANCE;

        Assignment assignment() {
            return switch (this) {
                case RANDOM -> Assignment.random();
                case HASH -> Assignment.hash("salt");
                case STICKY -> Assignment.sticky("salt");
                case ROUND_ROBIN -> Assignment.roundRobin();
                case BY_INSTANCE -> Assignment.byInstance("salt", "host");
            };
        }

        int place(CallContext context) {
            return switch (this) {
                case RANDOM -> context.draw();
                case HASH ->
                    context.unit().isEmpty() ? context.draw() : ReferenceMurmur3.bucket("salt", context.unit());
                case STICKY ->
                    context.session().isEmpty() ? context.draw() : ReferenceMurmur3.bucket("salt", context.session());
                case ROUND_ROBIN -> (int) (context.turn() * 6_181L % 10_000);
                case BY_INSTANCE -> ReferenceMurmur3.bucket("salt", "host");
            };
        }
    }

    record Canary(Backend stable, Backend canary, WeightDial dial, Kind kind) implements RouterModel {
        @Override
        public Router router() {
            return Router.canary(stable, canary, dial, kind.assignment());
        }

        @Override
        public Decision decide(CallContext context) {
            boolean taken = kind.place(context) < dial.weight().basisPoints();
            return taken ? Decision.to(canary, Set.of(stable)) : Decision.to(stable, Set.of(canary));
        }

        @Override
        public Set<Backend> backends() {
            return Set.of(stable, canary);
        }

        @Override
        public Weight weight() {
            return dial.weight();
        }

        @Override
        public Backend weighed() {
            return canary;
        }

        @Override
        public int routes() {
            return 2;
        }
    }

    record Overriding(RouterModel base, Operation<?, ?> operation, RouterModel other) implements RouterModel {
        @Override
        public Router router() {
            return base.router().overriding(operation, other.router());
        }

        @Override
        public Decision decide(CallContext context) {
            return context.operation() == operation ? other.decide(context) : base.decide(context);
        }

        @Override
        public Set<Backend> backends() {
            return backendsBelow(Set.of());
        }

        @Override
        public Set<Backend> backendsBelow(Set<Operation<?, ?>> replaced) {
            Set<Operation<?, ?>> below = new LinkedHashSet<>(replaced);
            return below.add(operation) ? both(base.backendsBelow(below), other.backends()) : base.backendsBelow(below);
        }

        @Override
        public Weight weight() {
            return base.weight();
        }

        @Override
        public Backend weighed() {
            return base.weighed();
        }

        @Override
        public int routes() {
            return base.routes() + other.routes();
        }
    }

    record Killable(RouterModel base, Backend backend, ManualKillSwitch one, ManualKillSwitch two)
            implements RouterModel {
        boolean isKilled() {
            return one.isOn() || two.isOn();
        }

        @Override
        public Router router() {
            return base.router().killable(backend, one, two);
        }

        @Override
        public Decision decide(CallContext context) {
            if (!isKilled()) {
                return base.decide(context);
            }
            Set<Backend> others = new LinkedHashSet<>(base.backends());
            others.remove(backend);
            return Decision.to(backend, others);
        }

        @Override
        public Set<Backend> backends() {
            return both(base.backends(), Set.of(backend));
        }

        @Override
        public Weight weight() {
            if (!isKilled()) {
                return base.weight();
            }
            return base.weighed() == backend ? Weight.ALL : Weight.NONE;
        }

        @Override
        public Backend weighed() {
            return base.weighed();
        }

        @Override
        public int routes() {
            return base.routes() + 1;
        }
    }

    private static Set<Backend> both(Set<Backend> one, Set<Backend> two) {
        Set<Backend> both = new LinkedHashSet<>(one);
        both.addAll(two);
        return both;
    }
}
