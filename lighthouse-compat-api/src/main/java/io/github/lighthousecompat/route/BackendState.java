package io.github.lighthousecompat.route;

/** What a routed client may do with a backend. */
public enum BackendState {
    /** It has had every ordered call and may answer. */
    READY,
    /** It missed a call: until it has caught up it is not compared, and answers only where nobody else may. */
    LAGGING,
    /** It contradicted a backend that is trusted more: it is fed, but does not answer before someone resumes it. */
    SUSPENDED,
    /** The chain has passed the last fork that its version speaks: it is out until its node is upgraded in place. */
    OUTDATED
}
