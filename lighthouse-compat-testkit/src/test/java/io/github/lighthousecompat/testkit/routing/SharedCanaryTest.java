package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.ChainDriver;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Both versions drive one execution layer: each block has one driver, and nobody is fed beside it. */
@Timeout(30)
class SharedCanaryTest {
    private static final int BLOCKS = 32;

    private final TwoBackends two = TwoBackends.onCapella();
    private final WeightDial dial = WeightDial.at(Weight.percent(50));

    @AfterEach
    void close() {
        two.close();
    }

    /** Two names of one execution layer. */
    private RoutedLighthouse route(Assignment assignment) {
        Backend old = Backend.borrowed("v4", two.v5);
        Backend young = Backend.borrowed("v5", two.v5);
        return two.keep(two.builder()
                .topology(Topology.SHARED)
                .backends(old, young)
                .router(Router.canary(old, young, dial, assignment))
                .build());
    }

    private void assertEachBlockIsDrivenOnce() {
        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD))
                .hasSize(BLOCKS)
                .isEqualTo(two.primaries(EngineOperations.FORKCHOICE_UPDATED))
                .isEqualTo(two.primaries(EngineOperations.FORKCHOICE_BUILD))
                .isEqualTo(two.primaries(EngineOperations.GET_PAYLOAD));
        assertThat(List.of(
                        two.v5.calls(EngineOperations.NEW_PAYLOAD),
                        two.v5.calls(EngineOperations.FORKCHOICE_UPDATED),
                        two.v5.calls(EngineOperations.FORKCHOICE_BUILD),
                        two.v5.calls(EngineOperations.GET_PAYLOAD)))
                .allSatisfy(calls -> assertThat(calls).hasSize(BLOCKS).doesNotHaveDuplicates());
        assertThat(two.comparisons).isEmpty();
    }

    @Tag("S5")
    @Tag("S13")
    @Tag("S72")
    @Test
    void canary_givesEachBlockOneDriver() {
        two.driver(route(Assignment.hash("lighthouse-v5"))).advance(BLOCKS);

        assertThat(two.primaries(EngineOperations.NEW_PAYLOAD)).contains("v4", "v5");
        assertEachBlockIsDrivenOnce();
    }

    @Tag("S13")
    @Tag("S72")
    @Test
    void byInstance_keepsTheWholeProcessOnOneDriver() {
        RoutedLighthouse routed = route(Assignment.byInstance("rollout", "host-7"));
        ChainDriver driver = two.driver(routed);
        driver.advance(BLOCKS);
        Lighthouse.await(routed.engine().blockNumber());

        assertThat(two.decisions.stream().map(TwoBackends.Decision::alias).distinct())
                .hasSize(1);
        assertEachBlockIsDrivenOnce();

        String driverBefore = two.decisions.get(0).alias();
        dial.turn(driverBefore.equals("v4") ? Weight.ALL : Weight.NONE);
        two.decisions.clear();
        driver.advance(1);
        assertThat(two.decisions).extracting(TwoBackends.Decision::alias).doesNotContain(driverBefore);
    }
}
