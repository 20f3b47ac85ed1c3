package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Disagreement;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.RouteTrace;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.BuildResult;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import io.github.lighthousecompat.testkit.routing.RecordedObservations.Recorded;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each call of the host is one observation, which begins and ends once, however the call ends. */
@Timeout(30)
class ObservationTest {
    private static final PayloadStatus INVALID = PayloadStatus.invalid(Optional.empty(), "injected");
    private static final String NONE = "none";

    private final TwoBackends two = TwoBackends.onCapella();
    private final RecordedObservations observations = new RecordedObservations();

    @AfterEach
    void close() {
        two.close();
    }

    private RoutedLighthouse observed(BiFunction<Backend, Backend, Router> router) {
        return observed(router, observations.registry);
    }

    private RoutedLighthouse observed(BiFunction<Backend, Backend, Router> router, ObservationRegistry registry) {
        return two.keep(two.builder()
                .backends(two.old, two.young)
                .router(router.apply(two.old, two.young))
                .observationRegistry(registry)
                .build());
    }

    @Test
    void answer_isAnObservationWithAllKeys() {
        RoutedLighthouse routed = observed((old, young) -> Router.only(young));

        Lighthouse.await(routed.engine().blockNumber());

        Recorded call = observations.only();
        assertThat(call.news()).containsExactly("start", "stop");
        assertThat(call.context().getName()).isEqualTo("lighthouse.call");
        assertThat(call.context().getContextualName()).isEqualTo("blockNumber");
        assertThat(call.keys())
                .containsOnly(
                        entry("client", "default"),
                        entry("operation", "blockNumber"),
                        entry("backend", "v5"),
                        entry("lighthouse", "v5"),
                        entry("reason", "only"),
                        entry("outcome", "ok"));
    }

    @Test
    void parent_isTheObservationOfTheCallersThread() {
        RoutedLighthouse routed = observed((old, young) -> Router.only(old));
        Observation request = Observation.start("request", observations.registry);
        Observation.Scope scope = request.openScope();
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).hold();

        CompletableFuture<UInt64> call = routed.engine().blockNumber();

        assertThat(observations.registry.getCurrentObservation()).isSameAs(request);
        scope.close();
        assertThat(observations.all()).hasSize(2);
        Recorded made = observations.all().get(1);
        assertThat(made.context().getParentObservation()).isSameAs(request);
        assertThat(made.news()).as("nobody is answered yet").containsExactly("start");
        call.cancel(true);
    }

    @Test
    void scope_isOpenWhileTheCallIsSent() {
        List<Optional<String>> seen = new CopyOnWriteArrayList<>();
        RoutedLighthouse routed = observed((old, young) -> Router.only(old));
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).change(number -> {
            seen.add(Optional.ofNullable(observations.registry.getCurrentObservation())
                    .map(current -> current.getContext().getName()));
            return number;
        });

        Lighthouse.await(routed.engine().blockNumber());

        assertThat(seen).containsExactly(Optional.of("lighthouse.call"));
        assertThat(observations.registry.getCurrentObservationScope()).isNull();
    }

    @Test
    void stop_comesBeforeTheCallerIsTold() {
        RoutedLighthouse routed = observed((old, young) -> Router.only(old));
        var held = two.v4.script().on(EngineOperations.BLOCK_NUMBER).hold();

        CompletableFuture<Long> told = routed.engine()
                .blockNumber()
                .thenApply(number -> observations.only().stops());
        held.release();

        assertThat(Lighthouse.await(told)).isOne();
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void failure_isTheErrorOfItsObservation(Failure failure) {
        RoutedLighthouse routed = observed((old, young) -> Router.only(young));
        two.v5.script().on(EngineOperations.CHAIN_ID).fail(failure::of);

        LighthouseException given = failureOf(routed.engine().chainId());

        Recorded call = observations.only();
        assertThat(call.news()).containsExactly("start", "error", "stop");
        assertThat(call.error()).containsSame(given);
        assertThat(call.key("outcome")).isEqualToIgnoringCase(given.getClass().getSimpleName());
        assertThat(call.key("backend")).isEqualTo("v5");
    }

    @Test
    void cancel_endsTheObservation() {
        RoutedLighthouse routed = observed((old, young) -> Router.only(young));
        var held = two.v5.script().on(EngineOperations.BLOCK_NUMBER).hold();
        CompletableFuture<UInt64> call = routed.engine().blockNumber();

        assertThat(call.cancel(true)).isTrue();
        held.release();

        assertThat(call).isCancelled();
        assertThat(observations.only().news()).containsExactly("start", "error", "stop");
        assertThat(observations.only().key("outcome")).isEqualTo("cancelled");
    }

    @Test
    void close_endsTheObservationsOfCallsUnderWay() {
        RoutedLighthouse routed = observed(Router::parallel);
        ChainDriver driver = two.driver(routed);
        NewPayloadRequest block = driver.build();
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).hold();
        CompletableFuture<PayloadStatus> call = routed.engine().newPayload(block);

        routed.close();

        assertThat(failureOf(call)).isInstanceOf(Cancelled.class);
        assertThat(last().news()).containsExactly("start", "error", "stop");
        assertThat(last().key("outcome")).isEqualTo("cancelled");
    }

    @Test
    void rejected_isAnObservationWithoutABackend() {
        RoutedLighthouse routed = observed((old, young) -> Router.only(young));
        routed.close();

        failureOf(routed.engine().blockNumber());
        failureOf(routed.engine().getPayload(PayloadHandle.of("v5", UInt64.ONE, Fork.CAPELLA, 1)));

        assertThat(observations.all()).hasSize(2).allSatisfy(call -> {
            assertThat(call.news()).containsExactly("start", "error", "stop");
            assertThat(call.keys())
                    .containsEntry("backend", NONE)
                    .containsEntry("lighthouse", NONE)
                    .containsEntry("reason", NONE)
                    .containsEntry("outcome", "rejected");
        });
    }

    @Test
    void foreignHandle_isAnObservationWithoutABackend() {
        RoutedLighthouse routed = observed((old, young) -> Router.only(young));

        failureOf(routed.engine().getPayload(PayloadHandle.of("v6", UInt64.ONE, Fork.CAPELLA, 1)));

        assertThat(observations.only().news()).containsExactly("start", "error", "stop");
        assertThat(observations.only().keys()).containsEntry("backend", NONE).containsEntry("outcome", "refused");
    }

    @Test
    void standIn_isAnEventAndTheBackend() {
        RoutedLighthouse routed = observed((old, young) -> Router.primaryWithFallback(young, old));
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).fail(Failure.LOST::of);

        Lighthouse.await(routed.engine().blockNumber());

        assertThat(observations.only().news()).containsExactly("start", "stand_in", "stop");
        assertThat(observations.only().keys())
                .containsEntry("backend", "v4")
                .containsEntry("lighthouse", "v4")
                .containsEntry("reason", "primary")
                .containsEntry("outcome", "ok");
    }

    @Test
    void standIn_thatFailsToo_isNone() {
        RoutedLighthouse routed = observed((old, young) -> Router.primaryWithFallback(young, old));
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).fail(Failure.LOST::of);
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).fail(Failure.RPC::of);

        failureOf(routed.engine().blockNumber());

        assertThat(observations.only().news()).containsExactly("start", "error", "stop");
        assertThat(observations.only().keys()).containsEntry("backend", "v5").containsEntry("outcome", "unreachable");
    }

    @Test
    void composite_isOneObservation() {
        RoutedLighthouse routed = observed((old, young) -> Router.primaryWithFallback(young, old));
        ChainDriver driver = two.driver(routed).buildTime(Duration.ZERO);

        driver.importBlock(driver.build());

        assertThat(observations.all())
                .allSatisfy(call -> assertThat(call.news()).containsExactly("start", "stop"))
                .extracting(call -> call.key("operation") + ' ' + call.key("backend") + ' ' + call.key("reason"))
                .containsExactly("blockByNumber v5 primary", "buildPayload v5 primary", "importPayload v5 primary");
    }

    @Test
    void composite_inWhichSomebodyStandsIn_showsIt() {
        RoutedLighthouse routed = observed((old, young) -> Router.primaryWithFallback(young, old));
        ChainDriver driver = two.driver(routed).buildTime(Duration.ZERO);
        NewPayloadRequest block = driver.build();
        two.v5.script().on(EngineOperations.FORKCHOICE_UPDATED).fail(Failure.LOST::of);

        driver.importBlock(block);

        assertThat(last().news()).containsExactly("start", "stand_in", "stop");
        assertThat(last().keys()).containsEntry("operation", "importPayload").containsEntry("backend", "v4");
    }

    @Test
    void composite_thatIsCancelledBetweenItsSteps_endsOnce() {
        RoutedLighthouse routed = observed(Router::parallel);
        ChainDriver driver = two.driver(routed);
        CompletableFuture<BuildResult> call =
                routed.engine().buildPayload(driver.forkchoice(), driver.attributes(), Duration.ofSeconds(2));
        assertThat(last().news()).containsExactly("start");

        call.cancel(true);
        two.time.advance(Duration.ofSeconds(3));

        assertThat(last().news()).containsExactly("start", "error", "stop");
        assertThat(last().key("outcome")).isEqualTo("cancelled");
    }

    @Test
    void composite_thatIsRefused_endsOnce() {
        RoutedLighthouse routed = observed(Router::parallel);
        ChainDriver driver = two.driver(routed);

        failureOf(routed.engine(CallOptions.DEFAULT.within(Duration.ofSeconds(1)))
                .buildPayload(driver.forkchoice(), driver.attributes(), Duration.ofSeconds(2)));

        assertThat(last().news()).containsExactly("start", "error", "stop");
        assertThat(last().keys()).containsEntry("backend", NONE).containsEntry("outcome", "refused");
    }

    @Test
    void disagreement_isTheErrorOfOneObservation() {
        RoutedLighthouse routed = observed((old, young) -> Router.parallel(young, old));
        NewPayloadRequest block = two.driver(routed).build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).times(1).answer(INVALID);

        LighthouseException given = failureOf(routed.engine().newPayload(block));

        assertThat(given).isInstanceOf(Disagreement.class);
        assertThat(last().news()).containsExactly("start", "error", "stop");
        assertThat(last().error()).containsSame(given);
        assertThat(last().key("outcome")).isEqualTo("disagreement");
    }

    @Test
    void trace_isToldBesideTheObservation() {
        List<RouteTrace> traces = new CopyOnWriteArrayList<>();
        RoutedLighthouse routed = observed((old, young) -> Router.only(young));

        Lighthouse.await(routed.engine(CallOptions.DEFAULT.traced(traces::add)).blockNumber());

        assertThat(traces).singleElement().extracting(RouteTrace::primary).isEqualTo("v5");
        assertThat(observations.only().stops()).isOne();
    }

    @ParameterizedTest
    @EnumSource
    void handler_thatThrows_harmsNoCallAndLeavesNoScope(When when) {
        observations.registry.observationConfig().observationHandler(new Throwing(when));
        RoutedLighthouse routed = observed((old, young) -> Router.primaryWithFallback(young, old));
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).fail(Failure.LOST::of);
        two.v5.script().on(EngineOperations.CHAIN_ID).fail(Failure.RPC::of);

        assertThat(Lighthouse.await(routed.engine().blockNumber())).isEqualTo(UInt64.ZERO);
        assertThat(failureOf(routed.engine().chainId())).isInstanceOf(LighthouseException.Rpc.class);

        assertThat(observations.registry.getCurrentObservationScope()).isNull();
        assertThat(observations.all())
                .hasSize(2)
                .allSatisfy(call -> assertThat(call.news()).startsWith("start"));
    }

    /** An answer that is there passes through as it is where nobody observes. */
    @Test
    void noop_isAsIfNothingWereGiven() {
        Answering backend = new Answering(CompletableFuture.completedFuture(UInt64.ONE));

        assertThat(backend.callBy(ObservationRegistry.NOOP)).isSameAs(backend.answer());
        assertThat(backend.callBy(observations.registry)).isNotSameAs(backend.answer());
    }

    private Recorded last() {
        List<Recorded> all = observations.all();
        return all.get(all.size() - 1);
    }

    private static LighthouseException failureOf(CompletableFuture<?> call) {
        assertThatThrownBy(() -> Lighthouse.await(call)).isInstanceOf(LighthouseException.class);
        return (LighthouseException) call.handle((value, failure) -> failure).join();
    }

    /** A backend that has answered already. */
    private record Answering(CompletableFuture<UInt64> answer) implements Caller {
        CompletableFuture<UInt64> callBy(ObservationRegistry registry) {
            Backend backend = Backend.borrowed("answering", this);
            try (RoutedLighthouse routed = RoutedLighthouse.builder()
                    .backends(backend)
                    .router(Router.only(backend))
                    .observationRegistry(registry)
                    .build()) {
                return routed.engine().blockNumber();
            }
        }

        @Override
        public String name() {
            return "answering";
        }

        @Override
        public LighthouseVersion version() {
            return LighthouseVersion.V5;
        }

        @Override
        public TimeSource.Scheduled after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("it has nothing to wait for");
        }

        @Override
        @SuppressWarnings("unchecked") // it is only asked for a number
        public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
            return (CompletableFuture<R>) answer;
        }
    }

    /** What a handler throws at. */
    enum When {
        START,
        SCOPE,
        SCOPE_END,
        EVENT,
        ERROR,
        STOP
    }

    private record Throwing(When when) implements ObservationHandler<Observation.Context> {
        @Override
        public boolean supportsContext(Observation.Context context) {
            return true;
        }

        private void at(When now) {
            if (now == when) {
                throw new IllegalStateException("a handler's own fault");
            }
        }

        @Override
        public void onStart(Observation.Context context) {
            at(When.START);
        }

        @Override
        public void onScopeOpened(Observation.Context context) {
            at(When.SCOPE);
        }

        @Override
        public void onScopeClosed(Observation.Context context) {
            at(When.SCOPE_END);
        }

        @Override
        public void onEvent(Observation.Event event, Observation.Context context) {
            at(When.EVENT);
        }

        @Override
        public void onError(Observation.Context context) {
            at(When.ERROR);
        }

        @Override
        public void onStop(Observation.Context context) {
            at(When.STOP);
        }
    }
}
