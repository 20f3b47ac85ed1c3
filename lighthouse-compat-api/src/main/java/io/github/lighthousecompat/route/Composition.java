package io.github.lighthousecompat.route;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is wrong with a composed router: overrides that ask for what the topology can't give, or that split a build. */
final class Composition {
    private final Router root;
    private final Topology topology;

    private Composition(Router root, Topology topology) {
        this.root = root;
        this.topology = topology;
    }

    /** The first thing that is wrong, and what to change. */
    static Optional<String> problem(Router root, Topology topology) {
        return new Composition(root, topology).problem();
    }

    private Optional<String> problem() {
        Set<Operation<?, ?>> overridden = new LinkedHashSet<>();
        Set<Router> strangers = new LinkedHashSet<>();
        collect(root, overridden, strangers);
        strangers.remove(root);
        return strangers.stream()
                .flatMap(stranger -> stranger.problem(topology).stream())
                .findFirst()
                .or(() -> overridden.stream()
                        .sorted((one, two) -> Integer.compare(one.index(), two.index()))
                        .flatMap(operation -> cell(operation).stream())
                        .findFirst())
                .or(() -> forkchoices(overridden))
                .or(() -> fetch(overridden));
    }

    private static void collect(Router router, Set<Operation<?, ?>> overridden, Set<Router> strangers) {
        if (router instanceof Routers.Overriding overriding) {
            overridden.addAll(overriding.others().keySet());
            collect(overriding.base(), overridden, strangers);
            overriding.others().values().forEach(other -> collect(other, overridden, strangers));
        } else if (router instanceof Routers.Killable killable) {
            collect(killable.base(), overridden, strangers);
        } else if (!(router instanceof Routers.Fixed
                || router instanceof Routers.Sampled
                || router instanceof Routers.Canary)) {
            strangers.add(router);
        }
    }

    private Optional<String> cell(Operation<?, ?> operation) {
        Optional<Route> fixed = routeOf(decision(operation).leaf());
        if (fixed.isEmpty()) {
            return Optional.empty();
        }
        Route route = fixed.get();
        if (route.extra() != Route.Extra.NONE && !compares(operation)) {
            return Optional.of("the router for " + operation + " asks others too, to compare, " + where(operation)
                    + ": override it with Router.only or Router.canary" + unlessSeparate(operation));
        }
        if (route.standIn().isPresent() && !standsIn(operation)) {
            return Optional.of("the router for " + operation + " has a fallback, which can never answer it "
                    + where(operation) + ": override it with Router.only or Router.canary"
                    + unlessSeparate(operation));
        }
        return Optional.empty();
    }

    /** The route of a router that has one primary, with all that it may ask. */
    private static Optional<Route> routeOf(Router router) {
        if (router instanceof Routers.Fixed fixed) {
            return Optional.of(fixed.route());
        }
        return router instanceof Routers.Sampled sampled ? Optional.of(sampled.compared()) : Optional.empty();
    }

    /** Whether a second backend may be asked to compare. */
    private boolean compares(Operation<?, ?> operation) {
        return switch (operation.effect()) {
            case READ, IDEMPOTENT_WRITE -> true;
            case ORDERED_WRITE, BUILD_START, BUILD_FETCH -> topology == Topology.SEPARATE;
            default -> false;
        };
    }

    /** Whether a second backend may answer in the place of one that failed. */
    private boolean standsIn(Operation<?, ?> operation) {
        return switch (operation.effect()) {
            case READ, SIGNABLE, ANNOUNCE -> true;
            case PUBLISH -> operation != BeaconOperations.PUBLISH_BLINDED_BLOCK;
            case IDEMPOTENT_WRITE, ORDERED_WRITE, BUILD_START -> topology == Topology.SEPARATE;
            default -> false;
        };
    }

    private String where(Operation<?, ?> operation) {
        return dependsOnTopology(operation.effect())
                ? "and all backends share one execution layer"
                : "and that is a call for one backend alone";
    }

    private static String unlessSeparate(Operation<?, ?> operation) {
        return dependsOnTopology(operation.effect())
                ? ", or say topology(SEPARATE) if each backend has an execution layer of its own"
                : "";
    }

    private static boolean dependsOnTopology(Effect effect) {
        return effect == Effect.IDEMPOTENT_WRITE || effect == Effect.ORDERED_WRITE || effect == Effect.BUILD_START;
    }

    /** Both forms of forkchoiceUpdated move one head: with one execution layer one backend does that for a block. */
    private Optional<String> forkchoices(Set<Operation<?, ?>> overridden) {
        boolean asked = overridden.contains(EngineOperations.FORKCHOICE_UPDATED)
                || overridden.contains(EngineOperations.FORKCHOICE_BUILD);
        return topology == Topology.SHARED
                        && asked
                        && !decision(EngineOperations.FORKCHOICE_UPDATED)
                                .isLike(decision(EngineOperations.FORKCHOICE_BUILD))
                ? Optional.of("forkchoiceUpdated and forkchoiceBuild would go to two backends that drive one execution"
                        + " layer: override both, with the same router")
                : Optional.empty();
    }

    /** A payload is fetched where it is built, and a blinded block is filled in where it was produced. */
    private Optional<String> fetch(Set<Operation<?, ?>> overridden) {
        return follows(overridden, EngineOperations.GET_PAYLOAD, EngineOperations.FORKCHOICE_BUILD, "builds")
                .or(() -> follows(
                        overridden,
                        BeaconOperations.PUBLISH_BLINDED_BLOCK,
                        BeaconOperations.PRODUCE_BLOCK,
                        "produced the block"));
    }

    private Optional<String> follows(
            Set<Operation<?, ?>> overridden, Operation<?, ?> later, Operation<?, ?> first, String what) {
        return overridden.contains(later) && !decision(later).isLike(decision(first))
                ? Optional.of(later + " always goes to the backend that " + what + ": override " + first
                        + " with the same router, or leave the override of " + later + " out")
                : Optional.empty();
    }

    private Decision decision(Operation<?, ?> operation) {
        List<Kill> kills = new ArrayList<>();
        Router router = root;
        while (true) {
            if (router instanceof Routers.Overriding overriding) {
                router = overriding.others().getOrDefault(operation, overriding.base());
            } else if (router instanceof Routers.Killable killable) {
                kills.add(killable.kill());
                router = killable.base();
            } else {
                return new Decision(kills, router);
            }
        }
    }

    /** Who decides about an operation in the end, and the switches on the way. */
    private record Decision(List<Kill> kills, Router leaf) {
        /** Whether both always name one primary for one block. */
        boolean isLike(Decision other) {
            return kills.equals(other.kills) && isLike(leaf, other.leaf);
        }

        private static boolean isLike(Router one, Router two) {
            Optional<Route> first = routeOf(one);
            Optional<Route> second = routeOf(two);
            if (first.isPresent() && second.isPresent()) {
                return first.get().primary() == second.get().primary();
            }
            if (one instanceof Routers.Canary a && two instanceof Routers.Canary b) {
                return a.stable().primary() == b.stable().primary()
                        && a.young().primary() == b.young().primary()
                        && a.source() == b.source()
                        && a.assignment() == b.assignment();
            }
            return one == two;
        }
    }
}
