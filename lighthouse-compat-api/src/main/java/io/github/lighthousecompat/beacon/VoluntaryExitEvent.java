package io.github.lighthousecompat.beacon;

/**
 * The node has seen that a validator wants to leave. Immutable and thread-safe.
 *
 * @param exit the wish
 */
public record VoluntaryExitEvent(SignedVoluntaryExit exit) implements BeaconEvent {}
