package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.NoArgument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Drives an execution layer through the Engine API, without a word about versions.
 *
 * <p>Immutable and thread-safe. No method throws or waits: what fails, fails the future with a {@link
 * io.github.lighthousecompat.call.LighthouseException}. What the execution layer answers is a value, INVALID and
 * SYNCING too. The method version follows from the fork of the timestamp and from what the execution layer says it has.
 */
public final class EngineApi {
    private final Caller caller;
    private final CallOptions options;

    private EngineApi(Caller caller, CallOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /** The engine facet of {@code caller}, with {@code options} for every call. */
    public static EngineApi over(Caller caller, CallOptions options) {
        return new EngineApi(caller, options);
    }

    /**
     * Hands over a block to be executed and judged.
     *
     * <p>By default its block hash and versioned hashes are checked before it is sent ({@code Refused}). VALID carries
     * the hash of the block itself; an answer that does not is {@code Decode}.
     */
    public CompletableFuture<PayloadStatus> newPayload(NewPayloadRequest request) {
        return caller.call(EngineOperations.NEW_PAYLOAD, request, options);
    }

    /** Moves the head. Calls are sent in the order in which they are made. */
    public CompletableFuture<PayloadStatus> forkchoiceUpdated(ForkchoiceState state) {
        return caller.call(EngineOperations.FORKCHOICE_UPDATED, state, options);
    }

    /** Moves the head and begins to build a payload on it; there is no handle if the head is not valid. */
    public CompletableFuture<ForkchoiceUpdated> forkchoiceUpdated(ForkchoiceState state, PayloadAttributes attributes) {
        return caller.call(EngineOperations.FORKCHOICE_BUILD, new ForkchoiceBuild(state, attributes), options);
    }

    /** Fetches the payload that was begun; the execution layer may end the building, so fetch once. */
    public CompletableFuture<BuiltPayload> getPayload(PayloadHandle handle) {
        return caller.call(EngineOperations.GET_PAYLOAD, handle, options);
    }

    /**
     * Moves the head, lets the execution layer fill a payload for {@code buildFor}, and fetches it: one routing
     * decision.
     *
     * <p>A deadline of the options covers all of it. One that is not longer than {@code buildFor} fails with
     * {@link LighthouseException.Refused} before anything is sent, and the forkchoice has what {@code buildFor} leaves.
     *
     * @param buildFor how long to build before the payload is fetched; zero fetches at once
     */
    public CompletableFuture<BuildResult> buildPayload(
            ForkchoiceState state, PayloadAttributes attributes, Duration buildFor) {
        return Composites.build(caller, new ForkchoiceBuild(state, attributes), buildFor, options);
    }

    /** Hands over a block and makes it the head if it is valid: one routing decision, one deadline if there is any. */
    public CompletableFuture<ImportResult> importPayload(ImportRequest request) {
        return Composites.importPayload(caller, request, options);
    }

    /**
     * Bodies of the blocks with these hashes, in their order; empty where a block is unknown. Servers take 32 or more.
     */
    public CompletableFuture<List<Optional<PayloadBody>>> payloadBodiesByHash(List<Hash32> hashes) {
        return caller.call(EngineOperations.PAYLOAD_BODIES_BY_HASH, List.copyOf(hashes), options);
    }

    /** Bodies of consecutive blocks, none for those after the head. Servers take 32 or more. */
    public CompletableFuture<List<Optional<PayloadBody>>> payloadBodiesByRange(BlockRange range) {
        return caller.call(EngineOperations.PAYLOAD_BODIES_BY_RANGE, range, options);
    }

    /** The methods that the execution layer says it has, from a cache of 15 minutes. */
    public CompletableFuture<Capabilities> capabilities() {
        return caller.call(EngineOperations.CAPABILITIES, NoArgument.NONE, options);
    }

    /** Who the execution layer is; {@code Unsupported} in the v4 dialect, which does not ask. */
    public CompletableFuture<List<ClientVersion>> clientVersion() {
        return caller.call(EngineOperations.CLIENT_VERSION, NoArgument.NONE, options);
    }

    /** Whether the execution layer is catching up. */
    public CompletableFuture<SyncStatus> syncing() {
        return caller.call(EngineOperations.SYNCING, NoArgument.NONE, options);
    }

    /** The chain id. */
    public CompletableFuture<UInt64> chainId() {
        return caller.call(EngineOperations.CHAIN_ID, NoArgument.NONE, options);
    }

    /** Number of the head. */
    public CompletableFuture<UInt64> blockNumber() {
        return caller.call(EngineOperations.BLOCK_NUMBER, NoArgument.NONE, options);
    }

    /** The block with this number or name. */
    public CompletableFuture<Optional<ExecutionBlock>> block(BlockTag tag) {
        return caller.call(EngineOperations.BLOCK_BY_NUMBER, tag, options);
    }

    /** The block with this hash. */
    public CompletableFuture<Optional<ExecutionBlock>> block(Hash32 hash) {
        return caller.call(EngineOperations.BLOCK_BY_HASH, hash, options);
    }

    /**
     * Any other method of the execution layer's engine port, sent once, to the primary. A write by it is in no order
     * with other calls, and reaches no other backend.
     *
     * @param method name of the method
     * @param params each parameter as JSON text
     * @return the result as JSON text; fails with {@code Refused}, and nothing is sent, if a parameter is no JSON
     */
    public CompletableFuture<String> raw(String method, String... params) {
        return caller.call(EngineOperations.RAW, new RawCall(method, List.of(params)), options);
    }
}
