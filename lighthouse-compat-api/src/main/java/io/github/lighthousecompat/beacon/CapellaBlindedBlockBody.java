package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** The content of a blinded block of Capella. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
@SuppressWarnings("immutables:from") // of another fork a builder takes what both share, and no more
public sealed interface CapellaBlindedBlockBody extends BlindedBlockBody permits ImmutableCapellaBlindedBlockBody {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    CapellaPayloadHeader executionPayloadHeader();

    @Override
    default Fork fork() {
        return Fork.CAPELLA;
    }

    /** Makes a {@link CapellaBlindedBlockBody}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableCapellaBlindedBlockBody.Builder {
        Builder() {}
    }
}
