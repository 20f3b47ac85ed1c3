package io.github.lighthousecompat.beacon;

/**
 * What a subscription hears: an event of the node, or a gap in what it tells. Immutable and thread-safe.
 *
 * <p>There is one type for each of {@link EventTopic#KNOWN}, {@link UnknownEvent} for all else that a node says, and
 * {@link EventGap} where events are missing.
 */
public sealed interface BeaconEvent
        permits HeadEvent,
                BlockEvent,
                AttestationEvent,
                VoluntaryExitEvent,
                ContributionAndProofEvent,
                FinalizedCheckpointEvent,
                ChainReorgEvent,
                PayloadAttributesEvent,
                LateHeadEvent,
                BlockRewardEvent,
                BlobSidecarEvent,
                LightClientFinalityUpdateEvent,
                LightClientOptimisticUpdateEvent,
                AttesterSlashingEvent,
                ProposerSlashingEvent,
                BlsToExecutionChangeEvent,
                BlockGossipEvent,
                UnknownEvent,
                EventGap {}
