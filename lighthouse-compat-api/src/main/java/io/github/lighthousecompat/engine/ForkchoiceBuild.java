package io.github.lighthousecompat.engine;

/**
 * A forkchoice state with attributes: move the head there and begin to build on it. Immutable and thread-safe.
 *
 * @param state the new state
 * @param attributes what to build with
 */
public record ForkchoiceBuild(ForkchoiceState state, PayloadAttributes attributes) {}
