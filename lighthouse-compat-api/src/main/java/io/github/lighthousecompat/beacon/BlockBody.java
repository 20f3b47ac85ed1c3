package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.engine.ExecutionPayload;

/**
 * The content of a beacon block, of one fork or another. Immutable and thread-safe.
 */
public sealed interface BlockBody extends BodyContent permits CapellaBlockBody, DenebBlockBody {
    /** The block of the execution layer. */
    ExecutionPayload executionPayload();
}
