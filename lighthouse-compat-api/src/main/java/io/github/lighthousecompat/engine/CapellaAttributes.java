package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.call.Fork;
import org.immutables.value.Value;

/** Attributes of a Capella block: {@code PayloadAttributesV2}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable
public sealed interface CapellaAttributes extends PayloadAttributes permits ImmutableCapellaAttributes {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    @Override
    default Fork fork() {
        return Fork.CAPELLA;
    }

    /** Makes a {@link CapellaAttributes}; every attribute without a default is required. Not thread-safe. */
    final class Builder extends ImmutableCapellaAttributes.Builder {
        Builder() {}
    }
}
