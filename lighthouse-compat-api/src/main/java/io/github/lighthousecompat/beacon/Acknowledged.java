package io.github.lighthousecompat.beacon;

/** The answer to what a node takes note of and has nothing to say about. */
public enum Acknowledged {
    /** The only value: the node took it. */
    ACKNOWLEDGED
}
