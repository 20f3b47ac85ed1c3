package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Registration;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.telemetry.RoutingMeters;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a routed client is built, told apart, counted and closed. */
@Timeout(30)
class RoutedLighthouseTest {
    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    @Test
    void build_saysWhatIsMissingOrWrong() {
        Router only = Router.only(two.old);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutedLighthouse.builder().router(only).build())
                .withMessageContaining("at least one backend");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutedLighthouse.builder().backends(two.old).build())
                .withMessageContaining("Router.only(backend)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutedLighthouse.builder()
                        .backends(two.old, two.young)
                        .router(only)
                        .build())
                .withMessageContaining("topology(SHARED) or topology(SEPARATE)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RoutedLighthouse.builder()
                        .backends(two.old)
                        .router(Router.only(two.young))
                        .build())
                .withMessageContaining("v5 (v5)");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.builder()
                        .backends(two.old, Backend.of("v4", two.v5))
                        .router(only)
                        .build())
                .withMessageContaining("one alias");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.builder()
                        .backends(two.old)
                        .router(only)
                        .name("a name")
                        .build())
                .withMessageContaining("name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.builder()
                        .backends(two.old)
                        .router(only)
                        .conflictWait(Duration.ofMillis(-1))
                        .build())
                .withMessageContaining("conflictWait");
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        Backend nested = Backend.of("nested", routed);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> two.builder()
                        .backends(nested)
                        .router(Router.only(nested))
                        .build())
                .withMessageContaining("compose routers");
    }

    @Test
    void backend_aliasIsChecked() {
        assertThatIllegalArgumentException().isThrownBy(() -> Backend.of("a:b", two.v4));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Router.parallel(two.old, Backend.of("v4", two.v5)))
                .withMessageContaining("two aliases");
    }

    @Test
    @Tag("ask-28")
    void fold_findsTheRoutedClient() {
        LighthouseApi api = two.route((old, young) -> Router.only(old));

        assertThat(api.<String>fold(v4 -> "v4", v5 -> "v5", routed -> "routed")).isEqualTo("routed");
        assertThat(api.name()).isEqualTo("default");
        assertThat(api.version()).isEqualTo(LighthouseVersion.V4);
    }

    @Test
    void close_endsRunningCallsAndClosesTheBackends() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).hold();
        CompletableFuture<?> running = routed.engine().blockNumber();

        routed.close();
        routed.close();

        assertThatThrownBy(() -> Lighthouse.await(running)).isInstanceOf(Cancelled.class);
        assertThatThrownBy(() -> Lighthouse.await(routed.engine().blockNumber()))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Rejected.Reason.CLOSED));
        assertThatThrownBy(() -> Lighthouse.await(two.v5.engine().blockNumber()))
                .isInstanceOf(Rejected.class);
    }

    @Test
    void close_leavesBorrowedBackendsOpen() {
        Backend borrowed = Backend.borrowed("v4", two.v4);
        RoutedLighthouse routed = two.keep(
                two.builder().backends(borrowed).router(Router.only(borrowed)).build());

        routed.close();

        assertThat(Lighthouse.await(two.v4.engine().blockNumber()).isZero()).isTrue();
    }

    @Test
    void cancel_reachesTheBackend() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).hold();
        CompletableFuture<?> running = routed.engine().blockNumber();

        running.cancel(true);

        assertThat(running.isCancelled()).isTrue();
        assertThatThrownBy(() -> Lighthouse.await(running)).isInstanceOf(Cancelled.class);
        assertThat(routed.stats().operations().get(0).backends().get("v4").errors())
                .isEqualTo(1);
    }

    @Test
    void meters_countCallsDecisionsAndComparisonsAndLeaveWithTheClient() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RoutedLighthouse routed = two.keep(two.builder()
                .name("chain")
                .backends(two.old, two.young)
                .router(Router.parallel(two.old, two.young))
                .meterRegistry(registry)
                .build());

        two.driver(routed).advance(3);

        assertThat(registry.get("lighthouse.calls")
                        .tags("client", "chain", "operation", "newPayload", "backend", "v5", "lighthouse", "v5")
                        .tags("role", "other", "outcome", "ok")
                        .timer()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("lighthouse.decisions")
                        .tags("operation", "newPayload", "backend", "v4", "reason", "parallel")
                        .counter()
                        .count())
                .isEqualTo(3);
        assertThat(registry.get("lighthouse.comparisons")
                        .tags("operation", "newPayload", "verdict", "match")
                        .counter()
                        .count())
                .isEqualTo(3);
        routed.close();
        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void weight_withoutACanary_isNone() {
        assertThat(two.route((old, young) -> Router.only(old)).weight()).isEqualTo(Weight.NONE);
        assertThat(two.route(Router::parallel).weight()).isEqualTo(Weight.NONE);
    }

    @Test
    void weight_whileTheOtherIsSuspended_isAll() {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.young, two.old)
                .router(Router.canary(two.old, two.young, WeightSource.of(Weight.percent(10)), Assignment.hash("salt")))
                .build());
        ChainDriver driver = two.driver(routed);
        driver.advance(1);
        two.v4
                .script()
                .on(EngineOperations.NEW_PAYLOAD)
                .answerWith(block -> PayloadStatus.invalid(Optional.empty(), "scripted"));

        driver.importBlock(driver.build());
        two.until(() -> routed.states().get("v4") == BackendState.SUSPENDED);

        assertThat(routed.weight()).isEqualTo(Weight.ALL);
        assertThat(routed.primary().alias()).isEqualTo("v5");
    }

    @Test
    void meters_ofTwoClientsInOneRegistry_areToldApartByName() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Backend mine = Backend.borrowed("node", two.v4);
        Backend yours = Backend.borrowed("node", two.v5);
        RoutedLighthouse one = two.keep(two.builder()
                .name("one")
                .backends(mine)
                .router(Router.only(mine))
                .meterRegistry(registry)
                .build());
        RoutedLighthouse other = two.keep(two.builder()
                .name("other")
                .backends(yours)
                .router(Router.only(yours))
                .meterRegistry(registry)
                .build());
        Lighthouse.await(one.engine().blockNumber());
        Lighthouse.await(other.engine().blockNumber());
        Lighthouse.await(other.engine().blockNumber());

        assertThat(registry.get("lighthouse.calls").tag("client", "one").timer().count())
                .isEqualTo(1);
        assertThat(registry.get("lighthouse.calls")
                        .tag("client", "other")
                        .timer()
                        .count())
                .isEqualTo(2);
        one.close();
        assertThat(registry.getMeters())
                .isNotEmpty()
                .allMatch(meter -> "other".equals(meter.getId().getTag("client")));
    }

    @Test
    void listen_hearsUntilItIsClosed() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        List<String> heard = new ArrayList<>();
        RoutingListener listener = new RoutingListener() {
            @Override
            public void onDecision(Operation<?, ?> operation, Backend primary, String reason) {
                heard.add(operation.name());
            }
        };
        Lighthouse.await(routed.engine().blockNumber());
        Registration first = routed.listen(listener);
        Registration second = routed.listen(listener);
        Lighthouse.await(routed.engine().chainId());
        assertThat(heard).containsExactly("chainId", "chainId");

        first.close();
        first.close();
        Lighthouse.await(routed.engine().syncing());
        assertThat(heard).containsExactly("chainId", "chainId", "syncing");

        second.close();
        Lighthouse.await(routed.engine().blockNumber());
        assertThat(heard).hasSize(3);
    }

    @Test
    void meters_ofCallsThatEndAfterTheClient_areNotLeftBehind() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RoutingMeters meters = new RoutingMeters(registry, "chain");
        meters.close();

        meters.onCall(EngineOperations.NEW_PAYLOAD, two.young, RoutingListener.Role.OTHER, "ok", 1);
        meters.onState(two.young, BackendState.READY, BackendState.LAGGING, "it missed newPayload");

        assertThat(registry.getMeters()).isEmpty();
    }

    @Test
    void stats_showEachOperationAndBackend() {
        RoutedLighthouse routed = two.route(Router::parallel);

        two.driver(routed).advance(3);

        var row = routed.stats().operations().stream()
                .filter(r -> r.operation().equals("newPayload"))
                .findFirst()
                .orElseThrow();
        assertThat(row.count(Verdict.MATCH)).isEqualTo(3);
        assertThat(row.backends().get("v4").asPrimary()).isEqualTo(3);
        assertThat(row.backends().get("v5").asPrimary()).isZero();
        assertThat(row.backends().get("v5").calls()).isEqualTo(3);
    }

    @Test
    void listener_thatThrowsHarmsNoCall() {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old)
                .router(Router.only(two.old))
                .listener(new RoutingListener() {
                    @Override
                    public void onDecision(Operation<?, ?> operation, Backend primary, String reason) {
                        throw new IllegalStateException("a listener's own fault");
                    }
                })
                .build());

        two.driver(routed).advance(1);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v4");
    }

    @Test
    void shared_sendsEachWriteOnce() {
        RoutedLighthouse routed = two.keep(RoutedLighthouse.builder()
                .backends(two.old, two.young)
                .router(Router.only(two.old))
                .topology(Topology.SHARED)
                .time(two.time)
                .build());

        two.driver(routed).advance(2);

        assertThat(two.v5.calls()).isEmpty();
    }

    @Test
    void shared_keepsTheOrderWhenThePrimaryChanges() {
        RoutedLighthouse routed = two.keep(RoutedLighthouse.builder()
                .backends(two.old, two.young)
                .router(Router.only(two.old))
                .topology(Topology.SHARED)
                .time(two.time)
                .build());
        var slow = two.v4.script().on(EngineOperations.FORKCHOICE_UPDATED).hold();
        CompletableFuture<?> first = routed.engine().forkchoiceUpdated(two.v4.forkchoice());

        routed.router(Router.only(two.young));
        CompletableFuture<?> second = routed.engine().forkchoiceUpdated(two.v5.forkchoice());

        assertThat(two.v5.calls()).isEmpty();
        slow.release();
        Lighthouse.await(first);
        Lighthouse.await(second);
        assertThat(two.v5.calls()).hasSize(1);
    }

    @Test
    void shared_hasNoStandInForTheSameServer() {
        RoutedLighthouse routed = two.keep(RoutedLighthouse.builder()
                .backends(two.old, two.young)
                .router(Router.primaryWithFallback(two.old, two.young))
                .topology(Topology.SHARED)
                .time(two.time)
                .build());
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).fail(TwoBackends.unreachable());

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().blockNumber()))
                .isInstanceOf(Unreachable.class);
        assertThat(Lighthouse.await(routed.engine().clientVersion())).isNotEmpty();
        assertThat(two.v5.calls()).hasSize(1);
    }

    @Test
    void detach_removesTheMetersOfTheBackendAlone() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.parallel(two.old, two.young))
                .meterRegistry(registry)
                .build());
        two.driver(routed).advance(2);
        assertThat(registry.get("lighthouse.extra.offered")
                        .tags("operation", "newPayload", "backend", "v5")
                        .counter()
                        .count())
                .isEqualTo(2);
        assertThat(registry.get("lighthouse.extra.waiting")
                        .tag("backend", "v5")
                        .gauge()
                        .value())
                .isZero();

        routed.router(Router.only(two.old));
        routed.detach("v5");

        assertThat(registry.getMeters())
                .extracting(meter -> meter.getId().getTag("backend"))
                .contains("v4")
                .doesNotContain("v5");
    }
}
