package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.util.Optional;

/**
 * A block that is ready to be signed: full, or blinded if the request allows that.
 *
 * <p>Immutable and thread-safe. Sign one block of a slot and no second one: that is what validators are slashed for.
 */
public sealed interface ProducedBlock permits ProducedFullBlock, ProducedBlindedBlock {
    /** Fork of the block. */
    Fork fork();

    /** Slot of the block. */
    UInt64 slot();

    /** What its payload pays to the fee recipient, Wei; empty before v4.6.0. */
    Optional<UInt256> executionPayloadValue();

    /** What the block itself pays to the proposer, Wei; empty before v4.6.0. */
    Optional<UInt256> consensusBlockValue();
}
