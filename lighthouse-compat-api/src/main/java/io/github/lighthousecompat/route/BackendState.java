package io.github.lighthousecompat.route;

/** What a routed client may do with a backend. */
public enum BackendState {
    /** It has had every ordered call and may answer. */
    READY,
    /** It missed a call: it neither answers nor is compared until it has caught up. */
    LAGGING,
    /** It contradicted a backend that is trusted more: it is fed, but does not answer before someone resumes it. */
    SUSPENDED,
    /** The chain has passed the last fork that its version speaks: it is out for good. */
    OUTDATED
}
