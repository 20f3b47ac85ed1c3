package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Operation;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Random compositions of all presets, assignments and combinators.
 *
 * @param backends whom they may name; at least two
 * @param operations what may be overridden
 * @param kinds how a canary may divide
 */
record RouterModels(List<Backend> backends, List<Operation<?, ?>> operations, List<RouterModel.Kind> kinds) {
    /** At most so many combinators around each other. */
    Arbitrary<RouterModel> composed(int depth) {
        Arbitrary<RouterModel> leaves = Arbitraries.oneOf(fixed(), canaries().map(canary -> canary));
        if (depth == 0) {
            return leaves;
        }
        Arbitrary<RouterModel> overriding = Combinators.combine(
                        Arbitraries.lazy(() -> composed(depth - 1)),
                        Arbitraries.of(operations),
                        Arbitraries.lazy(() -> composed(depth - 1)))
                .as(RouterModel.Overriding::new);
        Arbitrary<RouterModel> killable = Combinators.combine(
                        Arbitraries.lazy(() -> composed(depth - 1)), Arbitraries.of(backends), switches(), switches())
                .as(RouterModel.Killable::new);
        return Arbitraries.oneOf(leaves, overriding, killable);
    }

    Arbitrary<RouterModel.Canary> canaries() {
        Arbitrary<Integer> shares = Arbitraries.oneOf(
                Arbitraries.of(0, 10_000), Arbitraries.integers().between(0, 10_000));
        return Combinators.combine(pairs(), shares, Arbitraries.of(kinds))
                .as((pair, share, kind) -> new RouterModel.Canary(
                        pair.get(0), pair.get(1), WeightDial.at(Weight.basisPoints(share)), kind));
    }

    private Arbitrary<RouterModel> fixed() {
        return pairs().flatMap(pair -> Combinators.combine(
                        Arbitraries.of(Route.Extra.class), Arbitraries.of(true, false))
                .as((extra, isFallback) -> new RouterModel.Fixed(extra, isFallback, pair.get(0), pair.get(1))));
    }

    private Arbitrary<List<Backend>> pairs() {
        return Arbitraries.shuffle(backends).map(all -> all.subList(0, 2));
    }

    private static Arbitrary<ManualKillSwitch> switches() {
        return Arbitraries.of(true, false, false).map(isOn -> {
            ManualKillSwitch made = KillSwitch.manual();
            if (isOn) {
                made.on();
            }
            return made;
        });
    }
}
