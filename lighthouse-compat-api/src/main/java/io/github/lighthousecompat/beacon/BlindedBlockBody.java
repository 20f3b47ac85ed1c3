package io.github.lighthousecompat.beacon;

/**
 * The content of a blinded block, of one fork or another: a header stands in place of the payload, and the root is that
 * of the full body. Immutable and thread-safe.
 */
public sealed interface BlindedBlockBody extends BodyContent permits CapellaBlindedBlockBody, DenebBlindedBlockBody {
    /** Header of the block of the execution layer. */
    ExecutionPayloadHeader executionPayloadHeader();
}
