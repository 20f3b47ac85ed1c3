package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;

/**
 * A block of the beacon chain, of one fork or another.
 *
 * The accessors are the fields that all forks share; what a fork adds stands in its body. Immutable and thread-safe.
 * Specification: {@code BeaconBlock}.
 */
public sealed interface BeaconBlock permits CapellaBlock, DenebBlock {
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
    BlockBody body();
}
