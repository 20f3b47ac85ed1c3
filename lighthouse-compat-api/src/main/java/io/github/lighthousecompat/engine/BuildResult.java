package io.github.lighthousecompat.engine;

/** How {@code buildPayload} ended. */
public sealed interface BuildResult {
    /**
     * A payload was built.
     *
     * @param handle what it was fetched with
     * @param built the payload
     */
    record Built(PayloadHandle handle, BuiltPayload built) implements BuildResult {}

    /**
     * The execution layer began no building, as it does not hold the head for valid.
     *
     * @param status what it says of the head
     */
    record NotBuilt(PayloadStatus status) implements BuildResult {}
}
