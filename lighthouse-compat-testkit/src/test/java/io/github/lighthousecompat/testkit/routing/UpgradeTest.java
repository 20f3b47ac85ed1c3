package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.github.lighthousecompat.testkit.routing.TwoBackends.Transition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A backend that could not follow the chain any more, and is upgraded under a host that runs. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UpgradeTest {
    private static final String NEW = "Lighthouse/v5.3.0-d6ba8c3/x86_64-linux";

    private final TwoBackends two = TwoBackends.forkingAfter(2);
    private final FakeLighthouseV5 upgraded = FakeLighthouseV5.builder()
            .chainOf(two.v4)
            .name("four")
            .time(two.time)
            .build();
    private final ReplacedNode node = new ReplacedNode(two.v4);
    private final Backend old = Backend.borrowed("v4", node);

    @AfterEach
    void close() {
        two.close();
        upgraded.close();
    }

    @Test
    void ownExecutionLayer_catchesUpBeforeItAnswers() {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(old, two.young)
                .router(Router.parallel(old, two.young))
                .build());
        ChainDriver driver = two.driver(routed);
        List<NewPayloadRequest> blocks = driver.advance(6);
        assertThat(routed.states()).containsEntry("v4", BackendState.OUTDATED);

        node.becomes(upgraded, NEW);
        two.untilReady(routed, "v4");

        // the listener hears of it last
        Transition ready = new Transition("v4", BackendState.LAGGING, BackendState.READY);
        Eventually.until(() -> two.transitions.contains(ready));
        assertThat(two.transitions).endsWith(new Transition("v4", BackendState.OUTDATED, BackendState.LAGGING), ready);
        assertThat(upgraded.calls(EngineOperations.NEW_PAYLOAD)).containsAll(blocks.subList(2, 6));
        assertThat(upgraded.forkchoice()).isEqualTo(two.v5.forkchoice());
        routed.router(Router.only(old));
        driver.advance(1);
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).last().isEqualTo("v4");
    }

    @Test
    void whereNobodyKnowsMore_isReadyAtOnce() {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(old, two.young)
                .router(Router.parallel(old, two.young))
                .build());
        ChainDriver driver = two.driver(routed);
        driver.advance(4);
        two.v5.script().on(EngineOperations.BLOCK_BY_HASH).fail(TwoBackends.unreachable());
        two.v5.script().on(EngineOperations.FORKCHOICE_UPDATED).times(1).fail(TwoBackends.unreachable());
        assertThatThrownBy(() -> Lighthouse.await(routed.engine().forkchoiceUpdated(driver.forkchoice())))
                .isInstanceOf(Unreachable.class);
        assertThat(routed.states().values()).containsExactly(BackendState.OUTDATED, BackendState.LAGGING);

        node.becomes(upgraded, NEW);

        assertThat(two.transitions).endsWith(new Transition("v4", BackendState.OUTDATED, BackendState.READY));
    }

    @Test
    void sharedExecutionLayer_isReadyAtOnce() {
        Backend young = Backend.borrowed("v5", upgraded);
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(old, young)
                .router(Router.only(young))
                .topology(Topology.SHARED)
                .build());
        ChainDriver driver = two.driver(routed);
        driver.advance(4);
        assertThat(routed.states()).containsEntry("v4", BackendState.OUTDATED);

        node.becomes(upgraded, NEW);

        assertThat(two.transitions).endsWith(new Transition("v4", BackendState.OUTDATED, BackendState.READY));
    }

    @Test
    void announcements_areToldToTheNewNode() {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(old, two.young)
                .router(Router.only(two.young))
                .build());
        two.answerAsNodes();
        BeaconSamples.teach(upgraded, "v4", 1);
        List<ProposerPreparation> preparations = List.of(ProposerPreparation.of(UInt64.ONE, Address.ZERO));
        Lighthouse.await(routed.beacon().duties().prepareProposers(preparations));

        node.becomes(upgraded, NEW);

        assertThat(upgraded.calls(BeaconOperations.PREPARE_PROPOSERS)).containsExactly(preparations);
    }

    @Test
    void meters_bearTheNewDialect() {
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(old)
                .router(Router.only(old))
                .meterRegistry(registry)
                .build());
        Lighthouse.await(routed.engine().blockNumber());

        node.becomes(upgraded, NEW);
        Lighthouse.await(routed.engine().blockNumber());

        assertThat(registry.get("lighthouse.calls").timers())
                .extracting(timer -> timer.getId().getTag("lighthouse") + ' ' + timer.count())
                .containsExactlyInAnyOrder("v4 1", "v5 1");
    }

    @Test
    void resume_ofOneThatCannotFollowTheChain_fails() {
        RoutedLighthouse routed = two.keep(two.builder()
                .backends(old, two.young)
                .router(Router.only(two.young))
                .topology(Topology.SHARED)
                .build());
        two.driver(routed).advance(4);
        assertThat(routed.states()).containsEntry("v4", BackendState.OUTDATED);

        assertThatThrownBy(() -> Lighthouse.await(routed.resume("v4")))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).isEqualTo(Rejected.Reason.BACKEND_DOWN));
        assertThat(routed.resume("v5")).as("who is ready is").isCompleted();
    }
}
