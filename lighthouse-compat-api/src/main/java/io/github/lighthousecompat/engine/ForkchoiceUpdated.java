package io.github.lighthousecompat.engine;

import java.util.Optional;
import org.immutables.value.Value;

/** The answer to a {@code forkchoiceUpdated} with attributes. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface ForkchoiceUpdated permits ImmutableForkchoiceUpdated {
    /** An answer. */
    static ForkchoiceUpdated of(PayloadStatus payloadStatus, Optional<PayloadHandle> payload) {
        return ImmutableForkchoiceUpdated.of(payloadStatus, payload);
    }

    /** What the execution layer says of the head. */
    @Value.Parameter
    PayloadStatus payloadStatus();

    /** What the payload can be fetched with; empty if none is being built. */
    @Value.Parameter
    Optional<PayloadHandle> payload();
}
