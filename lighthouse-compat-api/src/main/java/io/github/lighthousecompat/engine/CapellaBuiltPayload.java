package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.UInt256;
import org.immutables.value.Value;

/** A built Capella block: the answer of {@code getPayloadV2}. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface CapellaBuiltPayload extends BuiltPayload permits ImmutableCapellaBuiltPayload {
    @Override
    @Value.Parameter
    CapellaPayload payload();

    @Override
    @Value.Parameter
    UInt256 blockValue();
}
