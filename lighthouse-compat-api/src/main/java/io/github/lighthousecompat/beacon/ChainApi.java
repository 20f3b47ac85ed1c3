package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.NoArgument;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The chain: how it is configured, and its blocks and states. Where there is no such block or state the answer is
 * empty. Immutable and thread-safe; no method throws or waits.
 */
public final class ChainApi {
    private final Caller caller;
    private final CallOptions options;

    ChainApi(Caller caller, CallOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** How the chain began; empty before it has. */
    public CompletableFuture<Optional<Genesis>> genesis() {
        return caller.call(BeaconOperations.GENESIS, NoArgument.NONE, options);
    }

    /** All forks that are planned. */
    public CompletableFuture<List<ForkVersions>> forks() {
        return caller.call(BeaconOperations.FORKS, NoArgument.NONE, options);
    }

    /** What the node is configured with. */
    public CompletableFuture<BeaconSpec> spec() {
        return caller.call(BeaconOperations.SPEC, NoArgument.NONE, options);
    }

    /** Root of a state. */
    public CompletableFuture<Optional<ChainAnswer<Hash32>>> stateRoot(StateId state) {
        return caller.call(BeaconOperations.STATE_ROOT, state, options);
    }

    /** Fork of a state. */
    public CompletableFuture<Optional<ChainAnswer<ForkVersions>>> stateFork(StateId state) {
        return caller.call(BeaconOperations.STATE_FORK, state, options);
    }

    /** What a state holds to be justified and finalized. */
    public CompletableFuture<Optional<ChainAnswer<FinalityCheckpoints>>> finality(StateId state) {
        return caller.call(BeaconOperations.FINALITY_CHECKPOINTS, state, options);
    }

    /** A whole state as SSZ, which may be larger than the answers that this client takes ({@code TooLarge}). */
    public CompletableFuture<Optional<StateSsz>> stateSsz(StateId state) {
        return caller.call(BeaconOperations.STATE_SSZ, state, options);
    }

    /** Headers by slot or parent, also of blocks beside the chain. */
    public CompletableFuture<ChainAnswer<List<HeaderInfo>>> headers(HeadersQuery query) {
        return caller.call(BeaconOperations.HEADERS, query, options);
    }

    /** Header of a block. */
    public CompletableFuture<Optional<ChainAnswer<HeaderInfo>>> header(BlockId block) {
        return caller.call(BeaconOperations.HEADER, block, options);
    }

    /** Root of a block. */
    public CompletableFuture<Optional<ChainAnswer<Hash32>>> blockRoot(BlockId block) {
        return caller.call(BeaconOperations.BLOCK_ROOT, block, options);
    }

    /** A block with its payload. */
    public CompletableFuture<Optional<ChainAnswer<SignedBlock>>> block(BlockId block) {
        return caller.call(BeaconOperations.BLOCK, block, options);
    }

    /** Blobs of a block; none before Deneb, {@code Unsupported} before v4.6.0. */
    public CompletableFuture<Optional<ChainAnswer<List<BlobSidecar>>>> blobSidecars(BlobsQuery query) {
        return caller.call(BeaconOperations.BLOB_SIDECARS, query, options);
    }
}
