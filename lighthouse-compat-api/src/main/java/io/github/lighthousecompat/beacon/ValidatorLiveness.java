package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** Whether a validator was seen in an epoch. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ValidatorLiveness permits ImmutableValidatorLiveness {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** An observation. */
    static ValidatorLiveness of(UInt64 index, boolean isLive) {
        return ImmutableValidatorLiveness.of(index, isLive);
    }

    /** Number of the validator. */
    @Value.Parameter
    UInt64 index();

    /** Whether the node saw something of it. */
    @Value.Parameter
    boolean isLive();

    /** Makes {@link ValidatorLiveness}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableValidatorLiveness.Builder {
        Builder() {}
    }
}
