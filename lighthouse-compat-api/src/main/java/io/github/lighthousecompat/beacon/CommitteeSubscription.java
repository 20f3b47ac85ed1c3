package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/**
 * That a validator of the host attests in a slot, so that the node goes to the subnet in time. Immutable and thread-
 * safe.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface CommitteeSubscription permits ImmutableCommitteeSubscription {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Number of the validator. */
    UInt64 validatorIndex();

    /** Number of its committee. */
    UInt64 committeeIndex();

    /** Committees in the slot. */
    UInt64 committeesAtSlot();

    /** The slot. */
    UInt64 slot();

    /** Whether it aggregates too. */
    boolean isAggregator();

    /** Makes {@link CommitteeSubscription}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableCommitteeSubscription.Builder {
        Builder() {}
    }
}
