package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.Release;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a stream of events can be about. A topic that this library does not know is a value as any other: the node
 * decides.
 *
 * <p>Immutable and thread-safe; two are equal when their names are.
 */
public final class EventTopic {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");

    /** The head moved: {@link HeadEvent}. */
    public static final EventTopic HEAD = new EventTopic("head", null);
    /** A block was imported: {@link BlockEvent}. */
    public static final EventTopic BLOCK = new EventTopic("block", null);
    /** An attestation was seen: {@link AttestationEvent}. */
    public static final EventTopic ATTESTATION = new EventTopic("attestation", null);
    /** A validator wants to leave: {@link VoluntaryExitEvent}. */
    public static final EventTopic VOLUNTARY_EXIT = new EventTopic("voluntary_exit", null);
    /** A contribution to the sync committee was seen: {@link ContributionAndProofEvent}. */
    public static final EventTopic CONTRIBUTION_AND_PROOF = new EventTopic("contribution_and_proof", null);
    /** A checkpoint was finalized: {@link FinalizedCheckpointEvent}. */
    public static final EventTopic FINALIZED_CHECKPOINT = new EventTopic("finalized_checkpoint", null);
    /** The head moved to another branch: {@link ChainReorgEvent}. */
    public static final EventTopic CHAIN_REORG = new EventTopic("chain_reorg", null);
    /** What the next block is to be built with: {@link PayloadAttributesEvent}. */
    public static final EventTopic PAYLOAD_ATTRIBUTES = new EventTopic("payload_attributes", null);
    /** A block became the head too late; Lighthouse only: {@link LateHeadEvent}. */
    public static final EventTopic LATE_HEAD = new EventTopic("late_head", null);
    /** What a proposer earned by a block; Lighthouse only: {@link BlockRewardEvent}. */
    public static final EventTopic BLOCK_REWARD = new EventTopic("block_reward", null);
    /** A blob was seen, from v4.6.0 on: {@link BlobSidecarEvent}. */
    public static final EventTopic BLOB_SIDECAR = new EventTopic("blob_sidecar", Release.of(4, 6, 0));
    /** What light clients need of a finalized block, from v4.6.0 on: {@link LightClientFinalityUpdateEvent}. */
    public static final EventTopic LIGHT_CLIENT_FINALITY_UPDATE =
            new EventTopic("light_client_finality_update", Release.of(4, 6, 0));
    /** What light clients need of the head, from v4.6.0 on: {@link LightClientOptimisticUpdateEvent}. */
    public static final EventTopic LIGHT_CLIENT_OPTIMISTIC_UPDATE =
            new EventTopic("light_client_optimistic_update", Release.of(4, 6, 0));
    /** A proof against voters was seen, from v5.2.0 on: {@link AttesterSlashingEvent}. */
    public static final EventTopic ATTESTER_SLASHING = new EventTopic("attester_slashing", Release.of(5, 2, 0));
    /** A proof against a proposer was seen, from v5.2.0 on: {@link ProposerSlashingEvent}. */
    public static final EventTopic PROPOSER_SLASHING = new EventTopic("proposer_slashing", Release.of(5, 2, 0));
    /** A change of withdrawal credentials was seen, from v5.2.0 on: {@link BlsToExecutionChangeEvent}. */
    public static final EventTopic BLS_TO_EXECUTION_CHANGE =
            new EventTopic("bls_to_execution_change", Release.of(5, 2, 0));
    /** A block arrived and is not yet checked, from v5.3.0 on: {@link BlockGossipEvent}. */
    public static final EventTopic BLOCK_GOSSIP = new EventTopic("block_gossip", Release.of(5, 3, 0));

    /** All that this library knows, those that every release has first. */
    public static final List<EventTopic> KNOWN = List.of(
            HEAD,
            BLOCK,
            ATTESTATION,
            VOLUNTARY_EXIT,
            CONTRIBUTION_AND_PROOF,
            FINALIZED_CHECKPOINT,
            CHAIN_REORG,
            PAYLOAD_ATTRIBUTES,
            LATE_HEAD,
            BLOCK_REWARD,
            BLOB_SIDECAR,
            LIGHT_CLIENT_FINALITY_UPDATE,
            LIGHT_CLIENT_OPTIMISTIC_UPDATE,
            ATTESTER_SLASHING,
            PROPOSER_SLASHING,
            BLS_TO_EXECUTION_CHANGE,
            BLOCK_GOSSIP);

    private final String name;
    private final @Nullable Release first;

    private EventTopic(String name, @Nullable Release first) {
        this.name = name;
        this.first = first;
    }

    /**
     * The topic with this name, as in {@code chain_reorg}; also one that this library does not know.
     *
     * @throws IllegalArgumentException if it is not 1 to 64 letters, digits, dots, dashes or underscores
     */
    public static EventTopic of(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a topic has 1 to 64 letters, digits, dots, dashes or underscores, not \"" + name + '"');
        }
        return KNOWN.stream()
                .filter(known -> known.name.equals(name))
                .findAny()
                .orElseGet(() -> new EventTopic(name, null));
    }

    /** The name on the wire. */
    public String name() {
        return name;
    }

    /** Whether it is one of {@link #KNOWN}. */
    public boolean isKnown() {
        return KNOWN.contains(this);
    }

    /** The first release that has it; empty if all have it that this library speaks to, or if it is not known. */
    public Optional<Release> firstRelease() {
        return Optional.ofNullable(first);
    }

    /** Whether nothing is known that keeps {@code release} from having it. */
    public boolean isIn(Release release) {
        return first == null || release.compareTo(first) >= 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof EventTopic that && name.equals(that.name);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** The name on the wire. */
    @Override
    public String toString() {
        return name;
    }
}
