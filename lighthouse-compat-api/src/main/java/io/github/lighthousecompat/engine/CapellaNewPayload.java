package io.github.lighthousecompat.engine;

import org.immutables.value.Value;

/** What {@code newPayload} takes for a Capella block. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface CapellaNewPayload extends NewPayloadRequest permits ImmutableCapellaNewPayload {
    @Override
    @Value.Parameter
    CapellaPayload payload();
}
