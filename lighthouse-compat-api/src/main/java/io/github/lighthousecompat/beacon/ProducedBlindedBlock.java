package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.util.Optional;

/**
 * A block of which the node knows only the header of the payload: the builder fills it in when it is published.
 *
 * <p>Immutable and thread-safe.
 *
 * @param block the block to sign
 * @param producer what it is published with: only the node that produced it can have it filled in
 * @param executionPayloadValue what its payload pays to the fee recipient, Wei; empty before v4.6.0
 * @param consensusBlockValue what the block itself pays to the proposer, Wei; empty before v4.6.0
 */
public record ProducedBlindedBlock(
        BlindedBlock block,
        ProducerHandle producer,
        Optional<UInt256> executionPayloadValue,
        Optional<UInt256> consensusBlockValue)
        implements ProducedBlock {
    @Override
    public Fork fork() {
        return block.fork();
    }

    @Override
    public UInt64 slot() {
        return block.slot();
    }
}
