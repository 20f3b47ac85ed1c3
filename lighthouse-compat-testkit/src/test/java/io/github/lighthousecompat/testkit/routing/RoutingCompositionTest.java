package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.ManualKillSwitch;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ChainDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Overrides, kill switches and changes of the router, as the backends see them. */
@Timeout(30)
class RoutingCompositionTest {
    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    private static PayloadHandle build(RoutedLighthouse routed, TwoBackends two) {
        return Lighthouse.await(routed.engine().forkchoiceUpdated(two.v4.forkchoice(), two.v4.nextAttributes()))
                .payload()
                .orElseThrow();
    }

    @Tag("S18")
    @Tag("S72")
    @Test
    void overriding_sendsItsOperationElsewhereAndNoOther() {
        RoutedLighthouse routed = two.route(
                (old, young) -> Router.only(old).overriding(EngineOperations.BLOCK_NUMBER, Router.only(young)));

        Lighthouse.await(routed.engine().blockNumber());
        Lighthouse.await(routed.engine().chainId());
        two.driver(routed).advance(1);

        assertThat(two.v5.calls(EngineOperations.BLOCK_NUMBER)).hasSize(1);
        assertThat(two.v4.calls(EngineOperations.BLOCK_NUMBER)).isEmpty();
        assertThat(two.v4.calls(EngineOperations.CHAIN_ID)).hasSize(1);
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v4");
    }

    @Tag("S11")
    @Test
    void getPayload_followsItsHandleWhateverAnOverrideOrAKillSwitchSays() {
        ManualKillSwitch kill = KillSwitch.manual();
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young).killable(old, kill));
        PayloadHandle ofYoung = build(routed, two);

        kill.on();
        PayloadHandle ofOld = build(routed, two);
        Lighthouse.await(routed.engine().getPayload(ofYoung));
        Router toYoung = Router.only(two.young);
        routed.router(Router.only(two.old)
                .overriding(EngineOperations.FORKCHOICE_BUILD, toYoung)
                .overriding(EngineOperations.GET_PAYLOAD, toYoung));
        Lighthouse.await(routed.engine().getPayload(ofOld));

        assertThat(ofYoung.owner()).isEqualTo("v5");
        assertThat(ofOld.owner()).isEqualTo("v4");
        assertThat(two.primaries(EngineOperations.GET_PAYLOAD)).containsExactly("v5", "v4");
    }

    @Tag("S18")
    @Test
    void kill_beatsOverrideAndWeight() {
        ManualKillSwitch kill = KillSwitch.manual();
        RoutedLighthouse routed =
                two.route((old, young) -> Router.canary(old, young, WeightSource.of(Weight.ALL), Assignment.random())
                        .overriding(EngineOperations.NEW_PAYLOAD, Router.only(young))
                        .killable(old, kill));
        ChainDriver driver = two.driver(routed);
        driver.advance(2);
        assertThat(routed.weight()).isEqualTo(Weight.ALL);

        kill.on();
        driver.advance(2);
        assertThat(routed.weight()).isEqualTo(Weight.NONE);
        assertThat(routed.primary()).isSameAs(two.old);
        kill.off();
        driver.advance(1);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v5", "v5", "v4", "v4", "v5");
        assertThat(two.primaries(EngineOperations.FORKCHOICE_BUILD)).containsExactly("v5", "v5", "v4", "v4", "v5");
    }

    @Test
    void kill_byFileNeedsNothingButTheFile(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("kill");
        RoutedLighthouse routed = two.route(
                (old, young) -> Router.only(young).killable(old, KillSwitch.manual(), KillSwitch.file(file, two.time)));
        ChainDriver driver = two.driver(routed);
        driver.advance(1);

        Files.writeString(file, "lighthouse_v5_percentage = 0\n");
        two.time.advance(Duration.ofSeconds(1));
        driver.advance(1);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v5", "v4");
    }

    private void fail(RoutedLighthouse routed) {
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).times(2).fail(TwoBackends.unreachable());
        two.v4.script().on(EngineOperations.SYNCING).fail(TwoBackends.unreachable());
        for (int call = 0; call < 2; call++) {
            routed.engine().blockNumber().handle((number, failure) -> number).join();
        }
        assertThat(routed.health(Facet.ENGINE)).containsEntry("v4", Health.DOWN);
    }

    private void onlyTheOldOneAnswers(RoutedLighthouse routed) {
        two.driver(routed).advance(1);
        Lighthouse.await(routed.engine().blockNumber());
        assertThat(two.decisions).extracting(TwoBackends.Decision::alias).containsOnly("v4");
    }

    @Test
    void kill_holdsWhileTheOldOneIsDown() {
        ManualKillSwitch kill = KillSwitch.manual();
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young).killable(old, kill));
        kill.on();
        fail(routed);

        onlyTheOldOneAnswers(routed);
    }

    @Test
    void weightOfZero_holdsWhileTheOldOneIsDown() {
        WeightDial dial = WeightDial.at(Weight.NONE);
        RoutedLighthouse routed = two.route((old, young) -> Router.canary(old, young, dial, Assignment.random()));
        fail(routed);

        onlyTheOldOneAnswers(routed);
        dial.turn(Weight.basisPoints(1));
        fail(routed);
        Lighthouse.await(routed.engine().blockNumber());
        assertThat(two.decisions.get(two.decisions.size() - 1).alias())
                .as("with any weight the other may answer")
                .isEqualTo("v5");
    }

    @Test
    void kill_holdsWhileTheOldOneLags() {
        ManualKillSwitch kill = KillSwitch.manual();
        RoutedLighthouse routed = two.route((old, young) -> Router.only(young).killable(old, kill));
        kill.on();
        ChainDriver driver = two.driver(routed);
        two.v4.script().on(EngineOperations.BLOCK_BY_HASH).fail(TwoBackends.unreachable());
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).times(1).fail(TwoBackends.unreachable());
        NewPayloadRequest block = driver.build();
        routed.engine().newPayload(block).handle((status, failure) -> status).join();
        assertThat(routed.states()).containsEntry("v4", BackendState.LAGGING);

        Lighthouse.await(routed.engine().blockNumber());
        Lighthouse.await(routed.engine().newPayload(block));

        assertThat(two.decisions).extracting(TwoBackends.Decision::alias).containsOnly("v4");
    }

    @Test
    void kill_givesWayOnlyWhereTheOldOneIsSuspended() {
        ManualKillSwitch kill = KillSwitch.manual();
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.young, two.old)
                .router(Router.only(two.young).killable(two.old, kill))
                .build());
        ChainDriver driver = two.driver(routed);
        kill.on();
        two.v4.script().on(EngineOperations.NEW_PAYLOAD).answer(PayloadStatus.invalid(Optional.empty(), "injected"));
        NewPayloadRequest block = driver.build();
        routed.engine().newPayload(block).handle((status, failure) -> status).join();
        assertThat(routed.states()).containsEntry("v4", BackendState.SUSPENDED);

        Lighthouse.await(routed.engine().newPayload(block));

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v4", "v5");
    }

    @Test
    void kill_neverGoesToAVersionThatCannotFollowTheChain() {
        try (TwoBackends forking = TwoBackends.forkingAfter(1)) {
            ManualKillSwitch kill = KillSwitch.manual();
            RoutedLighthouse routed =
                    forking.route((old, young) -> Router.only(young).killable(old, kill));
            ChainDriver driver = forking.driver(routed);
            driver.advance(2);
            assertThat(routed.states()).containsEntry("v4", BackendState.OUTDATED);

            kill.on();
            driver.advance(1);
            Lighthouse.await(routed.engine().blockNumber());

            assertThat(forking.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v5", "v5", "v5");
            assertThat(forking.primaries(EngineOperations.BLOCK_NUMBER)).containsExactly("v5");
            assertThat(routed.version()).isEqualTo(LighthouseVersion.V5);
        }
    }

    @Tag("S13")
    @Test
    void build_refusesAnOverrideThatTheTopologyCannotGive() {
        Router router = Router.only(two.old)
                .overriding(EngineOperations.FORKCHOICE_UPDATED, Router.parallel(two.old, two.young));
        RoutedLighthouse.Builder builder = RoutedLighthouse.builder()
                .topology(Topology.SHARED)
                .time(two.time)
                .backends(two.old, two.young)
                .router(router);

        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("forkchoiceUpdated")
                .withMessageContaining("topology(SEPARATE)");
        RoutedLighthouse routed = two.keep(builder.router(Router.only(two.old)).build());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> routed.router(router))
                .withMessageContaining("forkchoiceUpdated");
        assertThat(routed.revision()).isZero();
    }

    @Tag("S16")
    @Test
    void router_namesNobodyWhoIsNotThere() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        Lighthouse.await(routed.engine().blockNumber());
        Router before = routed.router();
        try (TwoBackends others = TwoBackends.onCapella()) {
            assertThatIllegalStateException()
                    .isThrownBy(() -> routed.router(
                            Router.canary(two.old, others.young, WeightSource.of(Weight.NONE), Assignment.random())))
                    .withMessageContaining("not attached");
        }
        assertThat(routed.router()).isSameAs(before);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Router.canary(two.old, two.old, WeightSource.of(Weight.NONE), Assignment.random()));
        routed.detach("v5");
        assertThatIllegalStateException().isThrownBy(() -> routed.router(Router.only(two.young)));
        assertThatIllegalStateException().isThrownBy(() -> routed.detach("v4"));
    }

    @Tag("S9")
    @Test
    void router_thatIsLateUndoesNoRollback() {
        RoutedLighthouse routed = two.route((old, young) -> share(Weight.percent(10)));
        long seen = routed.revision();

        assertThat(routed.router(share(Weight.NONE), seen)).isTrue();
        assertThat(routed.router(share(Weight.percent(25)), seen)).isFalse();

        assertThat(routed.weight()).isEqualTo(Weight.NONE);
        assertThat(routed.revision()).isEqualTo(seen + 1);
        assertThat(routed.router(share(Weight.percent(1)), routed.revision())).isTrue();
    }

    private Router share(Weight weight) {
        return Router.canary(two.old, two.young, WeightSource.of(weight), Assignment.hash("s"));
    }

    @Tag("S9")
    @Test
    void router_isChangedByOneOfAllWhoKnowOfARevision() throws InterruptedException, ExecutionException {
        RoutedLighthouse routed = two.route((old, young) -> share(Weight.NONE));
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 50; round++) {
                long seen = routed.revision();
                List<Future<Boolean>> changes = new ArrayList<>();
                for (int thread = 1; thread <= 4; thread++) {
                    Weight weight = Weight.percent(thread);
                    changes.add(threads.submit(() -> routed.router(share(weight), seen)));
                }
                int won = 0;
                Weight winner = Weight.NONE;
                for (int thread = 1; thread <= 4; thread++) {
                    if (changes.get(thread - 1).get()) {
                        won++;
                        winner = Weight.percent(thread);
                    }
                }
                assertThat(won).isEqualTo(1);
                assertThat(routed.revision()).isEqualTo(seen + 1);
                assertThat(routed.weight()).isEqualTo(winner);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Tag("S17")
    @Test
    void router_canBeChangedFromAnyThreadWhileBlocksAreMade() throws InterruptedException, ExecutionException {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger changes = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Future<?>> changing = new ArrayList<>();
            for (int thread = 0; thread < 2; thread++) {
                changing.add(threads.submit(() -> {
                    while (!over.get() || changes.get() < 10) {
                        routed.router(Router.parallel(two.young, two.old));
                        routed.router(Router.only(two.old));
                        changes.addAndGet(2);
                    }
                }));
            }
            two.driver(routed).advance(20);
            over.set(true);
            for (Future<?> one : changing) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(routed.revision()).isEqualTo(changes.get());
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).hasSize(20);
        assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
    }

    @Tag("S68")
    @Test
    void composite_isOneDecisionThoughTheWeightChangesWithEveryLook() {
        AtomicInteger looks = new AtomicInteger();
        WeightSource restless = () -> looks.getAndIncrement() % 3 == 0 ? Weight.ALL : Weight.NONE;
        RoutedLighthouse routed = two.route((old, young) -> Router.canary(old, young, restless, Assignment.hash("s")));

        two.driver(routed).advance(12);

        assertThat(two.primaries(EngineOperations.FORKCHOICE_BUILD))
                .isEqualTo(two.primaries(EngineOperations.GET_PAYLOAD));
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD))
                .isEqualTo(two.primaries(EngineOperations.FORKCHOICE_UPDATED))
                .contains("v4", "v5");
    }

    @Test
    void decision_thatGoesOnIsThatOfTheSameOperation() {
        AtomicBoolean lost = new AtomicBoolean();
        WeightSource store = () -> {
            if (lost.get()) {
                throw new IllegalStateException("the store is out of reach");
            }
            return Weight.NONE;
        };
        RoutedLighthouse routed = two.route((old, young) -> Router.canary(old, young, store, Assignment.random())
                .overriding(EngineOperations.BLOCK_NUMBER, Router.only(young)));
        ChainDriver driver = two.driver(routed);
        driver.advance(1);

        lost.set(true);
        Lighthouse.await(routed.engine().blockNumber());
        driver.advance(1);

        assertThat(two.primaries(EngineOperations.BLOCK_NUMBER)).containsExactly("v5");
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v4", "v4");
    }

    @Tag("S8")
    @Tag("S72")
    @Test
    void roundRobin_takesBlocksInTurnWhateverIsReadBetween() {
        RoutedLighthouse routed = two.route((old, young) ->
                Router.canary(old, young, WeightSource.of(Weight.percent(50)), Assignment.roundRobin()));
        ChainDriver driver = two.driver(routed);

        for (int block = 0; block < 20; block++) {
            driver.advance(1);
            Lighthouse.await(routed.engine().blockNumber());
        }

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD))
                .isEqualTo(IntStream.range(0, 20)
                        .mapToObj(turn -> turn * 6_181 % 10_000 < 5_000 ? "v5" : "v4")
                        .toList())
                .isEqualTo(two.primaries(EngineOperations.FORKCHOICE_BUILD));
    }

    @Tag("S72")
    @Test
    void byInstance_keepsTheWholeProcessOnOneVersion() {
        WeightDial dial = WeightDial.at(Weight.percent(50));
        RoutedLighthouse routed =
                two.route((old, young) -> Router.canary(old, young, dial, Assignment.byInstance("rollout", "host-7")));
        ChainDriver driver = two.driver(routed);

        driver.advance(8);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD).stream().distinct())
                .hasSize(1);
    }
}
