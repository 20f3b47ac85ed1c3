package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.UInt64;

/**
 * Consecutive blocks. Immutable and thread-safe.
 *
 * @param start number of the first block, at least 1
 * @param count how many, at least 1
 */
public record BlockRange(UInt64 start, int count) {
    /**
     * A range.
     *
     * @throws IllegalArgumentException if start or count is less than 1
     */
    public BlockRange {
        if (start.isZero() || count < 1) {
            throw new IllegalArgumentException(
                    "a range of bodies starts at block 1 or later and has at least one block," + " not " + count
                            + " from " + start);
        }
    }
}
