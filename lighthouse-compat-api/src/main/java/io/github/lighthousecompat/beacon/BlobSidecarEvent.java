package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.immutables.value.Value;

/** The node has seen a blob and found it good. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface BlobSidecarEvent extends BeaconEvent permits ImmutableBlobSidecarEvent {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Root of its block. */
    Hash32 blockRoot();

    /** Number of the blob in its block, from 0 on. */
    UInt64 index();

    /** Slot of its block. */
    UInt64 slot();

    /** Its KZG commitment. */
    Bytes48 kzgCommitment();

    /** Hash of the commitment, as transactions name the blob. */
    Hash32 versionedHash();

    /** Makes a {@link BlobSidecarEvent}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableBlobSidecarEvent.Builder {
        Builder() {}
    }
}
