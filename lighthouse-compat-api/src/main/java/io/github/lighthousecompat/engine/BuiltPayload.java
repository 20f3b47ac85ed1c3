package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.call.Fork;

/** A payload that an execution layer built, with what it is worth. Immutable and thread-safe. */
public sealed interface BuiltPayload permits CapellaBuiltPayload, DenebBuiltPayload {
    /** A built Capella block: the answer of {@code getPayloadV2}. */
    static CapellaBuiltPayload of(CapellaPayload payload, UInt256 blockValue) {
        return ImmutableCapellaBuiltPayload.of(payload, blockValue);
    }

    /** A built Deneb block: the answer of {@code getPayloadV3}. */
    static DenebBuiltPayload of(
            DenebPayload payload, UInt256 blockValue, BlobsBundle blobsBundle, boolean shouldOverrideBuilder) {
        return ImmutableDenebBuiltPayload.of(payload, blockValue, blobsBundle, shouldOverrideBuilder);
    }

    /** The block. */
    ExecutionPayload payload();

    /** What the fee recipient gets, Wei. */
    UInt256 blockValue();

    /** The fork that this type belongs to. */
    default Fork fork() {
        return payload().fork();
    }
}
