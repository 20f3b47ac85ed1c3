package io.github.lighthousecompat.route;

/** How many execution layers stand behind the backends of a routed client. */
public enum Topology {
    /** All backends drive one execution layer: each write is sent once, by the primary. */
    SHARED,
    /** Each backend drives its own: each payload and forkchoice goes to all, in order. */
    SEPARATE
}
