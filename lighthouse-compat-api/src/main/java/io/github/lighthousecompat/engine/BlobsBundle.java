package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes48;
import java.util.List;
import org.immutables.value.Value;

/** The blobs of a block: {@code BlobsBundleV1}, three lists of one length. Immutable and thread-safe. */
@EngineStyle
@Value.Immutable(builder = false, copy = false)
public sealed interface BlobsBundle permits ImmutableBlobsBundle {
    /** No blobs. */
    BlobsBundle EMPTY = of(List.of(), List.of(), List.of());

    /**
     * A bundle.
     *
     * @throws IllegalArgumentException if the lists differ in length
     */
    static BlobsBundle of(List<Bytes48> commitments, List<Bytes48> proofs, List<Blob> blobs) {
        return ImmutableBlobsBundle.of(commitments, proofs, blobs);
    }

    /** KZG commitment of each blob. */
    @Value.Parameter
    List<Bytes48> commitments();

    /** KZG proof of each blob. */
    @Value.Parameter
    List<Bytes48> proofs();

    /** The blobs. */
    @Value.Parameter
    List<Blob> blobs();

    /** The three lists have one length. */
    @Value.Check
    default void check() {
        if (commitments().size() != blobs().size() || proofs().size() != blobs().size()) {
            throw new IllegalArgumentException("a blobs bundle has as many commitments and proofs as blobs, not "
                    + commitments().size() + ", " + proofs().size() + " and " + blobs().size());
        }
    }
}
