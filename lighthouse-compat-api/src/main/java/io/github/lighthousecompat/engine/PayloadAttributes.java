package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.util.List;

/**
 * What a payload is to be built with. Immutable and thread-safe.
 *
 * <p>Specification: {@code PayloadAttributesV2} and {@code V3}.
 */
public sealed interface PayloadAttributes permits CapellaAttributes, DenebAttributes {
    /** The fork that this type belongs to. */
    Fork fork();

    /** Timestamp of the block, seconds since 1970; decides the fork and must be later than the head's. */
    UInt64 timestamp();

    /** RANDAO mix for the block. */
    Hash32 prevRandao();

    /** Who should get the fees; the execution layer may choose another. */
    Address suggestedFeeRecipient();

    /** The withdrawals that the block must hold, in order. */
    List<Withdrawal> withdrawals();
}
