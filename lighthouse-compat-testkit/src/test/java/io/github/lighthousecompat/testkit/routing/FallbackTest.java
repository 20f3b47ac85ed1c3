package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Rpc;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeLighthouse;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who answers where a primary fails, and how both share the time. */
@Timeout(30)
class FallbackTest {
    private final TwoBackends two = TwoBackends.onCapella();
    private final RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));

    @AfterEach
    void close() {
        two.close();
    }

    /** The deadlines that a backend was given with calls of one operation. */
    private static List<Optional<Duration>> deadlines(FakeLighthouse backend, Operation<?, ?> operation) {
        return backend.calls().stream()
                .filter(call -> call.operation() == operation)
                .map(call -> call.options().deadline())
                .toList();
    }

    @Test
    void firstAttempt_withoutADeadline_endsAQuarterOfTheOperationsOwnBeforeIt() {
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).hold();
        CompletableFuture<?> read = routed.engine().blockNumber();
        two.time.advance(Duration.ofMillis(749));
        assertThat(two.v4.calls(EngineOperations.BLOCK_NUMBER)).isEmpty();
        two.time.advance(Duration.ofMillis(1));

        assertThat(read).succeedsWithin(Duration.ofSeconds(10));
        assertThat(deadlines(two.v5, EngineOperations.BLOCK_NUMBER))
                .containsExactly(Optional.of(Duration.ofMillis(750)));
        assertThat(deadlines(two.v4, EngineOperations.BLOCK_NUMBER))
                .containsExactly(Optional.of(Duration.ofMillis(250)));
    }

    @ParameterizedTest
    @ValueSource(longs = {100, 400, 900})
    void reserve_isWhatTheStandInNeeds_fromAQuarterToHalf(long needed) {
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).times(1).delay(Duration.ofMillis(needed));
        routed.router(Router.only(two.old));
        CompletableFuture<?> pace = routed.engine().blockNumber();
        two.time.advance(Duration.ofMillis(needed));
        pace.join();
        routed.router(Router.primaryWithFallback(two.young, two.old));

        routed.engine().blockNumber().join();

        long reserve = 1_000
                - deadlines(two.v5, EngineOperations.BLOCK_NUMBER)
                        .get(0)
                        .orElseThrow()
                        .toMillis();
        assertThat(reserve).isBetween(Math.min(Math.max(needed, 250), 500), Math.min(Math.max(needed + 10, 250), 500));
    }

    @Test
    void standIn_hasNoTimeOfItsOwn_alsoWhereNoneWasKeptForIt() {
        Misbehaving late = new Misbehaving();
        Backend deaf = Backend.of("deaf", late);
        RoutedLighthouse client = two.keep(two.builder()
                .backends(two.old, deaf)
                .router(Router.primaryWithFallback(deaf, two.old))
                .build());
        // both are down: nothing is kept for one that is not there
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).times(2).fail(Failure.NOT_SENT::of);
        two.v4.script().on(EngineOperations.SYNCING).hold();
        client.router(Router.only(two.old));
        for (int call = 0; call < 2; call++) {
            client.engine().blockNumber().handle((number, failure) -> failure).join();
        }
        client.router(Router.primaryWithFallback(deaf, two.old));
        assertThat(client.health(Facet.ENGINE)).containsEntry("v4", Health.DOWN);
        late.then(Misbehaving.Behaviour.FAILS_LATE);
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).hold();
        int before = deadlines(two.v4, EngineOperations.BLOCK_NUMBER).size();

        CompletableFuture<?> read = client.engine().blockNumber().handle((number, failure) -> failure);
        two.time.advance(Duration.ofMillis(600));
        late.letGo();
        Eventually.until(() -> deadlines(two.v4, EngineOperations.BLOCK_NUMBER).size() > before || read.isDone());

        assertThat(deadlines(two.v4, EngineOperations.BLOCK_NUMBER).subList(before, before + 1))
                .containsExactly(Optional.of(Duration.ofMillis(400)));
    }

    @Tag("S19")
    @ParameterizedTest
    @ValueSource(longs = {800, 900})
    void standIn_isAskedOnlyIfItsReserveIsStillThere(long spent) {
        Misbehaving late = new Misbehaving().then(Misbehaving.Behaviour.FAILS_LATE);
        Backend deaf = Backend.of("deaf", late);
        RoutedLighthouse client = two.keep(two.builder()
                .backends(two.old, deaf)
                .router(Router.primaryWithFallback(deaf, two.old))
                .build());
        CompletableFuture<?> read = client.engine().blockNumber().handle((number, failure) -> failure);
        two.time.advance(Duration.ofMillis(spent));
        late.letGo();

        assertThat(read.join() == null).isEqualTo(spent == 800);
        assertThat(deadlines(two.v4, EngineOperations.BLOCK_NUMBER))
                .isEqualTo(spent == 800 ? List.of(Optional.of(Duration.ofMillis(200))) : List.of());
    }

    @Test
    void sharedExecutionLayer_keepsNoTimeForASecondQuestionToTheSameServer() {
        RoutedLighthouse shared = two.keep(two.builder()
                .topology(Topology.SHARED)
                .backends(two.old, two.young)
                .router(Router.primaryWithFallback(two.young, two.old))
                .build());

        shared.engine(CallOptions.DEFAULT.within(Duration.ofSeconds(1)))
                .blockNumber()
                .join();

        assertThat(deadlines(two.v5, EngineOperations.BLOCK_NUMBER))
                .containsExactly(Optional.of(Duration.ofSeconds(1)));
    }

    @Test
    void block_ofAPrimaryThatHangs_isAnsweredByWhomItWasFedToo() {
        NewPayloadRequest block = two.driver(routed).build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).hold();
        CompletableFuture<PayloadStatus> call = routed.engine().newPayload(block);

        two.time.advance(Duration.ofSeconds(6));

        assertThat(Lighthouse.await(call).isValid()).isTrue();
        assertThat(two.v4.calls(EngineOperations.NEW_PAYLOAD)).hasSize(1);
    }

    @Tag("S19")
    @ParameterizedTest
    @ValueSource(ints = {-38002, -38005, -32603})
    void errorOfTheServer_isItsAnswer(int code) {
        two.v5
                .script()
                .on(EngineOperations.FORKCHOICE_UPDATED)
                .fail((site, operation) -> new Rpc(site, operation, code, "so it says"));

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().forkchoiceUpdated(two.v5.forkchoice())))
                .isInstanceOfSatisfying(Rpc.class, rpc -> assertThat(rpc.code()).isEqualTo(code));
    }

    @Tag("S19")
    @Test
    void invalid_isAnAnswer() {
        RoutedLighthouse trusting = two.keep(two.builder()
                .backends(two.young, two.old)
                .router(Router.primaryWithFallback(two.young, two.old))
                .build());
        NewPayloadRequest block = two.driver(trusting).build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).answer(PayloadStatus.invalid(Optional.empty(), "no"));

        assertThat(Lighthouse.await(trusting.engine().newPayload(block)).isInvalid())
                .isTrue();
    }

    @Tag("S19")
    @Test
    void build_thatMayHaveBegun_isNotBegunTwice() {
        two.v5.script().on(EngineOperations.FORKCHOICE_BUILD).hold();
        CompletableFuture<ForkchoiceUpdated> build =
                routed.engine().forkchoiceUpdated(two.v5.forkchoice(), two.v5.nextAttributes());

        two.time.advance(Duration.ofSeconds(8));

        assertThatThrownBy(() -> Lighthouse.await(build)).isInstanceOf(LighthouseException.Timeout.class);
        assertThat(two.v4.calls(EngineOperations.FORKCHOICE_BUILD)).isEmpty();
    }
}
