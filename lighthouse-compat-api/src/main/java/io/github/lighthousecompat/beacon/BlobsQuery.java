package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import java.util.Optional;

/**
 * Which blobs of a block to read. Immutable and thread-safe.
 *
 * @param block the block
 * @param indices places of the blobs in the block, from 0 on; empty for all
 */
public record BlobsQuery(BlockId block, Optional<List<UInt64>> indices) {
    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if the list is there and has nothing in it: releases differ in what that means
     */
    public BlobsQuery {
        indices = QueryChecks.filled("indices", indices);
    }

    /** All blobs of a block. */
    public static BlobsQuery all(BlockId block) {
        return new BlobsQuery(block, Optional.empty());
    }

    /** The blobs at these places. */
    public static BlobsQuery of(BlockId block, List<UInt64> indices) {
        return new BlobsQuery(block, Optional.of(indices));
    }
}
