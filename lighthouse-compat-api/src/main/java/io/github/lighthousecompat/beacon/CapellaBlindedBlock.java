package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** A blinded block of Capella. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
@SuppressWarnings("immutables:from") // of another fork a builder takes what both share, and no more
public sealed interface CapellaBlindedBlock extends BlindedBlock permits ImmutableCapellaBlindedBlock {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    CapellaBlindedBlockBody body();

    @Override
    default Fork fork() {
        return Fork.CAPELLA;
    }

    /** Makes a {@link CapellaBlindedBlock}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableCapellaBlindedBlock.Builder {
        Builder() {}
    }
}
