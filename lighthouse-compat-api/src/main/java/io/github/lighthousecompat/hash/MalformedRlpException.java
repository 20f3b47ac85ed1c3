package io.github.lighthousecompat.hash;

/**
 * Bytes are not the canonical RLP of what was asked for; checked, because only the caller knows whose bytes they are.
 */
final class MalformedRlpException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int position;

    /** The fault {@code what} in the item that begins at byte {@code position}. */
    MalformedRlpException(String what, int position) {
        super(what + " at byte " + position);
        this.position = position;
    }

    /** Index of the faulty item's first byte. */
    int position() {
        return position;
    }
}
