package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The operations of the engine facet. Those who implement a {@code Caller} answer these; hosts use {@link EngineApi}.
 */
public final class EngineOperations {
    private static final Duration EXECUTE = Duration.ofSeconds(8);
    private static final Duration FETCH = Duration.ofSeconds(2);
    private static final Duration BODIES = Duration.ofSeconds(10);
    private static final Duration ASK = Duration.ofSeconds(1);

    /** {@code engine_newPayload}. */
    public static final Operation<NewPayloadRequest, PayloadStatus> NEW_PAYLOAD =
            new Operation<>("newPayload", Effect.IDEMPOTENT_WRITE, EXECUTE);

    /** {@code engine_forkchoiceUpdated} without attributes. */
    public static final Operation<ForkchoiceState, PayloadStatus> FORKCHOICE_UPDATED =
            new Operation<>("forkchoiceUpdated", Effect.ORDERED_WRITE, EXECUTE);

    /** {@code engine_forkchoiceUpdated} with attributes. */
    public static final Operation<ForkchoiceBuild, ForkchoiceUpdated> FORKCHOICE_BUILD =
            new Operation<>("forkchoiceBuild", Effect.BUILD_START, EXECUTE);

    /** {@code engine_getPayload}. */
    public static final Operation<PayloadHandle, BuiltPayload> GET_PAYLOAD =
            new Operation<>("getPayload", Effect.BUILD_FETCH, FETCH);

    /** {@code engine_getPayloadBodiesByHash}; one entry for each hash, empty where the block is unknown. */
    public static final Operation<List<Hash32>, List<Optional<PayloadBody>>> PAYLOAD_BODIES_BY_HASH =
            new Operation<>("payloadBodiesByHash", Effect.READ, BODIES);

    /** {@code engine_getPayloadBodiesByRange}; nothing for blocks after the head. */
    public static final Operation<BlockRange, List<Optional<PayloadBody>>> PAYLOAD_BODIES_BY_RANGE =
            new Operation<>("payloadBodiesByRange", Effect.READ, BODIES);

    /** {@code engine_exchangeCapabilities}. */
    public static final Operation<NoArgument, Capabilities> CAPABILITIES =
            new Operation<>("capabilities", Effect.READ, ASK);

    /** {@code engine_getClientVersion}. */
    public static final Operation<NoArgument, List<ClientVersion>> CLIENT_VERSION =
            new Operation<>("clientVersion", Effect.READ, ASK);

    /** {@code eth_syncing}. */
    public static final Operation<NoArgument, SyncStatus> SYNCING = new Operation<>("syncing", Effect.READ, ASK);

    /** {@code eth_chainId}. */
    public static final Operation<NoArgument, UInt64> CHAIN_ID = new Operation<>("chainId", Effect.READ, ASK);

    /** {@code eth_blockNumber}. */
    public static final Operation<NoArgument, UInt64> BLOCK_NUMBER = new Operation<>("blockNumber", Effect.READ, ASK);

    /** {@code eth_getBlockByNumber}; empty where there is no such block. */
    public static final Operation<BlockTag, Optional<ExecutionBlock>> BLOCK_BY_NUMBER =
            new Operation<>("blockByNumber", Effect.READ, ASK);

    /** {@code eth_getBlockByHash}; empty where there is no such block. */
    public static final Operation<Hash32, Optional<ExecutionBlock>> BLOCK_BY_HASH =
            new Operation<>("blockByHash", Effect.READ, ASK);

    /** Any method, with its result as JSON text. */
    public static final Operation<RawCall, String> RAW = new Operation<>("raw", Effect.OPAQUE, BODIES);

    /** All of them, in the order in which an implementation is best written. */
    public static final List<Operation<?, ?>> ALL = List.of(
            NEW_PAYLOAD,
            FORKCHOICE_UPDATED,
            FORKCHOICE_BUILD,
            GET_PAYLOAD,
            PAYLOAD_BODIES_BY_HASH,
            PAYLOAD_BODIES_BY_RANGE,
            CAPABILITIES,
            CLIENT_VERSION,
            SYNCING,
            CHAIN_ID,
            BLOCK_NUMBER,
            BLOCK_BY_NUMBER,
            BLOCK_BY_HASH,
            RAW);

    private EngineOperations() {}
}
