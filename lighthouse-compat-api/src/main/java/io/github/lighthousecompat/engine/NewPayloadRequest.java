package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.Fork;
import java.util.List;

/**
 * A payload with all that {@code newPayload} takes for its fork. Immutable and thread-safe.
 */
public sealed interface NewPayloadRequest permits CapellaNewPayload, DenebNewPayload {
    /** A Capella block. */
    static CapellaNewPayload of(CapellaPayload payload) {
        return ImmutableCapellaNewPayload.of(payload);
    }

    /**
     * A Deneb block.
     *
     * @param versionedHashes those of all its blob transactions, in order
     * @param parentBeaconBlockRoot root of the parent beacon block, part of the block's hash
     */
    static DenebNewPayload of(DenebPayload payload, List<Hash32> versionedHashes, Hash32 parentBeaconBlockRoot) {
        return ImmutableDenebNewPayload.of(payload, versionedHashes, parentBeaconBlockRoot);
    }

    /** The block. */
    ExecutionPayload payload();

    /** The fork that this type belongs to. */
    default Fork fork() {
        return payload().fork();
    }
}
