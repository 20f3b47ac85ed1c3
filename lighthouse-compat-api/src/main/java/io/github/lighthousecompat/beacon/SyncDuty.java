package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import org.immutables.value.Value;

/** A seat, or some, of a validator in a sync committee. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SyncDuty permits ImmutableSyncDuty {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Public key of the validator. */
    Bytes48 pubkey();

    /** Number of the validator. */
    UInt64 validatorIndex();

    /** Its places in the committee. */
    List<UInt64> validatorSyncCommitteeIndices();

    /** Makes {@link SyncDuty}; every attribute that may not be left out is required. Not thread-safe. */
    final class Builder extends ImmutableSyncDuty.Builder {
        Builder() {}
    }
}
