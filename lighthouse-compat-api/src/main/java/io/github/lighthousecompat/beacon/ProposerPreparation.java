package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** Who gets the fees of the blocks of a validator. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ProposerPreparation permits ImmutableProposerPreparation {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** A preparation. */
    static ProposerPreparation of(UInt64 validatorIndex, Address feeRecipient) {
        return ImmutableProposerPreparation.of(validatorIndex, feeRecipient);
    }

    /** Number of the validator. */
    @Value.Parameter
    UInt64 validatorIndex();

    /** Who gets the fees. */
    @Value.Parameter
    Address feeRecipient();

    /** Makes {@link ProposerPreparation}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableProposerPreparation.Builder {
        Builder() {}
    }
}
