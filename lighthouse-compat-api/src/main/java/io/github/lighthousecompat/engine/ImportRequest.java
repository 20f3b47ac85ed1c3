package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import org.immutables.value.Value;

/** A payload to import and make the head. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable
public sealed interface ImportRequest permits ImmutableImportRequest {
    /** Imports {@code payload}; the forkchoice is sent only if it is VALID. */
    static ImportRequest of(NewPayloadRequest payload, Hash32 safe, Hash32 finalized) {
        return ImmutableImportRequest.of(payload, safe, finalized);
    }

    /** The payload. */
    @Value.Parameter
    NewPayloadRequest payload();

    /** Hash of the safe block after the import, or zero. */
    @Value.Parameter
    Hash32 safeBlockHash();

    /** Hash of the finalized block after the import, or zero. */
    @Value.Parameter
    Hash32 finalizedBlockHash();

    /** Whether the forkchoice is sent even if the block is SYNCING or ACCEPTED; by default it is not. */
    @Value.Default
    default boolean isOptimisticHead() {
        return false;
    }

    /** The same request, with the forkchoice sent even if the block is SYNCING or ACCEPTED. */
    default ImportRequest withOptimisticHead() {
        return ImmutableImportRequest.builder()
                .from(this)
                .isOptimisticHead(true)
                .build();
    }
}
