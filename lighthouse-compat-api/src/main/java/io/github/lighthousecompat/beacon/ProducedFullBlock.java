package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.util.Optional;

/**
 * A block with its payload, in Deneb also with its blobs. Immutable and thread-safe.
 *
 * @param block the block to sign
 * @param contents the block and its blobs; empty in Capella
 * @param executionPayloadValue what its payload pays to the fee recipient, Wei; empty before v4.6.0
 * @param consensusBlockValue what the block itself pays to the proposer, Wei; empty before v4.6.0
 */
public record ProducedFullBlock(
        BeaconBlock block,
        Optional<BlockContents> contents,
        Optional<UInt256> executionPayloadValue,
        Optional<UInt256> consensusBlockValue)
        implements ProducedBlock {
    /**
     * A block.
     *
     * @throws IllegalArgumentException if there are contents of another block, or none of one of Deneb
     */
    public ProducedFullBlock {
        if (contents.isPresent() ? !contents.get().block().equals(block) : block instanceof DenebBlock) {
            throw new IllegalArgumentException("the contents are those of the block, and a block of Deneb has some");
        }
    }

    /** A block of Capella. */
    public static ProducedFullBlock of(
            CapellaBlock block, Optional<UInt256> executionPayloadValue, Optional<UInt256> consensusBlockValue) {
        return new ProducedFullBlock(block, Optional.empty(), executionPayloadValue, consensusBlockValue);
    }

    /** A block of Deneb with its blobs. */
    public static ProducedFullBlock of(
            BlockContents contents, Optional<UInt256> executionPayloadValue, Optional<UInt256> consensusBlockValue) {
        return new ProducedFullBlock(
                contents.block(), Optional.of(contents), executionPayloadValue, consensusBlockValue);
    }

    @Override
    public Fork fork() {
        return block.fork();
    }

    @Override
    public UInt64 slot() {
        return block.slot();
    }
}
