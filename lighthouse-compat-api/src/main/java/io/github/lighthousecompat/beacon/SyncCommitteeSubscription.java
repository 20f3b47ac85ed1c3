package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import org.immutables.value.Value;

/**
 * That a validator of the host sits in a sync committee, so that the node goes to the subnets in time. Immutable and
 * thread-safe.
 */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SyncCommitteeSubscription permits ImmutableSyncCommitteeSubscription {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Number of the validator. */
    UInt64 validatorIndex();

    /** Its places in the committee. */
    List<UInt64> syncCommitteeIndices();

    /** Epoch in which it ends. */
    UInt64 untilEpoch();

    /**
     * Makes {@link SyncCommitteeSubscription}; every attribute that may not be left out is required. Not thread-safe.
     */
    final class Builder extends ImmutableSyncCommitteeSubscription.Builder {
        Builder() {}
    }
}
