package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** A checkpoint can't be reverted any more. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface FinalizedCheckpointEvent extends BeaconEvent permits ImmutableFinalizedCheckpointEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Root of its block. */
    Hash32 block();

    /** Root of the state of that block. */
    Hash32 state();

    /** Its epoch. */
    UInt64 epoch();

    /** Whether the execution layer had not yet judged the block. */
    boolean isExecutionOptimistic();

    /** Makes a {@link FinalizedCheckpointEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableFinalizedCheckpointEvent.Builder {
        Builder() {}
    }
}
