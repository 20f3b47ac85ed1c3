package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** A blinded block of Deneb. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
@SuppressWarnings("immutables:from") // of another fork a builder takes what both share, and no more
public sealed interface DenebBlindedBlock extends BlindedBlock permits ImmutableDenebBlindedBlock {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    DenebBlindedBlockBody body();

    @Override
    default Fork fork() {
        return Fork.DENEB;
    }

    /** Makes a {@link DenebBlindedBlock}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableDenebBlindedBlock.Builder {
        Builder() {}
    }
}
