package io.github.lighthousecompat.call;

/** Whom an operation goes to. */
public enum Facet {
    /** The execution layer, through its Engine API. */
    ENGINE,
    /** A Lighthouse node, through its Beacon API. */
    BEACON
}
