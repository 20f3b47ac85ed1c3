package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.UInt256;
import org.immutables.value.Value;

/** A built Deneb block: the answer of {@code getPayloadV3}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface DenebBuiltPayload extends BuiltPayload permits ImmutableDenebBuiltPayload {
    @Override
    @Value.Parameter
    DenebPayload payload();

    @Override
    @Value.Parameter
    UInt256 blockValue();

    /** The blobs of the block's transactions with their commitments and proofs. */
    @Value.Parameter
    BlobsBundle blobsBundle();

    /** Whether the execution layer advises against a payload of an external builder. */
    @Value.Parameter
    boolean shouldOverrideBuilder();
}
