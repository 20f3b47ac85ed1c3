package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** A validator's wish to leave. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface VoluntaryExit permits ImmutableVoluntaryExit {
    /** The wish of a validator to leave from an epoch on. */
    static VoluntaryExit of(UInt64 epoch, UInt64 validatorIndex) {
        return ImmutableVoluntaryExit.of(epoch, validatorIndex);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** First epoch in which it may. */
    @Value.Parameter
    UInt64 epoch();

    /** Number of the validator. */
    @Value.Parameter
    UInt64 validatorIndex();

    /** Makes a {@link VoluntaryExit}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableVoluntaryExit.Builder {
        Builder() {}
    }
}
