package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** A validator, with what it is at present. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ValidatorInfo permits ImmutableValidatorInfo {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Its number. */
    UInt64 index();

    /** Its balance, Gwei. */
    UInt64 balance();

    /** What it is at present. */
    ValidatorStatus status();

    /** The validator as the state holds it. */
    Validator validator();

    /** Makes {@link ValidatorInfo}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableValidatorInfo.Builder {
        Builder() {}
    }
}
