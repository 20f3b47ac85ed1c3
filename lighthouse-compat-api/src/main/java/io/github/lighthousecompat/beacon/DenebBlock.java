package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** A block of Deneb. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
@SuppressWarnings("immutables:from") // of another fork a builder takes what both share, and no more
public sealed interface DenebBlock extends BeaconBlock permits ImmutableDenebBlock {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    DenebBlockBody body();

    @Override
    default Fork fork() {
        return Fork.DENEB;
    }

    /** Makes a {@link DenebBlock}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableDenebBlock.Builder {
        Builder() {}
    }
}
