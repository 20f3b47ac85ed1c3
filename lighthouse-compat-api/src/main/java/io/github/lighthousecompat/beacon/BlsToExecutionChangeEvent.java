package io.github.lighthousecompat.beacon;

/**
 * The node has seen a change of withdrawal credentials. Immutable and thread-safe.
 *
 * @param change the change
 */
public record BlsToExecutionChangeEvent(SignedBlsToExecutionChange change) implements BeaconEvent {}
