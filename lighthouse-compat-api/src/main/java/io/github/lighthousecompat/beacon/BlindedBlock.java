package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;

/**
 * A block of the beacon chain with the header of its payload in place of the payload, of one fork or another: its root
 * is that of the full block, so that its signature holds for both. Immutable and thread-safe.
 */
public sealed interface BlindedBlock permits CapellaBlindedBlock, DenebBlindedBlock {
    /** The fork that this type belongs to. */
    Fork fork();

    /** Slot of the block. */
    UInt64 slot();

    /** Number of the validator that proposes it. */
    UInt64 proposerIndex();

    /** Root of the block before. */
    Hash32 parentRoot();

    /** Root of the state after the block. */
    Hash32 stateRoot();

    /** The content. */
    BlindedBlockBody body();
}
