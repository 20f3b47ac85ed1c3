package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import java.util.Optional;

/** How {@code importPayload} ended. */
public sealed interface ImportResult {
    /**
     * The block is valid and the head.
     *
     * @param blockHash its hash
     */
    record Imported(Hash32 blockHash) implements ImportResult {}

    /**
     * The execution layer can't tell yet.
     *
     * @param status SYNCING or ACCEPTED
     * @param isHead whether the forkchoice was sent all the same, because the request asked for it
     */
    record Optimistic(PayloadStatus status, boolean isHead) implements ImportResult {}

    /**
     * The block, or one before it, is not valid; the head did not move.
     *
     * @param lastValid the latest valid block before it, if the execution layer knows
     * @param validationError its words
     */
    record Invalid(Optional<Hash32> lastValid, Optional<String> validationError) implements ImportResult {}
}
