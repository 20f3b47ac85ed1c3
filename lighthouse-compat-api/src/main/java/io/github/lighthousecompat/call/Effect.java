package io.github.lighthousecompat.call;

/** What an operation does to the servers behind it; it decides how the operation may be routed. */
public enum Effect {
    /** Changes nothing: may be repeated, compared and sent anywhere. */
    READ,
    /** Changes state, but a repetition changes nothing more: {@code newPayload}. */
    IDEMPOTENT_WRITE,
    /** Changes state, and the order counts: {@code forkchoiceUpdated}. */
    ORDERED_WRITE,
    /** Begins the building of a payload that only the same server can finish. */
    BUILD_START,
    /** Fetches what {@link #BUILD_START} began; may end the building. */
    BUILD_FETCH,
    /** Yields something that a validator signs; a second one may be slashable. */
    SIGNABLE,
    /** Publishes something signed. */
    PUBLISH,
    /** Tells a node about the host's validators; lost when the node restarts. */
    ANNOUNCE,
    /** Unknown to this library: goes to the primary, once. */
    OPAQUE
}
