package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.Weight;

/**
 * One block of the run. Immutable.
 *
 * @param number its number
 * @param hash its hash
 * @param fork its fork
 * @param transactions how many it has
 * @param withdrawals how many it has
 * @param blobs how many it has
 * @param share the share of the blocks that v5 was to answer
 * @param v4 what v4 had to do with it
 * @param v5 what v5 had to do with it
 * @param isDenied whether v5's node called it INVALID
 */
record Block(
        long number,
        Hash32 hash,
        Fork fork,
        int transactions,
        int withdrawals,
        int blobs,
        Weight share,
        Part v4,
        Part v5,
        boolean isDenied) {
    /** What a version had to do with a block. */
    enum Part {
        /** It built the block and its answers counted. */
        PRIMARY("answered"),
        /** It was told of the block, and its answers were compared. */
        FED("fed"),
        /** It was handed the block later, when it caught up. */
        REPLAYED("replayed later"),
        /** It never saw the block. */
        NONE("not asked");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    static Block of(NewPayloadRequest block, Weight share, Part v4, Part v5, boolean denied) {
        return new Block(
                block.payload().blockNumber().toLong(),
                block.payload().blockHash(),
                block.fork(),
                block.payload().transactions().size(),
                block.payload().withdrawals().size(),
                block instanceof DenebNewPayload deneb ? deneb.versionedHashes().size() : 0,
                share,
                v4,
                v5,
                denied);
    }
}
