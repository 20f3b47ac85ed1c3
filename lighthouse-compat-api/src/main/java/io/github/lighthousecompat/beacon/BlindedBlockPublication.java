package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;

/**
 * A blinded block to publish. Immutable and thread-safe.
 *
 * @param block the signed block
 * @param producer the handle that came with the block when it was produced
 * @param validation what the node checks before it broadcasts the block
 */
public record BlindedBlockPublication(
        SignedBlindedBlock block, ProducerHandle producer, BroadcastValidation validation) {
    /**
     * A publication.
     *
     * @throws IllegalArgumentException if the handle is that of a block of another slot
     */
    public BlindedBlockPublication {
        UInt64 slot = block.message().slot();
        if (!slot.equals(producer.slot())) {
            throw new IllegalArgumentException(
                    "the block is of slot " + slot + ", and the handle of one of slot " + producer.slot());
        }
    }

    /** A blinded block, broadcast as soon as the network allows it. */
    public static BlindedBlockPublication of(SignedBlindedBlock block, ProducerHandle producer) {
        return new BlindedBlockPublication(block, producer, BroadcastValidation.GOSSIP);
    }

    /** The same block, checked as {@code validation} says. */
    public BlindedBlockPublication withValidation(BroadcastValidation validation) {
        return new BlindedBlockPublication(block, producer, validation);
    }
}
