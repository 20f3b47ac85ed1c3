package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.ManualKillSwitch;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What each router does over two backends with execution layers of their own. */
@Timeout(30)
class RoutingModesTest {
    private final TwoBackends two = TwoBackends.onCapella();

    @AfterEach
    void close() {
        two.close();
    }

    @Test
    void only_feedsTheOther() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));

        two.driver(routed).advance(3);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsOnly("v4");
        assertThat(two.v5.forkchoice().headBlockHash())
                .isEqualTo(two.v4.forkchoice().headBlockHash());
        assertThat(two.v5.calls(EngineOperations.FORKCHOICE_BUILD)).isEmpty();
        assertThat(two.count(EngineOperations.NEW_PAYLOAD, Verdict.MATCH)).isEqualTo(3);
    }

    @Tag("S12")
    @Tag("ask-22")
    @Test
    void canary_feedsEveryBlockToBoth_soThatNeitherFallsBehind() {
        RoutedLighthouse routed = two.route((old, young) ->
                Router.canary(old, young, WeightSource.of(Weight.percent(10)), Assignment.hash("salt")));

        two.driver(routed).advance(30);

        assertThat(two.v5.calls(EngineOperations.NEW_PAYLOAD)).isEqualTo(two.v4.calls(EngineOperations.NEW_PAYLOAD));
        assertThat(two.v5.forkchoice()).isEqualTo(two.v4.forkchoice());
        assertThat(two.comparisons).noneMatch(comparison -> comparison.verdict() == Verdict.LAG);
    }

    @Test
    void only_canTurnToTheOtherAtOnce() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        ChainDriver driver = two.driver(routed);
        driver.advance(2);

        routed.router(Router.only(two.young));
        driver.advance(2);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v4", "v4", "v5", "v5");
        assertThat(two.comparisons).extracting(c -> c.verdict()).containsOnly(Verdict.MATCH);
    }

    @Test
    void parallel_comparesEveryCallAndBothBuild() {
        RoutedLighthouse routed = two.route(Router::parallel);

        two.driver(routed).advance(4);

        assertThat(two.count(EngineOperations.NEW_PAYLOAD, Verdict.MATCH)).isEqualTo(4);
        assertThat(two.count(EngineOperations.FORKCHOICE_UPDATED, Verdict.MATCH))
                .isEqualTo(4);
        assertThat(two.count(EngineOperations.FORKCHOICE_BUILD, Verdict.IGNORED))
                .isEqualTo(4);
        assertThat(two.count(EngineOperations.GET_PAYLOAD, Verdict.IGNORED)).isEqualTo(4);
        assertThat(two.v5.calls(EngineOperations.GET_PAYLOAD))
                .extracting(PayloadHandle::owner)
                .containsOnly("v5");
        assertThat(routed.stats().count(Verdict.MATCH)).isGreaterThanOrEqualTo(8);
    }

    @Test
    void shadow_neverWaitsForTheOther() {
        RoutedLighthouse routed = two.route(Router::shadow);
        two.v5.script().on(EngineOperations.NEW_PAYLOAD).hold();

        two.driver(routed).advance(2);

        assertThat(two.v4.forkchoice().headBlockHash())
                .isNotEqualTo(two.v4.forkchoice().finalizedBlockHash());
        assertThat(two.count(EngineOperations.NEW_PAYLOAD, Verdict.MATCH)).isZero();
    }

    @Tag("S5")
    @Tag("S72")
    @Test
    void canary_splitsNoBlock() {
        WeightDial dial = WeightDial.at(Weight.percent(50));
        RoutedLighthouse routed =
                two.route((old, young) -> Router.canary(old, young, dial, Assignment.hash("lighthouse-v5")));

        two.driver(routed).advance(32);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD))
                .isEqualTo(two.primaries(EngineOperations.FORKCHOICE_UPDATED))
                .isEqualTo(two.primaries(EngineOperations.FORKCHOICE_BUILD))
                .isEqualTo(two.primaries(EngineOperations.GET_PAYLOAD))
                .contains("v4", "v5");
    }

    @Tag("S1")
    @Tag("S2")
    @Tag("S6")
    @Tag("S72")
    @Test
    void canary_ofNoneAndAllIsExact() {
        WeightDial dial = WeightDial.at(Weight.NONE);
        RoutedLighthouse routed = two.route((old, young) -> Router.canary(old, young, dial, Assignment.random()));
        ChainDriver driver = two.driver(routed);

        driver.advance(16);
        dial.turn(Weight.ALL);
        driver.advance(16);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD).subList(0, 16)).containsOnly("v4");
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD).subList(16, 32)).containsOnly("v5");
    }

    @Test
    void fallback_answersWithWhatTheOtherWasFed() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        ChainDriver driver = two.driver(routed);
        driver.advance(1);
        var block = driver.build();

        two.v5.kill();
        driver.importBlock(block);

        assertThat(two.v4.forkchoice().headBlockHash())
                .isEqualTo(block.payload().blockHash());
        assertThat(two.v4.calls(EngineOperations.NEW_PAYLOAD)).hasSize(2);
        assertThat(routed.states()).containsEntry("v5", BackendState.LAGGING);
    }

    @Test
    void fallback_asksADeadPrimaryOnce() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        ChainDriver driver = two.driver(routed);
        two.v5.kill();

        Lighthouse.await(routed.engine().forkchoiceUpdated(two.v4.forkchoice()));
        driver.advance(3);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).containsExactly("v4", "v4", "v4");
    }

    @Test
    void fallback_readsFromTheOther() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        two.v5.kill();

        assertThat(Lighthouse.await(routed.engine().blockNumber()).isZero()).isTrue();
    }

    @Test
    @Tag("ask-23")
    void fallback_neverFetchesAPayloadElsewhere() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        ForkchoiceState head = two.v5.forkchoice();
        PayloadHandle handle = Lighthouse.await(routed.engine().forkchoiceUpdated(head, two.v5.nextAttributes()))
                .payload()
                .orElseThrow();
        two.v5.kill();

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().getPayload(handle)))
                .isInstanceOf(Unreachable.class)
                .hasMessageContaining("backend v5");
        assertThat(two.v4.calls(EngineOperations.GET_PAYLOAD)).isEmpty();
    }

    @Tag("S19")
    @Test
    void fallback_isNotForAnswersOrErrors() {
        RoutedLighthouse routed = two.route((old, young) -> Router.primaryWithFallback(young, old));
        two.v5
                .script()
                .on(EngineOperations.BLOCK_NUMBER)
                .fail((site, operation) -> new LighthouseException.Rpc(site, operation, -32603, "broken"));

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().blockNumber()))
                .isInstanceOf(LighthouseException.Rpc.class);
        assertThat(two.v4.calls(EngineOperations.BLOCK_NUMBER)).isEmpty();
    }

    @Test
    void handle_followsItsOwnerThroughAChangeOfTheRouter() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        PayloadHandle handle = Lighthouse.await(
                        routed.engine().forkchoiceUpdated(two.v4.forkchoice(), two.v4.nextAttributes()))
                .payload()
                .orElseThrow();

        routed.router(Router.only(two.young));
        Lighthouse.await(routed.engine().getPayload(PayloadHandle.parse(handle.text())));

        assertThat(two.primaries(EngineOperations.GET_PAYLOAD)).containsExactly("v4");
        assertThat(routed.revision()).isEqualTo(1);
        assertThat(handle.revision()).isZero();
    }

    @Test
    void handle_ofAStrangerIsRefusedAndCounted() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(Router.only(two.old))
                .meterRegistry(registry)
                .build());
        PayloadHandle handle = PayloadHandle.parse("v6:capella:0x1:0");
        assertThat(misses(registry)).isZero();

        assertThatThrownBy(() -> Lighthouse.await(routed.engine().getPayload(handle)))
                .isInstanceOfSatisfying(
                        LighthouseException.Refused.class,
                        refused -> assertThat(refused.fault())
                                .isEqualTo(LighthouseException.Refused.Fault.FOREIGN_HANDLE));
        assertThat(misses(registry)).isEqualTo(1);
    }

    @Tag("S11")
    @Tag("ask-22")
    @Test
    void handles_areNeverMissedWhateverHappensToTheRouterMeanwhile() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        ManualKillSwitch kill = KillSwitch.manual();
        WeightDial dial = WeightDial.at(Weight.ALL);
        Router canary =
                Router.canary(two.old, two.young, dial, Assignment.hash("salt")).killable(two.old, kill);
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(two.old, two.young)
                .router(canary)
                .meterRegistry(registry)
                .build());
        ChainDriver driver = two.driver(routed);
        driver.advance(2);
        List<Runnable> changes = List.of(
                () -> dial.turn(Weight.percent(50)),
                () -> dial.turn(Weight.NONE),
                kill::on,
                () -> routed.router(Router.only(two.old)),
                () -> routed.router(Router.primaryWithFallback(two.young, two.old)),
                () -> routed.router(Router.parallel(two.old, two.young)));
        for (Runnable change : changes) {
            kill.off();
            dial.turn(Weight.ALL);
            routed.router(canary);
            PayloadHandle handle = Lighthouse.await(
                            routed.engine().forkchoiceUpdated(driver.forkchoice(), driver.attributes()))
                    .payload()
                    .orElseThrow();
            assertThat(handle.owner()).isEqualTo("v5");

            change.run();
            // as after a restart of the host, which keeps the text
            PayloadHandle again = PayloadHandle.parse(handle.text());

            assertThat(Lighthouse.await(routed.engine().getPayload(again))
                            .payload()
                            .parentHash())
                    .isEqualTo(driver.forkchoice().headBlockHash());
        }
        assertThat(two.primaries(EngineOperations.GET_PAYLOAD).subList(2, 8)).containsOnly("v5");
        assertThat(misses(registry)).isZero();
    }

    /** The next process has other settings, and of the one before nothing but the text of the handle. */
    @Tag("S11")
    @Test
    void handle_isFetchedWhereItWasBuilt_byTheClientOfTheNextProcess() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        Backend old = Backend.borrowed("v4", two.v4);
        Backend young = Backend.borrowed("v5", two.v5);
        ManualKillSwitch kill = KillSwitch.manual();
        String text;
        Hash32 head;
        try (RoutedLighthouse before =
                two.builder().backends(old, young).router(Router.only(young)).build()) {
            ChainDriver driver = two.driver(before);
            driver.advance(2);
            head = driver.forkchoice().headBlockHash();
            text = Lighthouse.await(before.engine().forkchoiceUpdated(driver.forkchoice(), driver.attributes()))
                    .payload()
                    .orElseThrow()
                    .text();
        }
        kill.on();

        RoutedLighthouse after = two.keep(two.builder()
                .backends(old, young)
                .router(Router.only(old).killable(old, kill))
                .meterRegistry(registry)
                .build());
        two.decisions.clear();

        assertThat(Lighthouse.await(after.engine().getPayload(PayloadHandle.parse(text)))
                        .payload()
                        .parentHash())
                .isEqualTo(head);
        assertThat(two.primaries(EngineOperations.GET_PAYLOAD)).containsExactly("v5");
        assertThat(misses(registry)).isZero();
    }

    @Tag("S5")
    @Tag("S72")
    @Test
    void sticky_keepsASessionOnOneBackend() {
        WeightDial dial = WeightDial.at(Weight.percent(50));
        RoutedLighthouse routed =
                two.route((old, young) -> Router.canary(old, young, dial, Assignment.sticky("lighthouse-v5")));
        Set<String> asked = new HashSet<>();
        for (int session = 0; session < 64; session++) {
            two.decisions.clear();
            var engine = routed.engine(
                    CallOptions.builder().session("session_" + session).build());
            for (int call = 0; call < 4; call++) {
                Lighthouse.await(engine.blockNumber());
            }
            assertThat(new HashSet<>(two.primaries(EngineOperations.BLOCK_NUMBER)))
                    .hasSize(1);
            asked.addAll(two.primaries(EngineOperations.BLOCK_NUMBER));
        }
        assertThat(asked).containsExactlyInAnyOrder("v4", "v5");
    }

    @Test
    void deadline_reachesTheBackend() {
        RoutedLighthouse routed = two.route((old, young) -> Router.only(old));
        two.v4.script().on(EngineOperations.BLOCK_NUMBER).hold();
        var call = routed.engine(
                        CallOptions.builder().deadline(Duration.ofMillis(300)).build())
                .blockNumber();

        two.time.advance(Duration.ofMillis(299));
        assertThat(call).isNotDone();
        two.time.advance(Duration.ofMillis(1));

        assertThatThrownBy(() -> Lighthouse.await(call)).isInstanceOf(LighthouseException.Timeout.class);
    }

    private static double misses(SimpleMeterRegistry registry) {
        return registry.find("lighthouse.affinity.misses").counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }
}
