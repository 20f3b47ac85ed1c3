package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Hash32;
import java.util.List;
import org.immutables.value.Value;

/** What {@code newPayload} takes for a Deneb block. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface DenebNewPayload extends NewPayloadRequest permits ImmutableDenebNewPayload {
    @Override
    @Value.Parameter
    DenebPayload payload();

    /** Versioned hashes of all blob transactions of the block, in order. */
    @Value.Parameter
    List<Hash32> versionedHashes();

    /** Root of the parent beacon block. */
    @Value.Parameter
    Hash32 parentBeaconBlockRoot();
}
