package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes48;
import java.util.List;

/** What the specification asks of a block with its blobs. */
final class BlobChecks {
    private BlobChecks() {}

    static void oneLength(List<Bytes48> commitments, List<Bytes48> proofs, List<Blob> blobs) {
        if (proofs.size() != commitments.size() || blobs.size() != commitments.size()) {
            throw new IllegalArgumentException("a block has as many proofs and blobs as commitments, not "
                    + proofs.size() + ", " + blobs.size() + " and " + commitments.size());
        }
    }
}
