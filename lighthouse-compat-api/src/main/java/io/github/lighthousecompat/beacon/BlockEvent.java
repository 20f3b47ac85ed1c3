package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** The node has imported a block. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface BlockEvent extends BeaconEvent permits ImmutableBlockEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the block. */
    UInt64 slot();

    /** Root of the block. */
    Hash32 block();

    /** Whether the execution layer had not yet judged the block. */
    boolean isExecutionOptimistic();

    /** Makes a {@link BlockEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableBlockEvent.Builder {
        Builder() {}
    }
}
