package io.github.lighthousecompat.beacon;

/** How blocks travel between a client and its node. */
public enum BlockEncoding {
    /** As text, which says of a block that was read whether it is verified and finalized. */
    JSON,
    /** As bytes: half the size, and no word about how sure the node is. A node that has none of it answers JSON. */
    SSZ
}
