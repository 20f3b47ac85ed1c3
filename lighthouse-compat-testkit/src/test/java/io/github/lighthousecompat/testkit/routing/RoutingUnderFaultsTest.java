package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.Eventually;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout.ThreadMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of hosts and backends, and what must hold in spite of them. */
@org.junit.jupiter.api.Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class RoutingUnderFaultsTest {
    private static final PayloadStatus INVALID = PayloadStatus.invalid(Optional.empty(), "injected");

    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    private RoutedLighthouse shared(Router router) {
        return two.keep(RoutedLighthouse.builder()
                .backends(two.old, two.young)
                .router(router)
                .topology(Topology.SHARED)
                .time(two.time)
                .build());
    }

    @Tag("S14")
    @Test
    void shared_writesThatWait_keepTheirOrder() {
        RoutedLighthouse routed = shared(Router.only(two.old));
        ForkchoiceState state = two.v4.forkchoice();
        var slow = two.v4.script().on(EngineOperations.FORKCHOICE_UPDATED).hold();
        CompletableFuture<?> first = routed.engine().forkchoiceUpdated(state);
        routed.router(Router.only(two.young));
        CompletableFuture<?> second = routed.engine().forkchoiceUpdated(two.v5.forkchoice());

        CompletableFuture<?> third = routed.engine().forkchoiceUpdated(two.v5.forkchoice());
        assertThat(two.v5.calls())
                .as("the third waits for the second, as that waits")
                .isEmpty();
        second.cancel(true);
        CompletableFuture<?> fourth = routed.engine().forkchoiceUpdated(two.v5.forkchoice());
        assertThat(two.v5.calls()).as("a cancelled one lets nobody overtake").isEmpty();
        slow.release();

        Lighthouse.await(first);
        Lighthouse.await(third);
        Lighthouse.await(fourth);
        assertThat(two.v5.calls()).hasSize(2);
    }

    @Test
    void suspended_neverAnswers_evenIfTheOtherLags() {
        WeightDial dial = WeightDial.at(Weight.ALL);
        RoutedLighthouse routed = two.route((old, young) -> Router.canary(old, young, dial, Assignment.hash("salt")));
        ChainDriver driver = two.driver(routed);
        NewPayloadRequest block = driver.build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).answer(INVALID);
        assertThatThrownBy(() -> driver.importBlock(block)).isInstanceOf(LighthouseException.Disagreement.class);

        two.v4.script().on(EngineOperations.BLOCK_BY_HASH).fail(TwoBackends.unreachable());
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).times(1).fail(TwoBackends.unreachable());
        assertThatThrownBy(() -> driver.importBlock(block)).isInstanceOf(LighthouseException.Unreachable.class);
        assertThat(routed.states())
                .containsEntry("v4", BackendState.LAGGING)
                .containsEntry("v5", BackendState.SUSPENDED);

        assertThat(Lighthouse.await(routed.engine().newPayload(block)).isInvalid())
                .isFalse();
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v5", "v4", "v4");
    }

    @Test
    void suspended_alone_isRejected() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        ChainDriver driver = two.driver(routed);
        NewPayloadRequest block = driver.build();
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).answer(INVALID);
        assertThatThrownBy(() -> driver.importBlock(block)).isInstanceOf(LighthouseException.Disagreement.class);

        routed.detach("v4");

        assertThatThrownBy(() -> driver.importBlock(block))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Rejected.Reason.BACKEND_DOWN));
    }

    @Test
    void listener_thatThrowsAnError_harmsNoCall() {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.parallel(two.old, two.young))
                .listener(new RoutingListener() {
                    @Override
                    public void onCall(
                            Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
                        throw new AssertionError("a listener's own fault");
                    }
                })
                .build());

        assertThat(two.driver(routed).advance(1)).hasSize(1);
    }

    @Test
    void router_thatThrows_leavesTheLastDecisionInForce() {
        AtomicBoolean broken = new AtomicBoolean();
        RoutedLighthouse routed = two.route((old, young) -> Router.canary(
                old,
                young,
                () -> {
                    if (broken.get()) {
                        throw new IllegalStateException("the flag service is away");
                    }
                    return Weight.ALL;
                },
                Assignment.random()));
        ChainDriver driver = two.driver(routed);
        driver.advance(1);

        broken.set(true);
        driver.advance(2);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v5", "v5", "v5");
    }

    @Test
    void close_withAHostThatBlocks_endsInTime() throws InterruptedException {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).hold();
        CountDownLatch blocked = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<?> host = routed.engine().blockNumber().handle((number, failure) -> {
            blocked.countDown();
            try {
                return gate.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });

        routed.close();

        assertThat(blocked.await(10, TimeUnit.SECONDS)).isTrue();
        gate.countDown();
        host.join();
    }

    @Test
    void close_saysThatTheClientWasClosed() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).hold();
        NewPayloadRequest block = two.driver(routed).build();
        CompletableFuture<?> running = routed.engine().newPayload(block);

        routed.close();

        assertThatThrownBy(() -> Lighthouse.await(running))
                .isInstanceOf(Cancelled.class)
                .hasMessageContaining("the client was closed");
        assertThat(two.transitions).as("nobody is told that a backend lags").isEmpty();
    }

    @Test
    void deadline_holdsForBothAttemptsTogether() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        two.v5.script().on(EngineOperations.BLOCK_NUMBER).hold();
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).hold();
        CompletableFuture<?> call = routed.engine(
                        CallOptions.builder().deadline(Duration.ofSeconds(1)).build())
                .blockNumber();

        two.time.advance(Duration.ofMillis(749));
        assertThat(two.v4.calls(EngineOperations.BLOCK_NUMBER)).isEmpty();
        two.time.advance(Duration.ofMillis(1));
        // the stand-in is asked on another thread; its own deadline is pending then, beside the probe of the first
        Eventually.until(() -> !two.v4.calls(EngineOperations.BLOCK_NUMBER).isEmpty() && two.time.pending() >= 2);
        two.time.advance(Duration.ofMillis(250));

        assertThatThrownBy(() -> Lighthouse.await(call)).isInstanceOf(Timeout.class);
    }

    @Test
    void argument_thatThePrimaryRefuses_isNotToldToOthers() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young));
        PayloadAttributes capella = two.v5.nextAttributes();
        DenebAttributes wrong = DenebAttributes.builder()
                .timestamp(capella.timestamp())
                .prevRandao(capella.prevRandao())
                .suggestedFeeRecipient(capella.suggestedFeeRecipient())
                .parentBeaconBlockRoot(Hash32.ZERO)
                .build();

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().forkchoiceUpdated(two.v5.forkchoice(), wrong)))
                .isInstanceOf(LighthouseException.Refused.class);

        assertThat(two.v4.calls()).isEmpty();
    }

    @Test
    void read_afterAWrite_isNotAnsweredByOneThatIsBehind() {
        WeightDial dial = WeightDial.at(Weight.NONE);
        RoutedLighthouse routed = two.route((old, young) -> Router.canary(old, young, dial, Assignment.random()));
        ChainDriver driver = two.driver(routed);
        two.v5.script().on(EngineOperations.FORKCHOICE_UPDATED).hold();
        driver.advance(1);

        dial.turn(Weight.ALL);

        assertThat(Lighthouse.await(routed.engine().blockNumber()).toLong()).isEqualTo(1);
        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER)).containsExactly("v4");
    }

    @Test
    void attach_beforeTheFirstForkchoice_bringsTheChainThatIsThere() {
        ChainDriver.over(two.v4.engine(), two.forks).advance(5);
        RoutedLighthouse routed = two.keep(
                two.builder().backends(two.old).router(Router.only(two.old)).build());

        routed.attach(two.young).join();

        assertThat(two.v5.forkchoice().headBlockHash())
                .isEqualTo(two.v4.forkchoice().headBlockHash());
        assertThat(two.caughtUp).containsExactly(5);
    }

    @Test
    void catchUp_thatFindsAContradiction_suspends() {
        RoutedLighthouse routed = two.keep(
                two.builder().backends(two.old).router(Router.only(two.old)).build());
        two.driver(routed).advance(3);
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).answer(INVALID);

        assertThatThrownBy(routed.attach(two.young)::join).hasCauseInstanceOf(Rejected.class);

        assertThat(routed.states()).containsEntry("v5", BackendState.SUSPENDED);
        assertThat(two.count(EngineOperations.NEW_PAYLOAD, Verdict.CONFLICT)).isEqualTo(1);
    }

    @Test
    void memberThatFallsBehindWhileItIsAnnounced_isBroughtBack() {
        AtomicBoolean once = new AtomicBoolean();
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old)
                .router(Router.only(two.old))
                .listener(new RoutingListener() {
                    @Override
                    public void onCaughtUp(Backend backend, int blocks, Duration took) {
                        if (once.compareAndSet(false, true)) {
                            two.v5.wipe();
                            Lighthouse.await(two.v4.engine().syncing());
                            two.lateDriver().advance(1);
                        }
                    }
                })
                .build());
        ChainDriver driver = two.driver(routed);
        driver.advance(2);
        two.lateDriver(driver);

        routed.attach(two.young).join();
        two.untilReady(routed, "v5");

        assertThat(two.v5.forkchoice().headBlockHash())
                .isEqualTo(two.v4.forkchoice().headBlockHash());
    }

    /** A router whose flag service can't even be loaded once it is broken. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void router_thatIsBroken_leavesTheLastDecisionInForce(boolean decidesNothing) {
        AtomicBoolean broken = new AtomicBoolean();
        RoutedLighthouse routed = two.route((old, young) -> new Router() {
            @Override
            @SuppressWarnings("NullAway") // no router may
            public Route route(CallContext context) {
                if (broken.get() && decidesNothing) {
                    return null;
                }
                return Route.to(backends().iterator().next(), "flag");
            }

            @Override
            public Set<Backend> backends() {
                if (broken.get()) {
                    throw new NoClassDefFoundError("flags/Client");
                }
                return Set.of(young);
            }
        });
        ChainDriver driver = two.driver(routed);
        driver.advance(1);

        broken.set(true);
        driver.advance(2);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v5", "v5", "v5");
    }
}
