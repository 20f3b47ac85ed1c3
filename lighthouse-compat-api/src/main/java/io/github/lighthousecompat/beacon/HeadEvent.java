package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** The node has another head. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface HeadEvent extends BeaconEvent permits ImmutableHeadEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the block. */
    UInt64 slot();

    /** Root of the block. */
    Hash32 block();

    /** Root of its state. */
    Hash32 state();

    /** Root of the block that the duties of the current epoch depend on. */
    Hash32 currentDutyDependentRoot();

    /** Root of the block that the duties of the previous epoch depend on. */
    Hash32 previousDutyDependentRoot();

    /** Whether it is the first head of its epoch. */
    boolean isEpochTransition();

    /** Whether the execution layer had not yet judged the block. */
    boolean isExecutionOptimistic();

    /** Makes a {@link HeadEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableHeadEvent.Builder {
        Builder() {}
    }
}
