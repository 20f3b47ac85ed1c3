package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** A validator's wish to have its withdrawals sent to an address. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface BlsToExecutionChange permits ImmutableBlsToExecutionChange {
    /** The wish of a validator. */
    static BlsToExecutionChange of(UInt64 validatorIndex, Bytes48 fromBlsPubkey, Address toExecutionAddress) {
        return ImmutableBlsToExecutionChange.of(validatorIndex, fromBlsPubkey, toExecutionAddress);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Number of the validator. */
    @Value.Parameter
    UInt64 validatorIndex();

    /** The key that its withdrawal credentials name. */
    @Value.Parameter
    Bytes48 fromBlsPubkey();

    /** The address. */
    @Value.Parameter
    Address toExecutionAddress();

    /** Makes a {@link BlsToExecutionChange}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableBlsToExecutionChange.Builder {
        Builder() {}
    }
}
