package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import io.github.lighthousecompat.testkit.routing.OpenNode.Asked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;

/** The laws of calls to nodes, whatever order calls, answers, failures and changes of the router come in. */
class NodeLawsPropertyTest {
    /** What happens next. */
    private enum Step {
        CALL,
        SIGN,
        ROUTE,
        ANSWER,
        FAIL,
        FALL_BEHIND,
        PASS_TIME
    }

    private record Action(Step step, int number) {}

    /** A call of the host. */
    private record Made(Operation<?, ?> operation, Object argument, CompletableFuture<?> end, AtomicInteger ends) {}

    /** Two nodes and a host that calls them through one client. */
    private static final class World implements AutoCloseable {
        private static final List<Operation<?, ?>> OPERATIONS = BeaconOperations.ALL.stream()
                .filter(operation -> operation != BeaconOperations.NODE_SYNCING)
                // a stream has laws of its own: EventRoutingTest
                .filter(operation -> operation != BeaconOperations.SUBSCRIBE_EVENTS)
                .toList();
        /** Asked as often as all others together, and of one slot, so that calls meet. */
        private static final List<Operation<?, ?>> OFTEN =
                List.of(BeaconOperations.PRODUCE_BLOCK, BeaconOperations.ATTESTATION_DATA);

        private static final List<Failure> FAILURES = List.of(Failure.values());

        /** More seconds than any pause has, as the threads of the client have to keep up with them. */
        private static final int LONG = 100_000;

        private final ManualTime time = ManualTime.create();
        private final List<OpenNode> nodes = List.of(new OpenNode("v4", 4), new OpenNode("v5", 5));
        private final Backend old = Backend.of("v4", nodes.get(0));
        private final Backend young = Backend.of("v5", nodes.get(1));
        private final List<Made> calls = new ArrayList<>();
        private final RoutedLighthouse routed;

        World(Topology topology) {
            routed = RoutedLighthouse.builder()
                    .topology(topology)
                    .backends(old, young)
                    .router(Router.primaryWithFallback(young, old))
                    .time(time)
                    .build();
        }

        void act(Action action) {
            int number = action.number();
            switch (action.step()) {
                case CALL -> call(OPERATIONS.get(number % OPERATIONS.size()), UInt64.of(1 + number % 2));
                case SIGN -> call(OFTEN.get(number % 2), UInt64.ONE);
                case ROUTE -> routed.router(router(number % 5));
                case ANSWER -> end(number, (node, call) -> node.answer(call));
                case FAIL -> end(number, (node, call) -> node.fail(call, FAILURES.get(number % FAILURES.size())));
                case FALL_BEHIND -> nodes.get(number % 2).says(BeaconSamples.syncing(number % 4 < 2, false, false));
                case PASS_TIME -> time.advance(Duration.ofSeconds(number % 14));
            }
        }

        private Router router(int number) {
            return switch (number) {
                case 0 -> Router.only(old);
                case 1 -> Router.only(young);
                case 2 -> Router.parallel(young, old);
                case 3 -> Router.canary(old, young, WeightSource.of(Weight.percent(50)), Assignment.random());
                default -> Router.primaryWithFallback(young, old);
            };
        }

        @SuppressWarnings("unchecked") // the samples are made for their operations
        private <A, R> void call(Operation<A, R> operation, UInt64 slot) {
            // announcements are of two sets of validators, publications and questions of two slots
            A argument = (A)
                    (operation.effect() == Effect.ANNOUNCE
                            ? BeaconSamples.announcement(operation, (int) slot.toLong())
                            : BeaconSamples.argument(operation, slot));
            AtomicInteger ends = new AtomicInteger();
            CompletableFuture<R> end = routed.call(operation, argument, CallOptions.DEFAULT);
            end.whenComplete((value, failure) -> ends.incrementAndGet());
            calls.add(new Made(operation, argument, end, ends));
        }

        private interface End {
            void of(OpenNode node, Asked call);
        }

        private void end(int number, End how) {
            OpenNode node = nodes.get(number % 2);
            List<Asked> open = node.open();
            if (!open.isEmpty()) {
                how.of(node, open.get(number / 2 % open.size()));
            }
        }

        /** All nodes are well, and answer all that they are asked. */
        void settle() {
            nodes.forEach(node -> node.says(BeaconSamples.syncing(false, false, false)));
            // what a node did not take it is told again when a slot is over
            for (int second = 0; isBusy() || (second < LONG && !allKnowWhatWasAnnounced()); second++) {
                for (OpenNode node : nodes) {
                    node.open().forEach(node::answer);
                }
                time.advance(Duration.ofSeconds(1));
                Thread.onSpinWait();
            }
        }

        private boolean isBusy() {
            Set<Health> gone = Set.of(Health.DOWN, Health.LAGGING);
            return routed.health(Facet.BEACON).values().stream().anyMatch(gone::contains)
                    || nodes.stream().anyMatch(node -> !node.open().isEmpty())
                    || calls.stream().anyMatch(call -> call.ends().get() == 0);
        }

        private boolean allKnowWhatWasAnnounced() {
            Set<Object> announced = announced();
            return nodes.stream().allMatch(node -> heard(node).containsAll(announced));
        }

        Set<Object> announced() {
            return calls.stream()
                    .filter(call -> call.operation().effect() == Effect.ANNOUNCE)
                    .flatMap(call -> entries(call.operation(), call.argument()))
                    .collect(Collectors.toSet());
        }

        static Set<Object> heard(OpenNode node) {
            return node.asked().stream()
                    .flatMap(asked -> entries(asked.operation(), asked.argument()))
                    .collect(Collectors.toSet());
        }

        @Override
        public void close() {
            routed.close();
        }
    }

    @Provide
    Arbitrary<Action> actions() {
        Arbitrary<Step> steps = Arbitraries.of(
                        Step.CALL, Step.CALL, Step.CALL, Step.ANSWER, Step.ANSWER, Step.FAIL, Step.ROUTE)
                .edgeCases(config -> config.none());
        Arbitrary<Step> all = Arbitraries.oneOf(steps, Arbitraries.of(Step.class));
        return Combinators.combine(all, Arbitraries.integers().between(0, 10_000))
                .as(Action::new)
                .withoutEdgeCases();
    }

    @Property(tries = 1_000)
    void laws_hold(@ForAll @Size(max = 120) List<@From("actions") Action> actions, @ForAll Topology topology) {
        try (World world = new World(topology)) {
            actions.forEach(world::act);
            world.settle();

            assertThat(world.calls).allSatisfy(call -> assertThat(call.ends()).hasValue(1));
            assertOneNodeForEachQuestion(world);
            assertPublishedAsItWas(world);
            assertBlindedAtItsProducer(world);
            assertAllKnowWhatWasAnnounced(world);
            world.routed.close();
            assertThat(Conservation.counted(world.routed.stats()))
                    .isEqualTo(world.routed.stats().offered());
        }
    }

    /** Whatever the host was given about one thing to sign is what one node says. */
    private static void assertOneNodeForEachQuestion(World world) {
        Map<List<Object>, Set<Object>> answers = new HashMap<>();
        for (Made call : world.calls) {
            if (call.operation().effect() == Effect.SIGNABLE && !call.end().isCompletedExceptionally()) {
                answers.computeIfAbsent(List.of(call.operation(), call.argument()), any -> new HashSet<>())
                        .add(call.end().join());
            }
        }
        assertThat(answers.values()).allSatisfy(ofOne -> assertThat(ofOne).hasSize(1));
        assertAskedOnce(world);
    }

    /** No node is asked twice for one call of the host. */
    private static void assertAskedOnce(World world) {
        for (Made call : world.calls) {
            if (call.operation().effect() == Effect.SIGNABLE) {
                for (OpenNode node : world.nodes) {
                    assertThat(node.asked().stream().filter(asked -> asked.argument() == call.argument()))
                            .hasSizeLessThanOrEqualTo(1);
                }
            }
        }
    }

    private static void assertPublishedAsItWas(World world) {
        for (Made call : world.calls) {
            if (call.operation().effect() == Effect.PUBLISH) {
                List<Asked> received = world.nodes.stream()
                        .flatMap(node -> node.asked().stream())
                        .filter(asked -> asked.argument() == call.argument())
                        .toList();
                assertThat(received).hasSizeBetween(1, 2);
                assertThat(received.stream().anyMatch(asked -> !asked.answer().isCompletedExceptionally()))
                        .as("the host hears what became of it")
                        .isEqualTo(!call.end().isCompletedExceptionally());
            }
        }
    }

    private static void assertBlindedAtItsProducer(World world) {
        assertThat(world.nodes.get(0).asked()).noneMatch(asked -> asked.argument() instanceof BlindedBlockPublication);
    }

    /** Entry by entry: a node that came back may be told in other groups than those of the host. */
    private static void assertAllKnowWhatWasAnnounced(World world) {
        Set<Object> announced = world.announced();
        for (OpenNode node : world.nodes) {
            assertThat(World.heard(node)).containsAll(announced);
        }
    }

    private static Stream<Object> entries(Operation<?, ?> operation, Object argument) {
        return argument instanceof List<?> list
                ? list.stream().map(entry -> List.of(operation, entry))
                : Stream.of(List.of(operation, argument));
    }
}
