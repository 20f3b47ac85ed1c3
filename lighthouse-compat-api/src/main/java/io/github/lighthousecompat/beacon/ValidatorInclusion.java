package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.Optional;
import org.immutables.value.Value;

/**
 * How much of all stake was seen to attest: {@code /lighthouse/validator_inclusion/{epoch}/global}, in Gwei. Immutable
 * and thread-safe.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ValidatorInclusion permits ImmutableValidatorInclusion {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Active in the epoch. */
    UInt64 currentEpochActive();

    /** Active in the epoch before; up to v5.1.3. */
    Optional<UInt64> previousEpochActive();

    /** Attested the right target in the epoch. */
    UInt64 currentEpochTargetAttesting();

    /** Attested the right target in the epoch before. */
    UInt64 previousEpochTargetAttesting();

    /** Attested the right head in the epoch before. */
    UInt64 previousEpochHeadAttesting();

    /** Makes {@link ValidatorInclusion}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableValidatorInclusion.Builder {
        Builder() {}
    }
}
