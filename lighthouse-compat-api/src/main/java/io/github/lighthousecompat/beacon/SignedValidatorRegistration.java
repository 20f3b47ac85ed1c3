package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/** A registration that the validator has signed. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SignedValidatorRegistration permits ImmutableSignedValidatorRegistration {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** A registration with its signature. */
    static SignedValidatorRegistration of(ValidatorRegistration message, Bytes96 signature) {
        return ImmutableSignedValidatorRegistration.of(message, signature);
    }

    /** What is signed. */
    @Value.Parameter
    ValidatorRegistration message();

    /** Its signature. */
    @Value.Parameter
    Bytes96 signature();

    /**
     * Makes {@link SignedValidatorRegistration}; every attribute that may not be left out is required. Not thread-safe.
     */
    final class Builder extends ImmutableSignedValidatorRegistration.Builder {
        Builder() {}
    }
}
