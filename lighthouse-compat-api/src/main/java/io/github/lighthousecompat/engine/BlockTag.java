package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.UInt64;
import org.jspecify.annotations.Nullable;

/** Which block to read: a number or a name of the execution layer. Immutable and thread-safe. */
public final class BlockTag {
    /** The head. */
    public static final BlockTag LATEST = new BlockTag("latest");
    /** The safe block. */
    public static final BlockTag SAFE = new BlockTag("safe");
    /** The finalized block. */
    public static final BlockTag FINALIZED = new BlockTag("finalized");
    /** The genesis block. */
    public static final BlockTag EARLIEST = new BlockTag("earliest");

    private final String text;

    private BlockTag(String text) {
        this.text = text;
    }

    /** The block with this number. */
    public static BlockTag of(UInt64 number) {
        return new BlockTag(number.toQuantity());
    }

    /** The text that the method takes: a QUANTITY or a name. */
    public String text() {
        return text;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof BlockTag that && text.equals(that.text);
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
