package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.Fork;

/**
 * Names of the methods on the engine port, and which of them carries a block of which fork.
 *
 * <p>That choice belongs to the specification, not to a version of Lighthouse: the fork of the timestamp decides.
 */
public final class EngineMethods {
    /** Blocks of Paris. */
    public static final String NEW_PAYLOAD_V1 = "engine_newPayloadV1";
    /** Blocks of Shanghai. */
    public static final String NEW_PAYLOAD_V2 = "engine_newPayloadV2";
    /** Blocks of Cancun. */
    public static final String NEW_PAYLOAD_V3 = "engine_newPayloadV3";
    /** Payloads of Paris. */
    public static final String GET_PAYLOAD_V1 = "engine_getPayloadV1";
    /** Payloads of Shanghai. */
    public static final String GET_PAYLOAD_V2 = "engine_getPayloadV2";
    /** Payloads of Cancun. */
    public static final String GET_PAYLOAD_V3 = "engine_getPayloadV3";
    /** Forkchoice with attributes of Paris. */
    public static final String FORKCHOICE_UPDATED_V1 = "engine_forkchoiceUpdatedV1";
    /** Forkchoice with attributes of Shanghai. */
    public static final String FORKCHOICE_UPDATED_V2 = "engine_forkchoiceUpdatedV2";
    /** Forkchoice with attributes of Cancun. */
    public static final String FORKCHOICE_UPDATED_V3 = "engine_forkchoiceUpdatedV3";
    /** Bodies of blocks with given hashes. */
    public static final String GET_PAYLOAD_BODIES_BY_HASH = "engine_getPayloadBodiesByHashV1";
    /** Bodies of consecutive blocks. */
    public static final String GET_PAYLOAD_BODIES_BY_RANGE = "engine_getPayloadBodiesByRangeV1";
    /** Who the other side is. */
    public static final String GET_CLIENT_VERSION = "engine_getClientVersionV1";

    static final String EXCHANGE_CAPABILITIES = "engine_exchangeCapabilities";
    static final String SYNCING = "eth_syncing";
    static final String CHAIN_ID = "eth_chainId";
    static final String BLOCK_NUMBER = "eth_blockNumber";
    static final String GET_BLOCK_BY_NUMBER = "eth_getBlockByNumber";
    static final String GET_BLOCK_BY_HASH = "eth_getBlockByHash";

    private EngineMethods() {}

    static String newPayload(Fork fork) {
        return switch (fork) {
            case BELLATRIX -> NEW_PAYLOAD_V1;
            case CAPELLA -> NEW_PAYLOAD_V2;
            case DENEB -> NEW_PAYLOAD_V3;
            case ELECTRA -> "engine_newPayloadV4";
        };
    }

    static String getPayload(Fork fork) {
        return switch (fork) {
            case BELLATRIX -> GET_PAYLOAD_V1;
            case CAPELLA -> GET_PAYLOAD_V2;
            case DENEB -> GET_PAYLOAD_V3;
            case ELECTRA -> "engine_getPayloadV4";
        };
    }

    /** For attributes of {@code fork}; which one goes without attributes is the dialect's own. */
    static String forkchoiceUpdated(Fork fork) {
        return switch (fork) {
            case BELLATRIX -> FORKCHOICE_UPDATED_V1;
            case CAPELLA -> FORKCHOICE_UPDATED_V2;
            case DENEB, ELECTRA -> FORKCHOICE_UPDATED_V3;
        };
    }
}
