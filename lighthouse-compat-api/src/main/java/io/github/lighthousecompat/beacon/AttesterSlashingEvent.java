package io.github.lighthousecompat.beacon;

/**
 * The node has seen proof that validators voted for two things that exclude each other. Immutable and thread-safe.
 *
 * @param slashing the proof
 */
public record AttesterSlashingEvent(AttesterSlashing slashing) implements BeaconEvent {}
