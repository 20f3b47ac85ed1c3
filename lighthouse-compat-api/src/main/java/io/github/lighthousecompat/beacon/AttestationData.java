package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** What a committee votes for. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface AttestationData permits ImmutableAttestationData {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Slot of the vote. */
    UInt64 slot();

    /** Number of the committee in its slot. */
    UInt64 index();

    /** Root of the block that is taken for the head. */
    Hash32 beaconBlockRoot();

    /** The checkpoint that is justified. */
    Checkpoint source();

    /** The checkpoint that is voted for. */
    Checkpoint target();

    /** Makes a {@link AttestationData}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableAttestationData.Builder {
        Builder() {}
    }
}
