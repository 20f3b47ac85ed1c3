package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import examples.EngineActor;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.FakeLighthouseV4;
import io.github.lighthousecompat.testkit.FakeLighthouseV5;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The example of a host, where what answers its reads goes away. */
@Timeout(60)
class EngineActorTest {
    private static final ForkSchedule FORKS = ForkSchedule.of(UInt64.of(1_700_000_000), ForkSchedule.NEVER);

    private final FakeLighthouseV4 four = FakeLighthouseV4.of(FORKS);
    private final FakeLighthouseV5 five = FakeLighthouseV5.of(FORKS);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    @Test
    void actor_readsItsBlocksBackThroughV5_whenV4IsGone() throws Exception {
        try (RoutedLighthouse lighthouse = EngineActor.migrating(
                        Topology.SEPARATE,
                        Backend.of("v4", four),
                        Backend.of("v5", five),
                        WeightSource.of(Weight.ALL),
                        KillSwitch.manual(),
                        meters);
                EngineActor actor = new EngineActor(lighthouse, five.forkchoice(), Duration.ZERO)) {
            assertThat(produce(actor).number()).isEqualTo(UInt64.of(1));
            assertThat(reads("v4", "primary")).isEqualTo(1);

            // it dies when the next block has been imported, and is asked for it
            four.script()
                    .on(EngineOperations.BLOCK_BY_HASH)
                    .times(1)
                    .fail((site, operation) -> new LighthouseException.Unreachable(
                            site, operation, "http://four:8551", false, new ConnectException("scripted")));
            assertThat(produce(actor).number()).isEqualTo(UInt64.of(2));
            assertThat(reads("v5", "stand_in")).isEqualTo(1);
            assertThat(decisions("v4", "primary")).isEqualTo(2);

            four.kill();
            assertThat(produce(actor).number()).isEqualTo(UInt64.of(3));
            assertThat(decisions("v5", "instead")).as("it is known to be dead").isEqualTo(1);
            assertThat(reads("v5", "primary")).isEqualTo(1);
            assertThat(meters.find("lighthouse.affinity.misses").counters())
                    .allSatisfy(misses -> assertThat(misses.count()).isZero());
        }
    }

    private ExecutionBlock produce(EngineActor actor) throws Exception {
        return actor.produce(five.nextAttributes()).get(20, TimeUnit.SECONDS);
    }

    /** How often a block was read back from so and so, in this role, with an answer. */
    private long reads(String backend, String role) {
        return meters
                .find("lighthouse.calls")
                .tags("backend", backend, "role", role, "outcome", "ok")
                .tags("operation", EngineOperations.BLOCK_BY_HASH.name())
                .timers()
                .stream()
                .mapToLong(Timer::count)
                .sum();
    }

    private double decisions(String backend, String reason) {
        return meters.get("lighthouse.decisions")
                .tags("backend", backend, "reason", reason, "operation", EngineOperations.BLOCK_BY_HASH.name())
                .counter()
                .count();
    }
}
