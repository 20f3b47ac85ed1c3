package io.github.lighthousecompat.testkit.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightDial;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import org.junit.jupiter.api.Test;

class MigrationTest {
    private static final ForkSchedule CAPELLA = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);

    @Test
    void begin_whenTheDialIsTurned_buildsOnV5() {
        FakeLighthouseV4 v4 = FakeLighthouseV4.of(CAPELLA);
        FakeLighthouseV5 v5 = FakeLighthouseV5.of(CAPELLA);
        WeightDial share = WeightDial.at(Weight.NONE);
        try (RoutedLighthouse routed = Migration.begin(v4, v5, share)) {
            ChainDriver chain = ChainDriver.over(routed.engine(), CAPELLA);
            chain.advance(3);
            assertThat(v4.calls(EngineOperations.GET_PAYLOAD)).hasSize(3);

            share.turn(Weight.ALL);
            chain.advance(3);

            assertThat(v5.calls(EngineOperations.GET_PAYLOAD)).hasSize(3);
            assertThat(v4.forkchoice()).isEqualTo(v5.forkchoice());
        }
    }
}
