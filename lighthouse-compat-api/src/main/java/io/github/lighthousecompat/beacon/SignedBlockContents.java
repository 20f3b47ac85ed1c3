package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes48;
import java.util.List;
import org.immutables.value.Value;

/** A signed block of Deneb with its blobs, as it is published. Immutable and thread-safe. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface SignedBlockContents permits ImmutableSignedBlockContents {
    /**
     * A signed block with its blobs.
     *
     * @throws IllegalArgumentException if there are not as many proofs and blobs as commitments
     */
    static SignedBlockContents of(DenebSignedBlock signedBlock, List<Bytes48> kzgProofs, List<Blob> blobs) {
        return ImmutableSignedBlockContents.of(signedBlock, kzgProofs, blobs);
    }

    /** Starts with nothing set. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** The block, signed. */
    @Value.Parameter
    DenebSignedBlock signedBlock();

    /** KZG proof of each blob. */
    @Value.Parameter
    List<Bytes48> kzgProofs();

    /** The blobs, as many as the block has commitments. */
    @Value.Parameter
    List<Blob> blobs();

    /** The lists have one length. */
    @Value.Check
    default void check() {
        BlobChecks.oneLength(signedBlock().message().body().blobKzgCommitments(), kzgProofs(), blobs());
    }

    /** Makes a {@link SignedBlockContents}; every attribute is required. Not thread-safe. */
    final class Builder extends ImmutableSignedBlockContents.Builder {
        Builder() {}
    }
}
