package io.github.lighthousecompat.beacon;

import java.util.Optional;

/**
 * A block to publish, in Deneb with its blobs. Immutable and thread-safe.
 *
 * @param block the signed block
 * @param contents the block and its blobs; empty in Capella
 * @param validation what the node checks before it broadcasts the block
 */
public record BlockPublication(
        SignedBlock block, Optional<SignedBlockContents> contents, BroadcastValidation validation) {
    /**
     * A publication.
     *
     * @throws IllegalArgumentException if there are contents of another block, or none of one of Deneb
     */
    public BlockPublication {
        if (contents.isPresent() ? !contents.get().signedBlock().equals(block) : block instanceof DenebSignedBlock) {
            throw new IllegalArgumentException("the contents are those of the block, and a block of Deneb has some");
        }
    }

    /** A block of Capella, broadcast as soon as the network allows it. */
    public static BlockPublication of(CapellaSignedBlock block) {
        return new BlockPublication(block, Optional.empty(), BroadcastValidation.GOSSIP);
    }

    /** A block of Deneb with its blobs, broadcast as soon as the network allows it. */
    public static BlockPublication of(SignedBlockContents contents) {
        return new BlockPublication(contents.signedBlock(), Optional.of(contents), BroadcastValidation.GOSSIP);
    }

    /** The same block, checked as {@code validation} says. */
    public BlockPublication withValidation(BroadcastValidation validation) {
        return new BlockPublication(block, contents, validation);
    }
}
