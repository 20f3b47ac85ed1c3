package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.RawCall;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ReceivedCall;
import io.github.lighthousecompat.testkit.routing.EffectTable.Beside;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import io.github.lighthousecompat.testkit.routing.EffectTable.Row;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;

/** The whole table, cell by cell: v5 is the primary, and v4 whoever may be called, compared or stand in beside it. */
@Timeout(30)
class EffectTableTest {
    private record Mode(String name, BiFunction<Backend, Backend, Router> router) {}

    private static final Mode CANARY =
            new Mode("canary", (v5, v4) -> Router.canary(v4, v5, WeightSource.of(Weight.ALL), Assignment.hash("salt")));
    private static final Mode FALLBACK = new Mode("fallback", Router::primaryWithFallback);
    private static final Mode ONLY = new Mode("only", (v5, v4) -> Router.only(v5));
    private static final Mode SHADOW = new Mode("shadow", Router::shadow);
    private static final Mode PARALLEL = new Mode("parallel", Router::parallel);

    /** One call under one mode, and what was seen of it. */
    private static final class Cell<A, R> implements AutoCloseable {
        private final TwoBackends two = TwoBackends.onCapella();
        private final RoutedLighthouse routed;
        private final Operation<A, R> operation;
        private final A argument;
        private final int before;
        private final Object answer;

        @SuppressWarnings("unchecked") // the operation and its argument are chosen together
        Cell(Row row, Operation<?, ?> called, Mode mode, Failure... failures) {
            routed = two.keep(two.builder()
                    .topology(row.topology())
                    .backends(two.young, two.old)
                    .router(mode.router.apply(two.young, two.old))
                    .build());
            operation = (Operation<A, R>) called;
            argument = (A)
                    (row.facet() == Facet.ENGINE
                            ? argument(row.effect())
                            : BeaconSamples.argument(called, BeaconSamples.SLOT));
            two.untilCompared();
            two.comparisons.clear();
            before = two.v4.calls().size();
            for (Failure failure : failures) {
                two.v5.script().on(operation).fail(failure::of);
            }
            // the fakes have no method that is not typed
            two.v5.script().on(EngineOperations.RAW).answer("{}");
            two.v4.script().on(EngineOperations.RAW).answer("{}");
            BeaconSamples.teach(two.v5, "v5", 5);
            BeaconSamples.teach(two.v4, "v4", 5);
            answer = await(routed.call(operation, argument, CallOptions.DEFAULT));
            two.untilCompared();
        }

        private static Object await(CompletableFuture<?> call) {
            try {
                return Lighthouse.await(call);
            } catch (LighthouseException failure) {
                return failure;
            }
        }

        private Object argument(Effect effect) {
            ForkchoiceState head = two.v5.forkchoice();
            ForkchoiceBuild build = new ForkchoiceBuild(head, two.v5.nextAttributes());
            return switch (effect) {
                case IDEMPOTENT_WRITE -> block();
                case ORDERED_WRITE -> head;
                case BUILD_START -> build;
                case BUILD_FETCH ->
                    Lighthouse.await(routed.engine().forkchoiceUpdated(build.state(), build.attributes()))
                            .payload()
                            .orElseThrow();
                case OPAQUE -> new RawCall("web3_clientVersion", List.of());
                default -> NoArgument.NONE;
            };
        }

        private NewPayloadRequest block() {
            return two.driver(routed).build();
        }

        /** What the other got of this call. */
        Beside beside() {
            List<ReceivedCall> calls = received();
            if (calls.isEmpty()) {
                return Beside.NOTHING;
            }
            assertThat(calls).hasSize(1);
            assertThat(two.comparisons).hasSize(1);
            Operation<?, ?> received = calls.get(0).operation();
            if (operation == EngineOperations.FORKCHOICE_BUILD && received == EngineOperations.FORKCHOICE_UPDATED) {
                return Beside.HEAD;
            }
            assertThat(received).isSameAs(operation);
            if (operation.effect() == Effect.ANNOUNCE) {
                assertThat(two.comparisons.get(0).verdict()).isEqualTo(Verdict.NOT_COMPARED);
                return Beside.TOLD;
            }
            return Beside.COMPARED;
        }

        /** All that came to the other since, but for how it is. */
        List<ReceivedCall> received() {
            return two.v4.calls().stream()
                    .skip(before)
                    .filter(call ->
                            operation.effect() != Effect.SIGNABLE || call.operation() != BeaconOperations.NODE_SYNCING)
                    .toList();
        }

        Object answer() {
            return answer;
        }

        boolean isAnswered() {
            return !(answer() instanceof LighthouseException);
        }

        @Override
        public void close() {
            two.close();
        }
    }

    private static Operation<?, ?> operation(Effect effect) {
        return switch (effect) {
            case READ -> EngineOperations.BLOCK_NUMBER;
            case IDEMPOTENT_WRITE -> EngineOperations.NEW_PAYLOAD;
            case ORDERED_WRITE -> EngineOperations.FORKCHOICE_UPDATED;
            case BUILD_START -> EngineOperations.FORKCHOICE_BUILD;
            case BUILD_FETCH -> EngineOperations.GET_PAYLOAD;
            case OPAQUE -> EngineOperations.RAW;
            default -> throw new IllegalArgumentException("no operation of the engine has the effect " + effect);
        };
    }

    @TestFactory
    Stream<DynamicNode> cells() {
        return EffectTable.ROWS.stream()
                .map(row -> dynamicContainer(row.effect() + " " + row.topology(), cells(row, operation(row.effect()))));
    }

    @TestFactory
    Stream<DynamicNode> cellsOfNodes() {
        return EffectTable.NODE_ROWS.stream()
                .map(row -> dynamicContainer(
                        row.effect() + " of a node, " + row.topology(),
                        BeaconOperations.ALL.stream()
                                .filter(operation -> operation.effect() == row.effect())
                                // a stream is routed as long as it lives: EventRoutingTest
                                .filter(operation -> operation != BeaconOperations.SUBSCRIBE_EVENTS)
                                .map(operation -> dynamicContainer(operation.name(), cells(row, operation)))));
    }

    private static Stream<DynamicNode> cells(Row row, Operation<?, ?> operation) {
        return Stream.of(
                        beside(row, operation, ONLY, row.fed()),
                        beside(row, operation, CANARY, row.fed()),
                        beside(row, operation, FALLBACK, row.fed()),
                        beside(row, operation, SHADOW, row.compared()),
                        beside(row, operation, PARALLEL, row.compared()),
                        standIns(row, operation, ONLY, row.anyway()),
                        standIns(row, operation, CANARY, row.anyway()),
                        standIns(row, operation, FALLBACK, row.standsIn(operation)),
                        standIns(row, operation, SHADOW, row.sibling()),
                        standIns(row, operation, PARALLEL, row.sibling()))
                .flatMap(nodes -> nodes);
    }

    private static Stream<DynamicNode> beside(Row row, Operation<?, ?> operation, Mode mode, Beside expected) {
        return Stream.of(dynamicTest(mode.name + ": the other gets " + expected, () -> {
            try (Cell<?, ?> cell = new Cell<>(row, operation, mode)) {
                assertThat(cell.isAnswered()).as("%s", cell.answer()).isTrue();
                assertThat(cell.beside()).isEqualTo(expected);
            }
        }));
    }

    private static Stream<DynamicNode> standIns(Row row, Operation<?, ?> operation, Mode mode, Set<Failure> expected) {
        return EnumSet.allOf(Failure.class).stream()
                .map(failure -> dynamicTest(
                        mode.name + ", " + failure
                                + (expected.contains(failure) ? ": the other answers" : ": it fails"),
                        () -> {
                            try (Cell<?, ?> cell = new Cell<>(row, operation, mode, failure)) {
                                assertThat(cell.isAnswered())
                                        .as("%s", cell.answer())
                                        .isEqualTo(expected.contains(failure));
                                if (cell.isAnswered() && row.facet() == Facet.BEACON) {
                                    assertThat(cell.received())
                                            .as("the very same thing, once")
                                            .singleElement()
                                            .satisfies(call ->
                                                    assertThat(call.argument()).isSameAs(cell.argument));
                                }
                                if (!cell.isAnswered()) {
                                    assertThat(cell.answer())
                                            .as("its own failure")
                                            .hasSameClassAs(failure.of(CallSite.of("x"), "x"));
                                }
                            }
                        }));
    }

    @Test
    void table_hasARowForEachEffectThatAnOperationHas() {
        for (Topology topology : Topology.values()) {
            assertThat(effects(EffectTable.ROWS, topology))
                    .containsExactlyInAnyOrderElementsOf(effects(EngineOperations.ALL));
            assertThat(effects(EffectTable.NODE_ROWS, topology))
                    .containsExactlyInAnyOrderElementsOf(effects(BeaconOperations.ALL));
        }
    }

    private static List<Effect> effects(List<Row> rows, Topology topology) {
        return rows.stream()
                .filter(row -> row.topology() == topology)
                .map(Row::effect)
                .toList();
    }

    private static List<Effect> effects(List<Operation<?, ?>> operations) {
        return operations.stream().map(Operation::effect).distinct().toList();
    }

    /** A stand-in for a build is asked to build as the primary was; a payload that it built is its own. */
    @Test
    void standIn_thatBuilds_ownsTheHandle() {
        Row row = EffectTable.ROWS.stream()
                .filter(r -> r.effect() == Effect.BUILD_START && r.topology() == Topology.SEPARATE)
                .findFirst()
                .orElseThrow();
        try (Cell<?, ?> cell = new Cell<>(row, EngineOperations.FORKCHOICE_BUILD, FALLBACK, Failure.NOT_SENT)) {
            assertThat(((ForkchoiceUpdated) cell.answer()).payload().map(PayloadHandle::owner))
                    .contains("v4");
        }
    }
}
