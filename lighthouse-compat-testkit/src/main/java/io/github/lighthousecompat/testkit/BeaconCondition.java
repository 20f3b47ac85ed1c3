package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.UInt64;

/**
 * How a beacon node is. Immutable and thread-safe.
 *
 * @param sync how it gets on with its peers
 * @param distance slots that it lacks
 * @param isOptimistic whether its head was not checked by an execution layer
 * @param isExecutionOffline whether its execution layer does not answer
 */
record BeaconCondition(Sync sync, UInt64 distance, boolean isOptimistic, boolean isExecutionOffline) {
    /** A node that has all and lacks nothing. */
    static final BeaconCondition GOOD = new BeaconCondition(Sync.SYNCED, UInt64.ZERO, false, false);

    /** How a node gets on with its peers. */
    enum Sync {
        /** It has what they have. */
        SYNCED,
        /** It gets from them what it lacks. */
        SYNCING,
        /** It has none. */
        STALLED
    }

    BeaconCondition with(Sync other, UInt64 lacking) {
        return new BeaconCondition(other, lacking, isOptimistic, isExecutionOffline);
    }

    BeaconCondition withOptimistic(boolean optimistic) {
        return new BeaconCondition(sync, distance, optimistic, isExecutionOffline);
    }

    BeaconCondition withExecutionOffline(boolean offline) {
        return new BeaconCondition(sync, distance, isOptimistic, offline);
    }
}
