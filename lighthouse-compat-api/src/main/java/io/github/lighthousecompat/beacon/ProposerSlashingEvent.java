package io.github.lighthousecompat.beacon;

/**
 * The node has seen proof that a validator proposed two blocks for one slot. Immutable and thread-safe.
 *
 * @param slashing the proof
 */
public record ProposerSlashingEvent(ProposerSlashing slashing) implements BeaconEvent {}
