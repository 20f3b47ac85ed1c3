package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.PayloadAttributes;
import org.immutables.value.Value;

/** What a payload on the present head is to be built with. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface PayloadAttributesEvent extends BeaconEvent permits ImmutablePayloadAttributesEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot that the payload is for. */
    UInt64 proposalSlot();

    /** Number of the validator that proposes in that slot. */
    UInt64 proposerIndex();

    /** Root of the block to build on. */
    Hash32 parentBlockRoot();

    /** Number of that block on the execution layer. */
    UInt64 parentBlockNumber();

    /** Hash of that block on the execution layer. */
    Hash32 parentBlockHash();

    /** What to build with; its type is that of the fork that the event declares. */
    PayloadAttributes payloadAttributes();

    /** Makes a {@link PayloadAttributesEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutablePayloadAttributesEvent.Builder {
        Builder() {}
    }
}
