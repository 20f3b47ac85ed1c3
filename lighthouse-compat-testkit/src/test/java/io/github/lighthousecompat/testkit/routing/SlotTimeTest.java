package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.ManualTime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Private chains have slots of their own length. */
class SlotTimeTest {
    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12})
    void nodes_areAskedHowTheyAreOnceInASlotOfTheirChain(int seconds) {
        Duration slot = Duration.ofSeconds(seconds);
        ManualTime time = ManualTime.create();
        OpenNode node = new OpenNode("v5", 5, slot);
        Backend young = Backend.of("v5", node);
        Backend old = Backend.of("v4", new OpenNode("v4", 4, slot));
        try (RoutedLighthouse routed = RoutedLighthouse.builder()
                .topology(Topology.SEPARATE)
                .backends(old, young)
                .router(Router.primaryWithFallback(young, old))
                .time(time)
                .build()) {
            assertThat(routed.slotTime()).isEqualTo(slot);
            for (int round = 1; round <= 3; round++) {
                routed.beacon().production().attestationData(UInt64.of(round), UInt64.ONE);
                assertThat(node.readings()).isEqualTo(round);
                time.advance(slot.minusMillis(1));
                routed.beacon().production().attestationData(UInt64.of(round), UInt64.of(2));
                assertThat(node.readings()).isEqualTo(round);
                time.advance(Duration.ofMillis(1));
            }
        }
    }

    @Test
    void limits_ofWhatIsDoneForASlotGoWithItsLength() {
        assertThat(limit(BeaconOperations.PRODUCE_BLOCK, 2)).isEqualTo(Duration.ofSeconds(1));
        assertThat(limit(BeaconOperations.ATTESTATION_DATA, 2)).isEqualTo(Duration.ofMillis(500));
        assertThat(limit(BeaconOperations.ATTESTER_DUTIES, 2)).isEqualTo(Duration.ofMillis(500));
        assertThat(limit(BeaconOperations.PREPARE_PROPOSERS, 24)).isEqualTo(Duration.ofSeconds(6));
        assertThat(limit(BeaconOperations.BLOCK, 2)).isEqualTo(BeaconOperations.BLOCK.limit());
        assertThat(BeaconOperations.ALL)
                .allSatisfy(operation -> assertThat(limit(operation, 12)).isEqualTo(operation.limit()));
    }

    private static Duration limit(Operation<?, ?> operation, int seconds) {
        return BeaconOperations.limit(operation, Duration.ofSeconds(seconds));
    }
}
