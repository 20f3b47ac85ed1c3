package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What validators sign, and the blocks that come of it. A routed client asks one node for what is signed and never a
 * second one once anything was handed out. Immutable and thread-safe; no method throws or waits.
 */
public final class ProductionApi {
    private final Caller caller;
    private final CallOptions options;

    ProductionApi(Caller caller, CallOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** Produces a block to sign. */
    public CompletableFuture<ProducedBlock> block(ProductionRequest request) {
        return caller.call(BeaconOperations.PRODUCE_BLOCK, request, options);
    }

    /** Publishes a signed block; may be repeated. */
    public CompletableFuture<PublishResult> publish(BlockPublication block) {
        return caller.call(BeaconOperations.PUBLISH_BLOCK, block, options);
    }

    /** Has a signed blinded block filled in and published by the node that produced it. */
    public CompletableFuture<PublishResult> publish(BlindedBlockPublication block) {
        return caller.call(BeaconOperations.PUBLISH_BLINDED_BLOCK, block, options);
    }

    /** What a committee attests in a slot. */
    public CompletableFuture<AttestationData> attestationData(UInt64 slot, UInt64 committeeIndex) {
        return caller.call(
                BeaconOperations.ATTESTATION_DATA, new AttestationDataRequest(slot, committeeIndex), options);
    }

    /** The best aggregate of attestations with this root that the node has; empty if it has none. */
    public CompletableFuture<Optional<Attestation>> aggregate(UInt64 slot, Hash32 attestationDataRoot) {
        return caller.call(
                BeaconOperations.AGGREGATE_ATTESTATION, new AggregateRequest(slot, attestationDataRoot), options);
    }

    /** The best contribution of a part of the sync committee that the node has; empty if it has none. */
    public CompletableFuture<Optional<SyncCommitteeContribution>> contribution(
            UInt64 slot, UInt64 subcommitteeIndex, Hash32 beaconBlockRoot) {
        return caller.call(
                BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION,
                new ContributionRequest(slot, subcommitteeIndex, beaconBlockRoot),
                options);
    }
}
