package io.github.lighthousecompat.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which overrides a topology can't give, and which would split a build. */
class CompositionTest {
    private static final Router BASE = Router.only(Backends.OLD);
    private static final Router YOUNG = Router.only(Backends.YOUNG);
    private static final Router PARALLEL = Router.parallel(Backends.OLD, Backends.YOUNG);
    private static final Router FALLBACK = Router.primaryWithFallback(Backends.OLD, Backends.YOUNG);

    private static boolean isFit(Topology topology, Router router) {
        return router.problem(topology).isEmpty();
    }

    @Tag("S18")
    @Test
    void problem_comparisonsAreAskedForWhereTheyCanBeMade() {
        for (Operation<?, ?> operation : EngineOperations.ALL) {
            Effect effect = operation.effect();
            boolean shared = effect == Effect.READ || effect == Effect.IDEMPOTENT_WRITE;
            for (Router other : List.of(
                    PARALLEL,
                    Router.shadow(Backends.OLD, Backends.YOUNG),
                    Router.shadow(Backends.OLD, Backends.YOUNG, Weight.percent(1)))) {
                Router router = BASE.overriding(operation, other);
                assertThat(isFit(Topology.SHARED, router)).as(operation.name()).isEqualTo(shared);
                assertThat(isFit(Topology.SEPARATE, router))
                        .as(operation.name())
                        .isEqualTo(effect != Effect.OPAQUE);
            }
        }
    }

    @Test
    void problem_standInsAreAskedForWhereTheyCanAnswer() {
        for (Operation<?, ?> operation : EngineOperations.ALL) {
            Effect effect = operation.effect();
            Router router = BASE.overriding(operation, FALLBACK);
            assertThat(isFit(Topology.SHARED, router)).as(operation.name()).isEqualTo(effect == Effect.READ);
            assertThat(isFit(Topology.SEPARATE, router))
                    .as(operation.name())
                    .isEqualTo(effect != Effect.OPAQUE && effect != Effect.BUILD_FETCH);
        }
    }

    @Test
    void problem_ofWhatNodesAreAsked_isTheSameWhateverStandsBehindThem() {
        for (Operation<?, ?> operation : BeaconOperations.ALL) {
            Effect effect = operation.effect();
            for (Topology topology : Topology.values()) {
                assertThat(isFit(topology, BASE.overriding(operation, PARALLEL)))
                        .as("%s compared", operation)
                        .isEqualTo(effect == Effect.READ);
                assertThat(isFit(topology, BASE.overriding(operation, FALLBACK)))
                        .as("%s with a stand-in", operation)
                        .isEqualTo(effect != Effect.OPAQUE && operation != BeaconOperations.PUBLISH_BLINDED_BLOCK);
            }
        }
    }

    @Test
    void problem_blindedBlocksArePublishedWhereTheyAreProduced() {
        Router torn = BASE.overriding(BeaconOperations.PUBLISH_BLINDED_BLOCK, YOUNG);
        for (Topology topology : Topology.values()) {
            assertThat(torn.problem(topology).orElseThrow())
                    .contains("publishBlindedBlock always goes to the backend that produced the block");
            assertThat(isFit(topology, torn.overriding(BeaconOperations.PRODUCE_BLOCK, YOUNG)))
                    .isTrue();
        }
    }

    @Test
    void problem_ofAWholeRouterIsNarrowedAndNotRefused() {
        for (Topology topology : Topology.values()) {
            assertThat(PARALLEL.problem(topology)).isEmpty();
            assertThat(FALLBACK.problem(topology)).isEmpty();
            assertThat(PARALLEL.killable(Backends.OLD, KillSwitch.manual()).problem(topology))
                    .isEmpty();
        }
    }

    @Test
    void problem_saysWhatToChange() {
        assertThat(BASE.overriding(EngineOperations.FORKCHOICE_UPDATED, PARALLEL)
                        .problem(Topology.SHARED))
                .hasValueSatisfying(problem -> assertThat(problem)
                        .contains("forkchoiceUpdated")
                        .contains("one execution layer")
                        .contains("topology(SEPARATE)"));
        assertThat(BASE.overriding(EngineOperations.RAW, PARALLEL).problem(Topology.SHARED))
                .hasValueSatisfying(
                        problem -> assertThat(problem).contains("raw").doesNotContain("topology"));
    }

    @Test
    void problem_isFoundBelowAKillSwitchAndInAnOverrideOfAnOverride() {
        Router bad = BASE.overriding(EngineOperations.FORKCHOICE_UPDATED, PARALLEL);
        assertThat(isFit(Topology.SHARED, bad.killable(Backends.OLD, KillSwitch.manual())))
                .isFalse();
        assertThat(isFit(Topology.SHARED, bad.overriding(EngineOperations.SYNCING, YOUNG)))
                .isFalse();
        assertThat(isFit(Topology.SHARED, bad.overriding(EngineOperations.FORKCHOICE_UPDATED, BASE)))
                .isTrue();
    }

    @Tag("S11")
    @Test
    void problem_oneExecutionLayerHasOneDriverOfABlocksHead() {
        Router half = BASE.overriding(EngineOperations.FORKCHOICE_UPDATED, YOUNG);
        Router otherHalf = BASE.overriding(EngineOperations.FORKCHOICE_BUILD, YOUNG);
        Router whole = half.overriding(EngineOperations.FORKCHOICE_BUILD, Router.only(Backends.YOUNG));

        assertThat(half.problem(Topology.SHARED))
                .hasValueSatisfying(problem ->
                        assertThat(problem).contains("forkchoiceUpdated").contains("forkchoiceBuild"));
        assertThat(isFit(Topology.SHARED, otherHalf)).isFalse();
        assertThat(isFit(Topology.SHARED, whole)).isTrue();
        assertThat(isFit(Topology.SEPARATE, half)).isTrue();
        assertThat(isFit(Topology.SEPARATE, otherHalf)).isTrue();
    }

    @Test
    void problem_twoCanariesAreOneIfTheyMoveTogether() {
        WeightDial dial = WeightDial.at(Weight.percent(10));
        Assignment hash = Assignment.hash("s");
        Router one = Router.canary(Backends.OLD, Backends.YOUNG, dial, hash);
        Router same = Router.canary(Backends.OLD, Backends.YOUNG, dial, hash);
        Router other = Router.canary(Backends.OLD, Backends.YOUNG, dial, Assignment.hash("t"));

        Router base = BASE.overriding(EngineOperations.FORKCHOICE_UPDATED, one);
        assertThat(isFit(Topology.SHARED, base.overriding(EngineOperations.FORKCHOICE_BUILD, same)))
                .isTrue();
        assertThat(isFit(Topology.SHARED, base.overriding(EngineOperations.FORKCHOICE_BUILD, other)))
                .isFalse();
    }

    @Test
    void problem_aSwitchOverHalfOfABuildSplitsIt() {
        Router kill = YOUNG.killable(Backends.OLD, KillSwitch.manual());
        Router split = BASE.overriding(EngineOperations.FORKCHOICE_UPDATED, kill)
                .overriding(EngineOperations.FORKCHOICE_BUILD, YOUNG);
        Router whole = split.overriding(EngineOperations.FORKCHOICE_BUILD, kill);

        assertThat(isFit(Topology.SHARED, split)).isFalse();
        assertThat(isFit(Topology.SHARED, whole)).isTrue();
    }

    @Tag("S11")
    @Test
    void problem_aPayloadIsFetchedWhereItIsBuilt() {
        Router half = BASE.overriding(EngineOperations.GET_PAYLOAD, YOUNG);
        Router whole = half.overriding(EngineOperations.FORKCHOICE_BUILD, YOUNG);

        assertThat(half.problem(Topology.SEPARATE))
                .hasValueSatisfying(problem -> assertThat(problem).contains("getPayload"));
        assertThat(isFit(Topology.SEPARATE, whole)).isTrue();
        assertThat(isFit(Topology.SEPARATE, BASE.overriding(EngineOperations.GET_PAYLOAD, BASE)))
                .isTrue();
    }

    @Test
    void problem_ofAHostsRouterIsHeard() {
        Router picky = new Router() {
            @Override
            public Route route(CallContext context) {
                return Route.to(Backends.OLD, "picky");
            }

            @Override
            public Set<Backend> backends() {
                return Set.of(Backends.OLD);
            }

            @Override
            public Optional<String> problem(Topology topology) {
                return topology == Topology.SHARED ? Optional.of("give me my own") : Optional.empty();
            }
        };
        Router composed = BASE.overriding(EngineOperations.SYNCING, picky.killable(Backends.OLD, KillSwitch.manual()));

        assertThat(composed.problem(Topology.SHARED)).contains("give me my own");
        assertThat(composed.problem(Topology.SEPARATE)).isEmpty();
    }
}
