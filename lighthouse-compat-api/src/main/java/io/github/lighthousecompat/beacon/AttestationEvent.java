package io.github.lighthousecompat.beacon;

/**
 * The node has seen an attestation and found it good. Immutable and thread-safe.
 *
 * @param attestation the attestation
 */
public record AttestationEvent(Attestation attestation) implements BeaconEvent {}
