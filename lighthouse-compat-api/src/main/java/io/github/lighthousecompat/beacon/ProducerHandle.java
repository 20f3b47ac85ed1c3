package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.UInt64;

/**
 * What a blinded block is published with: it names the backend that produced the block, the only one that can fill it
 * in.
 *
 * <p>Immutable and thread-safe.
 *
 * @param owner alias of the backend that produced the block; has no colon
 * @param slot slot of the block
 * @param revision of the routing weight when it was produced; 0 without a router
 */
public record ProducerHandle(String owner, UInt64 slot, long revision) {
    /**
     * A handle.
     *
     * @throws IllegalArgumentException if the owner is empty or has a colon, or the revision is negative
     */
    public ProducerHandle {
        if (owner.isEmpty() || owner.indexOf(':') >= 0 || revision < 0) {
            throw new IllegalArgumentException(
                    "a producer handle needs an owner without a colon and a revision from 0 on, not \"" + owner
                            + "\" and " + revision);
        }
    }

    /**
     * Reads what {@link #text()} wrote, also in another process.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static ProducerHandle parse(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 3) {
            throw new IllegalArgumentException("a producer handle has three parts, not " + parts.length);
        }
        try {
            return new ProducerHandle(parts[0], UInt64.parse(parts[1]), Long.parseLong(parts[2]));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a producer handle: " + text, e);
        }
    }

    /** The same handle with another revision. */
    public ProducerHandle withRevision(long revision) {
        return new ProducerHandle(owner, slot, revision);
    }

    /** A text that {@link #parse} reads back, also after a restart: {@code owner:slot:revision}. */
    public String text() {
        return owner + ":" + slot + ":" + revision;
    }
}
