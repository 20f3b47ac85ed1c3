package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/**
 * What a light client needs to follow the finalized block; headers of the execution layer and branches are left out.
 * Immutable and thread-safe.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface LightClientFinalityUpdateEvent extends BeaconEvent
        permits ImmutableLightClientFinalityUpdateEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The header that the sync committee signed. */
    BeaconBlockHeader attestedHeader();

    /** The header that is final. */
    BeaconBlockHeader finalizedHeader();

    /** What the sync committee signed. */
    SyncAggregate syncAggregate();

    /** Slot of the block that holds the signature. */
    UInt64 signatureSlot();

    /** Makes a {@link LightClientFinalityUpdateEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableLightClientFinalityUpdateEvent.Builder {
        Builder() {}
    }
}
