package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** What a validator tells block builders. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface ValidatorRegistration permits ImmutableValidatorRegistration {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** A registration. */
    static ValidatorRegistration of(Address feeRecipient, UInt64 gasLimit, UInt64 timestamp, Bytes48 pubkey) {
        return ImmutableValidatorRegistration.of(feeRecipient, gasLimit, timestamp, pubkey);
    }

    /** Who gets the fees. */
    @Value.Parameter
    Address feeRecipient();

    /** Gas limit that its blocks move to. */
    @Value.Parameter
    UInt64 gasLimit();

    /** Seconds since 1970 when it was signed. */
    @Value.Parameter
    UInt64 timestamp();

    /** Public key of the validator. */
    @Value.Parameter
    Bytes48 pubkey();

    /** Makes {@link ValidatorRegistration}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableValidatorRegistration.Builder {
        Builder() {}
    }
}
