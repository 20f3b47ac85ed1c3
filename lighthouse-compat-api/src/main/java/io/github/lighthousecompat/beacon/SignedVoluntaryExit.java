package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/** A validator's wish to leave, signed. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SignedVoluntaryExit permits ImmutableSignedVoluntaryExit {
    /** A wish and its signature. */
    static SignedVoluntaryExit of(VoluntaryExit message, Bytes96 signature) {
        return ImmutableSignedVoluntaryExit.of(message, signature);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The wish. */
    @Value.Parameter
    VoluntaryExit message();

    /** Signature of the validator. */
    @Value.Parameter
    Bytes96 signature();

    /** Makes a {@link SignedVoluntaryExit}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableSignedVoluntaryExit.Builder {
        Builder() {}
    }
}
