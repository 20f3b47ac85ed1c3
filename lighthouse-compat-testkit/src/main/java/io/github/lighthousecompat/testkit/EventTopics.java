package io.github.lighthousecompat.testkit;

import java.util.List;
import java.util.Map;

/** The topics of events, and which releases know which. */
final class EventTopics {
    private static final ReleaseRange SINCE_V4_6 = ReleaseRange.since("v4.6.0");
    private static final ReleaseRange SINCE_V5_2 = ReleaseRange.since("v5.2.0");

    private static final Map<String, ReleaseRange> TOPICS = Map.ofEntries(
            Map.entry("head", ReleaseRange.ALL),
            Map.entry("block", ReleaseRange.ALL),
            Map.entry("attestation", ReleaseRange.ALL),
            Map.entry("voluntary_exit", ReleaseRange.ALL),
            Map.entry("contribution_and_proof", ReleaseRange.ALL),
            Map.entry("finalized_checkpoint", ReleaseRange.ALL),
            Map.entry("chain_reorg", ReleaseRange.ALL),
            Map.entry("payload_attributes", ReleaseRange.ALL),
            Map.entry("late_head", ReleaseRange.ALL),
            Map.entry("block_reward", ReleaseRange.ALL),
            Map.entry("blob_sidecar", SINCE_V4_6),
            Map.entry("light_client_finality_update", SINCE_V4_6),
            Map.entry("light_client_optimistic_update", SINCE_V4_6),
            Map.entry("attester_slashing", SINCE_V5_2),
            Map.entry("proposer_slashing", SINCE_V5_2),
            Map.entry("bls_to_execution_change", SINCE_V5_2),
            Map.entry("block_gossip", ReleaseRange.since("v5.3.0")));

    private EventTopics() {}

    /** The topics in the query of a request. */
    static List<String> named(BeaconQuery query) {
        return query.all("topics");
    }

    /**
     * Looks whether a release knows the topics that a client asks for.
     *
     * @throws BeaconError if there are none, or the release does not know one of them
     */
    static void check(BeaconCall call) throws BeaconError {
        List<String> topics = named(call.query());
        if (topics.isEmpty()) {
            throw BeaconError.invalidQuery("missing field `topics`");
        }
        for (String topic : topics) {
            ReleaseRange releases = TOPICS.get(topic);
            if (releases == null || !releases.has(call.profile().release())) {
                throw BeaconError.invalidQuery("event topic cannot be parsed from " + topic);
            }
        }
    }
}
