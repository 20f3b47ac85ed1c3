package io.github.lighthousecompat.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.route.FaultyReads.Fault;
import io.github.lighthousecompat.route.RouterModel.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.Size;

/**
 * The laws of routers call by call: whom a random router asks, who stands in, and what the caller is answered, against a
 * model that knows of nothing but the decision and the two backends' failures.
 */
class RoutedCallsPropertyTest {
    /** What the host does next. */
    enum Kind {
        CHAIN_ID,
        BLOCK_NUMBER,
        BUILD,
        FETCH,
        KILL,
        REVIVE
    }

    /** One step, and how a read of it fails at either of the two. */
    record Step(Kind kind, int unit, Fault ofOld, Fault ofYoung) {}

    /** Nothing falls due. */
    private record NoTime() implements TimeSource {
        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Instant now() {
            return Instant.EPOCH;
        }

        @Override
        public Scheduled schedule(Duration delay, Runnable task) {
            return () -> {};
        }
    }

    private static final FaultyReads FOUR = FaultyReads.of(LighthouseVersion.V4, 4);
    private static final FaultyReads FIVE = FaultyReads.of(LighthouseVersion.V5, 5);
    private static final Backend OLD = Backend.borrowed("v4", FOUR);
    private static final Backend YOUNG = Backend.borrowed("v5", FIVE);
    /** All but the one whose places nobody can foretell. */
    private static final RouterModels MODELS = new RouterModels(
            List.of(OLD, YOUNG),
            List.of(EngineOperations.CHAIN_ID, EngineOperations.BLOCK_NUMBER, EngineOperations.FORKCHOICE_BUILD),
            List.copyOf(EnumSet.complementOf(EnumSet.of(RouterModel.Kind.RANDOM))));

    private static final ForkchoiceBuild BUILD = new ForkchoiceBuild(
            ForkchoiceState.of(Hash32.ZERO, Hash32.ZERO, Hash32.ZERO),
            CapellaAttributes.builder()
                    .timestamp(UInt64.of(12))
                    .prevRandao(Hash32.ZERO)
                    .suggestedFeeRecipient(Address.ZERO)
                    .build());

    /** A client of a router, and all that its listener hears of who is asked. */
    private static final class Host implements RoutingListener, AutoCloseable {
        private final ManualKillSwitch kill = KillSwitch.manual();
        private final Map<String, Integer> turns = new HashMap<>();
        private final List<String> asked = new ArrayList<>();
        private final RouterModel model;
        private final RoutedLighthouse routed;
        private Optional<PayloadHandle> handle = Optional.empty();
        private int steps;

        Host(RouterModel composed) {
            FOUR.faults().clear();
            FIVE.faults().clear();
            model = new RouterModel.Killable(composed, OLD, kill, KillSwitch.manual());
            routed = RoutedLighthouse.builder()
                    .backends(OLD, YOUNG)
                    .topology(Topology.SEPARATE)
                    .router(model.router())
                    .time(new NoTime())
                    .listener(this)
                    .build();
        }

        void take(Step step) {
            asked.clear();
            steps++;
            switch (step.kind()) {
                case CHAIN_ID -> read(EngineOperations.CHAIN_ID, step);
                case BLOCK_NUMBER -> read(EngineOperations.BLOCK_NUMBER, step);
                case BUILD -> build(step);
                case FETCH -> handle.ifPresent(this::fetch);
                case KILL -> kill.on();
                case REVIVE -> kill.off();
            }
        }

        /** Each step is a session of its own. */
        private CallOptions options(Step step) {
            return CallOptions.builder()
                    .unit("unit-" + step.unit())
                    .session("session-" + steps)
                    .build();
        }

        private Decision decide(Operation<?, ?> operation, CallOptions options) {
            String unit = options.unit().orElseThrow();
            int turn = turns.computeIfAbsent(unit, any -> turns.size());
            Decision decision = model.decide(
                    CallContext.of(operation, unit, options.session().orElseThrow(), 0, turn));
            if (kill.isOn()) {
                assertThat(decision.primary()).isSameAs(OLD);
                assertThat(decision.standIn()).isEmpty();
            }
            return decision;
        }

        private void read(Operation<NoArgument, UInt64> operation, Step step) {
            CallOptions options = options(step);
            FOUR.faults().put(options.session().orElseThrow(), step.ofOld());
            FIVE.faults().put(options.session().orElseThrow(), step.ofYoung());
            Decision decision = decide(operation, options);
            List<String> expected = new ArrayList<>(List.of("primary " + decision.primary()));
            Fault fault = fault(step, decision.primary());
            Object answer = answer(decision.primary(), operation, fault);
            if (fault.isOfTheBackend() && decision.standIn().isPresent()) {
                Backend other = decision.standIn().get();
                expected.add("stand-in " + other);
                if (fault(step, other) == Fault.NONE) {
                    answer = answer(other, operation, Fault.NONE);
                }
            }

            CompletableFuture<UInt64> call = routed.call(operation, NoArgument.NONE, options);

            assertThat(call.<Object>handle((value, failure) -> failure == null ? value : failure.getMessage()))
                    .as("%s with %s", decision, step)
                    .isCompletedWithValue(answer);
            assertThat(asked).as("%s with %s", decision, step).isEqualTo(expected);
        }

        private static Fault fault(Step step, Backend backend) {
            return backend == OLD ? step.ofOld() : step.ofYoung();
        }

        /** What this one answers: its number, or its failure, which names it. */
        private static Object answer(Backend backend, Operation<?, ?> operation, Fault fault) {
            return fault == Fault.NONE
                    ? UInt64.of(backend == OLD ? FOUR.number() : FIVE.number())
                    : String.valueOf(fault.of(new CallSite("default", backend.alias()), operation)
                            .getMessage());
        }

        private void build(Step step) {
            CallOptions options = options(step);
            Backend primary = decide(EngineOperations.FORKCHOICE_BUILD, options).primary();

            handle = routed.call(EngineOperations.FORKCHOICE_BUILD, BUILD, options)
                    .join()
                    .payload();

            assertThat(asked).containsExactly("primary " + primary);
            assertThat(handle.map(PayloadHandle::owner)).contains(primary.alias());
        }

        /** Whoever built it, whatever the router says now; and once more. */
        private void fetch(PayloadHandle built) {
            for (int time = 0; time < 2; time++) {
                asked.clear();
                routed.call(EngineOperations.GET_PAYLOAD, PayloadHandle.parse(built.text()), CallOptions.DEFAULT)
                        .handle((value, failure) -> assertThat(failure).isInstanceOf(LighthouseException.Rpc.class))
                        .join();
                assertThat(asked).singleElement().asString().startsWith("primary " + built.owner());
            }
        }

        @Override
        public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
            if (role == Role.PRIMARY) {
                asked.add("primary " + backend);
            } else if (role == Role.STAND_IN) {
                asked.add("stand-in " + backend);
            }
        }

        @Override
        public void close() {
            routed.close();
        }
    }

    @Provide
    Arbitrary<RouterModel> models() {
        return MODELS.composed(2).withoutEdgeCases();
    }

    /** None that changes whom the client takes for alive. */
    @Provide
    Arbitrary<Step> steps() {
        return steps(EnumSet.complementOf(EnumSet.of(Fault.GONE, Fault.SILENT)));
    }

    @Provide
    Arbitrary<Step> anySteps() {
        return steps(EnumSet.allOf(Fault.class));
    }

    private static Arbitrary<Step> steps(Set<Fault> faults) {
        Arbitrary<Fault> some = Arbitraries.oneOf(Arbitraries.just(Fault.NONE), Arbitraries.of(faults));
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 3), some, some)
                .as(Step::new)
                .withoutEdgeCases();
    }

    @Tag("S11")
    @Tag("S15")
    @Tag("S19")
    @Property
    void call_isAnsweredByWhomTheModelSays(
            @ForAll("models") RouterModel model,
            @ForAll @Size(min = 1, max = 12) List<@From("steps") Step> steps,
            @ForAll("anySteps") Step last) {
        try (Host host = new Host(model)) {
            steps.forEach(host::take);
            host.take(last);
        }
    }
}
