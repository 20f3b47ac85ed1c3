package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/** A validator's wish to have its withdrawals sent to an address, signed. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SignedBlsToExecutionChange permits ImmutableSignedBlsToExecutionChange {
    /** A wish and its signature. */
    static SignedBlsToExecutionChange of(BlsToExecutionChange message, Bytes96 signature) {
        return ImmutableSignedBlsToExecutionChange.of(message, signature);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The wish. */
    @Value.Parameter
    BlsToExecutionChange message();

    /** Signature with the key that is given up. */
    @Value.Parameter
    Bytes96 signature();

    /** Makes a {@link SignedBlsToExecutionChange}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableSignedBlsToExecutionChange.Builder {
        Builder() {}
    }
}
