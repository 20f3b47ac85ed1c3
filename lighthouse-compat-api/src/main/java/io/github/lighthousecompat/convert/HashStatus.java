package io.github.lighthousecompat.convert;

/** What a conversion made of the block hash that a value states. */
public enum HashStatus {
    /** The value states no block hash of its own: it holds no payload. */
    NONE,
    /** The hash is the one that went in. */
    INTACT,
    /** The hash is the one that went in, and the content is no longer what it was computed from: not to be sent. */
    STALE,
    /** The hash was computed anew from the converted content. */
    RECOMPUTED
}
