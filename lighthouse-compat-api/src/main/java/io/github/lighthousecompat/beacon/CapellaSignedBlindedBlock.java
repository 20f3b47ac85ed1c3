package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import org.immutables.value.Value;

/** A blinded block of Capella with the signature of its proposer. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
@SuppressWarnings("immutables:from") // of another fork a builder takes what both share, and no more
public sealed interface CapellaSignedBlindedBlock extends SignedBlindedBlock
        permits ImmutableCapellaSignedBlindedBlock {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    @Value.Parameter
    CapellaBlindedBlock message();

    @Override
    @Value.Parameter
    Bytes96 signature();

    /** Makes a {@link CapellaSignedBlindedBlock}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableCapellaSignedBlindedBlock.Builder {
        Builder() {}
    }
}
