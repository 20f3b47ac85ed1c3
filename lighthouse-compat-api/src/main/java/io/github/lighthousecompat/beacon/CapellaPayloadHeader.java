package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** Header of a block of Capella (Shanghai). Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface CapellaPayloadHeader extends ExecutionPayloadHeader permits ImmutableCapellaPayloadHeader {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    default Fork fork() {
        return Fork.CAPELLA;
    }

    /** Extra data has at most 32 bytes. */
    @Value.Check
    default void check() {
        HeaderChecks.extraData(extraData());
    }

    /** Makes a {@link CapellaPayloadHeader}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableCapellaPayloadHeader.Builder {
        Builder() {}
    }
}
