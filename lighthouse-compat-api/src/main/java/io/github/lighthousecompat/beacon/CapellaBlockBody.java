package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.CapellaPayload;
import org.immutables.value.Value;

/** The content of a block of Capella. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
@SuppressWarnings("immutables:from") // of another fork a builder takes what both share, and no more
public sealed interface CapellaBlockBody extends BlockBody permits ImmutableCapellaBlockBody {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    CapellaPayload executionPayload();

    @Override
    default Fork fork() {
        return Fork.CAPELLA;
    }

    /** Makes a {@link CapellaBlockBody}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableCapellaBlockBody.Builder {
        Builder() {}
    }
}
