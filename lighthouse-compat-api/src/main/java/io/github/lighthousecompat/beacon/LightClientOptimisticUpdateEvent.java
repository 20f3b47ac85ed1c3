package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/**
 * What a light client needs to follow the head; the header of the execution layer and its branch are left out.
 * Immutable and thread-safe.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface LightClientOptimisticUpdateEvent extends BeaconEvent
        permits ImmutableLightClientOptimisticUpdateEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The header that the sync committee signed. */
    BeaconBlockHeader attestedHeader();

    /** What the sync committee signed. */
    SyncAggregate syncAggregate();

    /** Slot of the block that holds the signature. */
    UInt64 signatureSlot();

    /** Makes a {@link LightClientOptimisticUpdateEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableLightClientOptimisticUpdateEvent.Builder {
        Builder() {}
    }
}
