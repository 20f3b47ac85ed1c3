package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes what is signed and is no block; all of it may be repeated. Immutable and thread-safe; no method throws or
 * waits.
 */
public final class PoolApi {
    private final Caller caller;
    private final CallOptions options;

    PoolApi(Caller caller, CallOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** Publishes attestations. */
    public CompletableFuture<PublishResult> attestations(List<Attestation> attestations) {
        return caller.call(BeaconOperations.PUBLISH_ATTESTATIONS, List.copyOf(attestations), options);
    }

    /** Publishes aggregates of attestations. */
    public CompletableFuture<PublishResult> aggregates(List<SignedAggregateAndProof> aggregates) {
        return caller.call(BeaconOperations.PUBLISH_AGGREGATES, List.copyOf(aggregates), options);
    }

    /** Publishes messages of members of the sync committee. */
    public CompletableFuture<PublishResult> syncMessages(List<SyncCommitteeMessage> messages) {
        return caller.call(BeaconOperations.PUBLISH_SYNC_MESSAGES, List.copyOf(messages), options);
    }

    /** Publishes contributions of parts of the sync committee. */
    public CompletableFuture<PublishResult> contributions(List<SignedContributionAndProof> contributions) {
        return caller.call(BeaconOperations.PUBLISH_CONTRIBUTIONS, List.copyOf(contributions), options);
    }

    /** Publishes that a validator exits, which it can't take back. */
    public CompletableFuture<PublishResult> voluntaryExit(SignedVoluntaryExit exit) {
        return caller.call(BeaconOperations.PUBLISH_VOLUNTARY_EXIT, exit, options);
    }

    /** Publishes where the balances of validators go from now on, which can't be changed again. */
    public CompletableFuture<PublishResult> blsToExecutionChanges(List<SignedBlsToExecutionChange> changes) {
        return caller.call(BeaconOperations.PUBLISH_BLS_CHANGES, List.copyOf(changes), options);
    }
}
