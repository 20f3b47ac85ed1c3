package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;

/**
 * Which headers to read: those of a slot, of the children of a block, or that of the head. Immutable and thread-safe.
 *
 * @param slot the slot they have; empty for any
 * @param parentRoot root of the block before them; empty for any
 */
public record HeadersQuery(Optional<UInt64> slot, Optional<Hash32> parentRoot) {
    /** The header of the head. */
    public static final HeadersQuery HEAD = new HeadersQuery(Optional.empty(), Optional.empty());

    /** All headers of this slot, also of blocks beside the chain. */
    public static HeadersQuery atSlot(UInt64 slot) {
        return new HeadersQuery(Optional.of(slot), Optional.empty());
    }

    /** All headers of children of this block. */
    public static HeadersQuery childrenOf(Hash32 parentRoot) {
        return new HeadersQuery(Optional.empty(), Optional.of(parentRoot));
    }
}
