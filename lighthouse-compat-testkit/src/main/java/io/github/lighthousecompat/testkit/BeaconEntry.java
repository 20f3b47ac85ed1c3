package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BlockContents;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import java.util.List;
import java.util.Optional;

/**
 * A block that a beacon node knows, with what belongs to it.
 *
 * @param block the block
 * @param root its root
 * @param signature its signature; only zeros while nobody has signed it
 * @param proofs proofs of its blobs
 * @param blobs its blobs
 * @param value what its payload brings the proposer, in wei
 */
record BeaconEntry(
        BeaconBlock block, Hash32 root, Bytes96 signature, List<Bytes48> proofs, List<Blob> blobs, UInt256 value) {
    BeaconEntry {
        proofs = List.copyOf(proofs);
        blobs = List.copyOf(blobs);
    }

    UInt64 slot() {
        return block.slot();
    }

    Fork fork() {
        return block.fork();
    }

    SignedBlock signed() {
        return Blocks.signed(block, signature);
    }

    BeaconEntry signedBy(Bytes96 other) {
        return new BeaconEntry(block, root, other, proofs, blobs, value);
    }

    /** The block as it is given out for signing, where its fork has blobs beside it. */
    Optional<BlockContents> contents() {
        return block instanceof DenebBlock deneb
                ? Optional.of(BlockContents.of(deneb, proofs, blobs))
                : Optional.empty();
    }
}
