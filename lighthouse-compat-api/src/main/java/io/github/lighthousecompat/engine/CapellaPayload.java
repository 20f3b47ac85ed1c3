package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** A block of Capella (Shanghai): {@code ExecutionPayloadV2}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable
public sealed interface CapellaPayload extends ExecutionPayload permits ImmutableCapellaPayload {
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
        PayloadChecks.extraData(extraData());
    }

    /** Makes a {@link CapellaPayload}; every attribute without a default is required. Not thread-safe. */
    final class Builder extends ImmutableCapellaPayload.Builder {
        Builder() {}
    }
}
