package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** The balance of a validator. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ValidatorBalance permits ImmutableValidatorBalance {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** A balance. */
    static ValidatorBalance of(UInt64 index, UInt64 balance) {
        return ImmutableValidatorBalance.of(index, balance);
    }

    /** Number of the validator. */
    @Value.Parameter
    UInt64 index();

    /** Its balance, Gwei. */
    @Value.Parameter
    UInt64 balance();

    /** Makes {@link ValidatorBalance}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableValidatorBalance.Builder {
        Builder() {}
    }
}
