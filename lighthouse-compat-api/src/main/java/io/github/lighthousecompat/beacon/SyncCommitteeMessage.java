package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** What one member of the sync committee signed. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SyncCommitteeMessage permits ImmutableSyncCommitteeMessage {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the message. */
    UInt64 slot();

    /** Root of the block that is taken for the head. */
    Hash32 beaconBlockRoot();

    /** Number of the validator. */
    UInt64 validatorIndex();

    /** Its signature of the root. */
    Bytes96 signature();

    /** Makes a {@link SyncCommitteeMessage}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableSyncCommitteeMessage.Builder {
        Builder() {}
    }
}
