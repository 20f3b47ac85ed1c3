package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * What the validators of the host have to do, and what a node must know of them. A routed client tells all nodes, and
 * again one that comes back. Immutable and thread-safe; no method throws or waits.
 */
public final class DutiesApi {
    private final Caller caller;
    private final CallOptions options;

    DutiesApi(Caller caller, CallOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** Who proposes in each slot of an epoch. */
    public CompletableFuture<Duties<ProposerDuty>> proposers(UInt64 epoch) {
        return caller.call(BeaconOperations.PROPOSER_DUTIES, epoch, options);
    }

    /** Where these validators attest in an epoch. */
    public CompletableFuture<Duties<AttesterDuty>> attesters(UInt64 epoch, List<UInt64> validators) {
        return caller.call(BeaconOperations.ATTESTER_DUTIES, new DutiesQuery(epoch, validators), options);
    }

    /** Which of these validators sit in the sync committee of an epoch. */
    public CompletableFuture<Duties<SyncDuty>> syncCommittee(UInt64 epoch, List<UInt64> validators) {
        return caller.call(BeaconOperations.SYNC_DUTIES, new DutiesQuery(epoch, validators), options);
    }

    /** Says who gets the fees of the blocks of validators; a node forgets it after some epochs. */
    public CompletableFuture<Acknowledged> prepareProposers(List<ProposerPreparation> preparations) {
        return caller.call(BeaconOperations.PREPARE_PROPOSERS, List.copyOf(preparations), options);
    }

    /** Registers validators with the block builders of the node. */
    public CompletableFuture<Acknowledged> registerValidators(List<SignedValidatorRegistration> registrations) {
        return caller.call(BeaconOperations.REGISTER_VALIDATORS, List.copyOf(registrations), options);
    }

    /** Says which committees validators attest in. */
    public CompletableFuture<Acknowledged> subscribe(List<CommitteeSubscription> subscriptions) {
        return caller.call(BeaconOperations.SUBSCRIBE_COMMITTEES, List.copyOf(subscriptions), options);
    }

    /** Says which sync committees validators sit in. */
    public CompletableFuture<Acknowledged> subscribeSyncCommittees(List<SyncCommitteeSubscription> subscriptions) {
        return caller.call(BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES, List.copyOf(subscriptions), options);
    }
}
