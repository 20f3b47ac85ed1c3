package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import org.jspecify.annotations.Nullable;

/** Which block to read: a name, a slot or a root. Immutable and thread-safe. */
public final class BlockId {
    /** The head as the node sees it. */
    public static final BlockId HEAD = new BlockId("head");
    /** The first block. */
    public static final BlockId GENESIS = new BlockId("genesis");
    /** The latest justified block. */
    public static final BlockId JUSTIFIED = new BlockId("justified");
    /** The latest finalized block. */
    public static final BlockId FINALIZED = new BlockId("finalized");

    private final String text;

    private BlockId(String text) {
        this.text = text;
    }

    /** The block of this slot on the chain of the head. */
    public static BlockId of(UInt64 slot) {
        return new BlockId(slot.toString());
    }

    /** The block with this root. */
    public static BlockId of(Hash32 root) {
        return new BlockId(root.toString());
    }

    /** The text that a path takes. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BlockId that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
