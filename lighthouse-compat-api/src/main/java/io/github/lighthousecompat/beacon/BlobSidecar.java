package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import org.immutables.value.Value;

/** A blob of a block of Deneb, with the proof that it is one. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface BlobSidecar permits ImmutableBlobSidecar {
    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** Number of the blob in its block, from 0 on. */
    UInt64 index();

    /** The blob. */
    Blob blob();

    /** Its KZG commitment, as the block has it. */
    Bytes48 kzgCommitment();

    /** KZG proof that the commitment is that of the blob. */
    Bytes48 kzgProof();

    /** Header of the block. */
    SignedBeaconBlockHeader signedBlockHeader();

    /**
     * Path from the commitment to the root of the body: as many hashes as
     * {@link Preset#kzgCommitmentInclusionProofDepth()}.
     */
    List<Hash32> kzgCommitmentInclusionProof();

    /** Makes a {@link BlobSidecar}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableBlobSidecar.Builder {
        Builder() {}
    }
}
