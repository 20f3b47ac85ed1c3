package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.NoArgument;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** What a node says of itself. Immutable and thread-safe; no method throws or waits. */
public final class NodeApi {
    private final Caller caller;
    private final CallOptions options;

    NodeApi(Caller caller, CallOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** Who the node is: client and release. */
    public CompletableFuture<NodeVersion> version() {
        return caller.call(BeaconOperations.NODE_VERSION, NoArgument.NONE, options);
    }

    /** Where the node is on the way to the head, in its own words. */
    public CompletableFuture<NodeSyncing> syncing() {
        return caller.call(BeaconOperations.NODE_SYNCING, NoArgument.NONE, options);
    }

    /** How well the node can serve, whatever its release calls it. */
    public CompletableFuture<NodeHealth> health() {
        return caller.call(BeaconOperations.NODE_HEALTH, NoArgument.NONE, options);
    }

    /** Who the node is on its network. */
    public CompletableFuture<NodeIdentity> identity() {
        return caller.call(BeaconOperations.NODE_IDENTITY, NoArgument.NONE, options);
    }

    /** How many peers the node has. */
    public CompletableFuture<PeerCount> peerCount() {
        return caller.call(BeaconOperations.PEER_COUNT, NoArgument.NONE, options);
    }

    /** What the process of a Lighthouse node takes. */
    public CompletableFuture<LighthouseHealth> process() {
        return caller.call(BeaconOperations.LIGHTHOUSE_HEALTH, NoArgument.NONE, options);
    }

    /** How a Lighthouse node gets on with its peers. */
    public CompletableFuture<SyncState> syncState() {
        return caller.call(BeaconOperations.LIGHTHOUSE_SYNCING, NoArgument.NONE, options);
    }

    /** Whether peers can reach a Lighthouse node from outside. */
    public CompletableFuture<Boolean> isReachable() {
        return caller.call(BeaconOperations.LIGHTHOUSE_NAT, NoArgument.NONE, options);
    }

    /** What a Lighthouse node stores. */
    public CompletableFuture<DatabaseInfo> database() {
        return caller.call(BeaconOperations.DATABASE_INFO, NoArgument.NONE, options);
    }

    /**
     * Hands old blocks to the database of a Lighthouse node, each the parent of the one before; {@code Unsupported}
     * from v4.6.0 on.
     */
    public CompletableFuture<DatabaseAnchor> addHistoricalBlocks(List<SignedBlindedBlock> blocks) {
        return caller.call(BeaconOperations.HISTORICAL_BLOCKS, List.copyOf(blocks), options);
    }
}
