package io.github.lighthousecompat.beacon;

/**
 * The node has seen messages of a part of the sync committee. Immutable and thread-safe.
 *
 * @param contribution the messages
 */
public record ContributionAndProofEvent(SignedContributionAndProof contribution) implements BeaconEvent {}
