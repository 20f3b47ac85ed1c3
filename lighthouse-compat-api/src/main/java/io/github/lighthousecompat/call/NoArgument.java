package io.github.lighthousecompat.call;

/** The argument of operations that take none. */
public enum NoArgument {
    /** The only value. */
    NONE
}
