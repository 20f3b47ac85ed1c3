package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * What an execution layer says of a block: {@code PayloadStatusV1}. Immutable and thread-safe.
 */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface PayloadStatus permits ImmutablePayloadStatus {
    /** The verdicts. */
    enum Status {
        /** The block and all before it are valid. */
        VALID,
        /** The block, or one before it, is not. */
        INVALID,
        /** Not known yet: the server lacks blocks before it. */
        SYNCING,
        /** Not known yet: the block is on a side branch and was not executed. */
        ACCEPTED,
        /** The hash is not the content's; methods from version 2 on say {@link #INVALID} in its place. */
        INVALID_BLOCK_HASH
    }

    /** Any status. */
    static PayloadStatus of(Status status, Optional<Hash32> latestValidHash, Optional<String> validationError) {
        return ImmutablePayloadStatus.of(status, latestValidHash, validationError);
    }

    /** VALID, with the hash of the block itself. */
    static PayloadStatus valid(Hash32 blockHash) {
        return of(Status.VALID, Optional.of(blockHash), Optional.empty());
    }

    /** INVALID, with the latest valid block before it if that is known. */
    static PayloadStatus invalid(Optional<Hash32> latestValidHash, String validationError) {
        return of(Status.INVALID, latestValidHash, Optional.of(validationError));
    }

    /** SYNCING. */
    static PayloadStatus syncing() {
        return of(Status.SYNCING, Optional.empty(), Optional.empty());
    }

    /** ACCEPTED. */
    static PayloadStatus accepted() {
        return of(Status.ACCEPTED, Optional.empty(), Optional.empty());
    }

    /** The verdict. */
    @Value.Parameter
    Status status();

    /** For VALID the block itself; for INVALID the latest valid block before it, or zero, or empty if unknown. */
    @Value.Parameter
    Optional<Hash32> latestValidHash();

    /** Why a block is not valid; free text that differs between servers. */
    @Value.Parameter
    Optional<String> validationError();

    /** Whether it is VALID. */
    default boolean isValid() {
        return status() == Status.VALID;
    }

    /** Whether it is INVALID or INVALID_BLOCK_HASH. */
    default boolean isInvalid() {
        return status() == Status.INVALID || status() == Status.INVALID_BLOCK_HASH;
    }
}
