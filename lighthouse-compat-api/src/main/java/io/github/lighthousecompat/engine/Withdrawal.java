package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** A withdrawal from the beacon chain: {@code WithdrawalV1}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(copy = false)
public sealed interface Withdrawal permits ImmutableWithdrawal {
    /** A withdrawal of {@code amount} Gwei. */
    static Withdrawal of(UInt64 index, UInt64 validatorIndex, Address address, UInt64 amount) {
        return ImmutableWithdrawal.of(index, validatorIndex, address, amount);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Number of the withdrawal on its chain. */
    @Value.Parameter
    UInt64 index();

    /** Number of the validator. */
    @Value.Parameter
    UInt64 validatorIndex();

    /** Who gets it. */
    @Value.Parameter
    Address address();

    /** How much, Gwei. */
    @Value.Parameter
    UInt64 amount();

    /** Makes a {@link Withdrawal}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableWithdrawal.Builder {
        Builder() {}
    }
}
