package io.github.lighthousecompat.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.NodeHealth.Trouble;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Release;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class NodeHealthTest {
    private static NodeSyncing syncing(boolean isSyncing, Optional<Boolean> isOptimistic, long distance) {
        return syncing(isSyncing, isOptimistic, distance, Optional.of(false));
    }

    private static NodeSyncing syncing(
            boolean isSyncing, Optional<Boolean> isOptimistic, long distance, Optional<Boolean> isOffline) {
        return NodeSyncing.builder()
                .headSlot(UInt64.of(100))
                .syncDistance(UInt64.of(distance))
                .isSyncing(isSyncing)
                .isOptimistic(isOptimistic)
                .isExecutionOffline(isOffline)
                .build();
    }

    @Test
    void health_synced_isReady() {
        NodeHealth health = NodeHealth.of(200, syncing(false, Optional.of(false), 1));

        assertThat(health.isReady()).isTrue();
        assertThat(health.worst()).isEmpty();
        assertThat(health).hasToString("ready, 1 slots behind");
    }

    @Test
    void health_ofAReleaseThatSaysLess_isReady() {
        assertThat(NodeHealth.of(200, syncing(false, Optional.empty(), 0, Optional.empty()))
                        .isReady())
                .isTrue();
    }

    @Test
    void health_catchingUp_isSyncing() {
        assertThat(NodeHealth.of(206, syncing(true, Optional.of(false), 40)).troubles())
                .containsExactly(Trouble.SYNCING);
    }

    @Test
    void health_stalled_isToldOfBothWaysToSayIt() {
        NodeHealth upTo521 = NodeHealth.of(206, syncing(false, Optional.of(false), 0));
        NodeHealth from530 = NodeHealth.of(206, syncing(true, Optional.of(false), 0));

        assertThat(upTo521.troubles()).containsExactly(Trouble.STALLED);
        assertThat(from530).isEqualTo(upTo521).hasSameHashCodeAs(upTo521);
    }

    @Test
    @Tag("ask-7")
    void health_withAHeadThatIsNotVerified_isOptimisticAndNotStalled() {
        assertThat(NodeHealth.of(206, syncing(false, Optional.of(true), 0)).troubles())
                .containsExactly(Trouble.OPTIMISTIC);
    }

    @Test
    @Tag("ask-6")
    void health_withoutExecutionLayer_saysSoWhateverTheStatus() {
        NodeSyncing offline = syncing(false, Optional.of(true), 3, Optional.of(true));

        assertThat(NodeHealth.of(503, offline).troubles())
                .containsExactly(Trouble.OPTIMISTIC, Trouble.EXECUTION_OFFLINE);
        assertThat(NodeHealth.of(200, offline)).isEqualTo(NodeHealth.of(503, offline));
        assertThat(NodeHealth.of(503, offline).worst()).contains(Trouble.EXECUTION_OFFLINE);
    }

    @Test
    void health_refusedWithoutAReason_isUnavailable() {
        assertThat(NodeHealth.of(503, syncing(true, Optional.of(false), 9)).troubles())
                .containsExactly(Trouble.SYNCING, Trouble.UNAVAILABLE);
    }

    @Test
    void health_refusedBeforeV430_isOfANodeWithoutPeers() {
        NodeSyncing alone = syncing(false, Optional.of(false), 100, Optional.empty());

        assertThat(NodeHealth.of(Release.of(4, 2, 0), 503, alone).troubles()).containsExactly(Trouble.STALLED);
        assertThat(NodeHealth.of(Release.of(4, 3, 0), 503, alone).troubles()).containsExactly(Trouble.UNAVAILABLE);
        assertThat(NodeHealth.of(Release.of(4, 2, 0), 503, syncing(true, Optional.of(false), 9))
                        .troubles())
                .containsExactly(Trouble.SYNCING, Trouble.UNAVAILABLE);
    }

    @Test
    void health_ofANodeThatDoesNotSayWhyItCatchesUp_allowsForTheBeginningOfASlot() {
        assertThat(NodeHealth.of(206, syncing(true, Optional.of(false), 1)).troubles())
                .containsExactly(Trouble.STALLED);
        assertThat(NodeHealth.of(206, syncing(true, Optional.of(false), 2)).troubles())
                .containsExactly(Trouble.SYNCING);
        NodeSyncing catchingUp = NodeSyncing.builder()
                .from(syncing(true, Optional.of(false), 1))
                .isStalled(false)
                .build();
        assertThat(NodeHealth.of(206, catchingUp).troubles()).containsExactly(Trouble.SYNCING);
    }

    @Test
    void health_isOrderedByTheWorstThenByTheDistance() {
        NodeHealth ready = NodeHealth.of(200, syncing(false, Optional.of(false), 0));
        NodeHealth behind = NodeHealth.of(200, syncing(false, Optional.of(false), 2));
        NodeHealth stalled = NodeHealth.of(206, syncing(false, Optional.of(false), 0));
        NodeHealth optimistic = NodeHealth.of(206, syncing(false, Optional.of(true), 0));
        NodeHealth syncing = NodeHealth.of(206, syncing(true, Optional.of(false), 2));
        NodeHealth both = NodeHealth.of(206, syncing(true, Optional.of(true), 2));
        NodeHealth further = NodeHealth.of(206, syncing(true, Optional.of(true), 3));
        NodeHealth offline = NodeHealth.of(503, syncing(false, Optional.of(false), 0, Optional.of(true)));

        assertThat(List.of(further, offline, stalled, both, ready, syncing, optimistic, behind).stream()
                        .sorted())
                .containsExactly(ready, behind, stalled, optimistic, syncing, both, further, offline);
    }
}
