package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BOOLEAN;
import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.Basics.BYTES48;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.JsonBasics.NUMBER;
import static io.github.lighthousecompat.schema.JsonBasics.TEXT;

import io.github.lighthousecompat.beacon.AttestationEvent;
import io.github.lighthousecompat.beacon.AttesterSlashingEvent;
import io.github.lighthousecompat.beacon.BeaconBlockHeader;
import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BlobSidecarEvent;
import io.github.lighthousecompat.beacon.BlockEvent;
import io.github.lighthousecompat.beacon.BlockGossipEvent;
import io.github.lighthousecompat.beacon.BlsToExecutionChangeEvent;
import io.github.lighthousecompat.beacon.ChainReorgEvent;
import io.github.lighthousecompat.beacon.ContributionAndProofEvent;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.FinalizedCheckpointEvent;
import io.github.lighthousecompat.beacon.HeadEvent;
import io.github.lighthousecompat.beacon.LateHeadEvent;
import io.github.lighthousecompat.beacon.LightClientFinalityUpdateEvent;
import io.github.lighthousecompat.beacon.LightClientOptimisticUpdateEvent;
import io.github.lighthousecompat.beacon.ProposerSlashingEvent;
import io.github.lighthousecompat.beacon.UnknownEvent;
import io.github.lighthousecompat.beacon.VoluntaryExitEvent;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What the events of a node say, by their topics. Immutable and thread-safe.
 *
 * <p>They are read leniently: members that are not known are passed over, and an event that can't be read is an {@link
 * UnknownEvent} that says why, because the others of its stream go on to count.
 */
public final class EventSchemas {
    private static final UInt64 MOST_SECONDS = UInt64.of(Integer.MAX_VALUE);
    private static final UInt64 MOST_NANOS = UInt64.of(999_999_999);

    /** A time that Lighthouse tells as seconds and nanoseconds. */
    private static final JsonType<Duration> DELAY = JsonObject.of(Delay::new, Delay::duration)
            .field("secs", NUMBER, delay -> UInt64.of(delay.toSeconds()), Delay::seconds)
            .field("nanos", NUMBER, delay -> UInt64.of(delay.toNanosPart()), Delay::nanos)
            .end();

    /** {@code head}. */
    private static final JsonType<HeadEvent> HEAD = JsonObject.of(HeadEvent::builder, HeadEvent.Builder::build)
            .field("slot", UINT64, HeadEvent::slot, HeadEvent.Builder::slot)
            .field("block", BYTES32, HeadEvent::block, HeadEvent.Builder::block)
            .field("state", BYTES32, HeadEvent::state, HeadEvent.Builder::state)
            .field(
                    "current_duty_dependent_root",
                    BYTES32,
                    HeadEvent::currentDutyDependentRoot,
                    HeadEvent.Builder::currentDutyDependentRoot)
            .field(
                    "previous_duty_dependent_root",
                    BYTES32,
                    HeadEvent::previousDutyDependentRoot,
                    HeadEvent.Builder::previousDutyDependentRoot)
            .field("epoch_transition", BOOLEAN, HeadEvent::isEpochTransition, HeadEvent.Builder::isEpochTransition)
            .field(
                    "execution_optimistic",
                    BOOLEAN,
                    HeadEvent::isExecutionOptimistic,
                    HeadEvent.Builder::isExecutionOptimistic)
            .end();

    /** {@code block}. */
    private static final JsonType<BlockEvent> BLOCK = JsonObject.of(BlockEvent::builder, BlockEvent.Builder::build)
            .field("slot", UINT64, BlockEvent::slot, BlockEvent.Builder::slot)
            .field("block", BYTES32, BlockEvent::block, BlockEvent.Builder::block)
            .field(
                    "execution_optimistic",
                    BOOLEAN,
                    BlockEvent::isExecutionOptimistic,
                    BlockEvent.Builder::isExecutionOptimistic)
            .end();

    /** {@code finalized_checkpoint}. */
    private static final JsonType<FinalizedCheckpointEvent> FINALIZED = JsonObject.of(
                    FinalizedCheckpointEvent::builder, FinalizedCheckpointEvent.Builder::build)
            .field("block", BYTES32, FinalizedCheckpointEvent::block, FinalizedCheckpointEvent.Builder::block)
            .field("state", BYTES32, FinalizedCheckpointEvent::state, FinalizedCheckpointEvent.Builder::state)
            .field("epoch", UINT64, FinalizedCheckpointEvent::epoch, FinalizedCheckpointEvent.Builder::epoch)
            .field(
                    "execution_optimistic",
                    BOOLEAN,
                    FinalizedCheckpointEvent::isExecutionOptimistic,
                    FinalizedCheckpointEvent.Builder::isExecutionOptimistic)
            .end();

    /** {@code chain_reorg}. */
    private static final JsonType<ChainReorgEvent> REORG = JsonObject.of(
                    ChainReorgEvent::builder, ChainReorgEvent.Builder::build)
            .field("slot", UINT64, ChainReorgEvent::slot, ChainReorgEvent.Builder::slot)
            .field("depth", UINT64, ChainReorgEvent::depth, ChainReorgEvent.Builder::depth)
            .field("old_head_block", BYTES32, ChainReorgEvent::oldHeadBlock, ChainReorgEvent.Builder::oldHeadBlock)
            .field("old_head_state", BYTES32, ChainReorgEvent::oldHeadState, ChainReorgEvent.Builder::oldHeadState)
            .field("new_head_block", BYTES32, ChainReorgEvent::newHeadBlock, ChainReorgEvent.Builder::newHeadBlock)
            .field("new_head_state", BYTES32, ChainReorgEvent::newHeadState, ChainReorgEvent.Builder::newHeadState)
            .field("epoch", UINT64, ChainReorgEvent::epoch, ChainReorgEvent.Builder::epoch)
            .field(
                    "execution_optimistic",
                    BOOLEAN,
                    ChainReorgEvent::isExecutionOptimistic,
                    ChainReorgEvent.Builder::isExecutionOptimistic)
            .end();

    /** {@code late_head}; the number of the proposer has no quotes. */
    private static final JsonType<LateHeadEvent> LATE_HEAD = JsonObject.of(
                    LateHeadEvent::builder, LateHeadEvent.Builder::build)
            .field("slot", UINT64, LateHeadEvent::slot, LateHeadEvent.Builder::slot)
            .field("block", BYTES32, LateHeadEvent::block, LateHeadEvent.Builder::block)
            .field("proposer_index", NUMBER, LateHeadEvent::proposerIndex, LateHeadEvent.Builder::proposerIndex)
            .optional("peer_id", TEXT, LateHeadEvent::peerId, LateHeadEvent.Builder::peerId)
            .optional("peer_client", TEXT, LateHeadEvent::peerClient, LateHeadEvent.Builder::peerClient)
            .field("proposer_graffiti", TEXT, LateHeadEvent::proposerGraffiti, LateHeadEvent.Builder::proposerGraffiti)
            .field("block_delay", DELAY, LateHeadEvent::blockDelay, LateHeadEvent.Builder::blockDelay)
            .optional("observed_delay", DELAY, LateHeadEvent::observedDelay, LateHeadEvent.Builder::observedDelay)
            .optional("imported_delay", DELAY, LateHeadEvent::importedDelay, LateHeadEvent.Builder::importedDelay)
            .optional("set_as_head_delay", DELAY, LateHeadEvent::setAsHeadDelay, LateHeadEvent.Builder::setAsHeadDelay)
            .field(
                    "execution_optimistic",
                    BOOLEAN,
                    LateHeadEvent::isExecutionOptimistic,
                    LateHeadEvent.Builder::isExecutionOptimistic)
            .end();

    /** {@code blob_sidecar}. */
    private static final JsonType<BlobSidecarEvent> BLOB_SIDECAR = JsonObject.of(
                    BlobSidecarEvent::builder, BlobSidecarEvent.Builder::build)
            .field("block_root", BYTES32, BlobSidecarEvent::blockRoot, BlobSidecarEvent.Builder::blockRoot)
            .field("index", UINT64, BlobSidecarEvent::index, BlobSidecarEvent.Builder::index)
            .field("slot", UINT64, BlobSidecarEvent::slot, BlobSidecarEvent.Builder::slot)
            .field("kzg_commitment", BYTES48, BlobSidecarEvent::kzgCommitment, BlobSidecarEvent.Builder::kzgCommitment)
            .field("versioned_hash", BYTES32, BlobSidecarEvent::versionedHash, BlobSidecarEvent.Builder::versionedHash)
            .end();

    /** {@code block_gossip}. */
    private static final JsonType<BlockGossipEvent> BLOCK_GOSSIP = JsonObject.of(
                    BlockGossipEvent::builder, BlockGossipEvent.Builder::build)
            .field("slot", UINT64, BlockGossipEvent::slot, BlockGossipEvent.Builder::slot)
            .field("block", BYTES32, BlockGossipEvent::block, BlockGossipEvent.Builder::block)
            .end();

    private static final JsonType<BeaconBlockHeader> LIGHT_HEADER = JsonSlot.only("beacon", OperationSchemas.HEADER);

    private final Map<String, Function<JsonCursor, BeaconEvent>> readers;

    private EventSchemas(OperationSchemas operations) {
        JsonType<LightClientFinalityUpdateEvent> finality = finalityUpdate(operations);
        JsonType<LightClientOptimisticUpdateEvent> optimistic = optimisticUpdate(operations);
        readers = Map.ofEntries(
                entry(EventTopic.HEAD, HEAD::read),
                entry(EventTopic.BLOCK, BLOCK::read),
                entry(EventTopic.FINALIZED_CHECKPOINT, FINALIZED::read),
                entry(EventTopic.CHAIN_REORG, REORG::read),
                entry(EventTopic.LATE_HEAD, LATE_HEAD::read),
                entry(EventTopic.BLOB_SIDECAR, BLOB_SIDECAR::read),
                entry(EventTopic.BLOCK_GOSSIP, BLOCK_GOSSIP::read),
                entry(EventTopic.BLOCK_REWARD, BlockRewards::read),
                entry(EventTopic.PAYLOAD_ATTRIBUTES, NextPayload::read),
                entry(EventTopic.LIGHT_CLIENT_FINALITY_UPDATE, finality::read),
                entry(EventTopic.LIGHT_CLIENT_OPTIMISTIC_UPDATE, optimistic::read),
                entry(EventTopic.ATTESTATION, json -> new AttestationEvent(operations.attestation.read(json))),
                entry(
                        EventTopic.VOLUNTARY_EXIT,
                        json -> new VoluntaryExitEvent(OperationSchemas.SIGNED_VOLUNTARY_EXIT.read(json))),
                entry(
                        EventTopic.CONTRIBUTION_AND_PROOF,
                        json -> new ContributionAndProofEvent(operations.signedContributionAndProof.read(json))),
                entry(
                        EventTopic.ATTESTER_SLASHING,
                        json -> new AttesterSlashingEvent(operations.attesterSlashing.read(json))),
                entry(
                        EventTopic.PROPOSER_SLASHING,
                        json -> new ProposerSlashingEvent(OperationSchemas.PROPOSER_SLASHING.read(json))),
                entry(
                        EventTopic.BLS_TO_EXECUTION_CHANGE,
                        json -> new BlsToExecutionChangeEvent(
                                OperationSchemas.SIGNED_BLS_TO_EXECUTION_CHANGE.read(json))));
    }

    /** The events of chains whose structures are these. */
    public static EventSchemas of(BlockSchemas blocks) {
        return new EventSchemas(blocks.operations);
    }

    /**
     * Reads an event.
     *
     * @param topic what the node calls it
     * @param data what it says
     */
    public BeaconEvent read(String topic, byte[] data) {
        Function<JsonCursor, BeaconEvent> reader = readers.get(topic);
        if (reader == null) {
            return unknown(topic, data, Optional.empty());
        }
        try {
            JsonCursor json = new JsonCursor(data, data.length);
            BeaconEvent event = reader.apply(json);
            json.end();
            return event;
        } catch (DecodeFailure e) {
            return unknown(topic, data, Optional.of(e.path() + ": " + e.problem()));
        }
    }

    private static Map.Entry<String, Function<JsonCursor, BeaconEvent>> entry(
            EventTopic topic, Function<JsonCursor, BeaconEvent> reader) {
        return Map.entry(topic.name(), reader);
    }

    private static UnknownEvent unknown(String topic, byte[] data, Optional<String> problem) {
        return new UnknownEvent(topic, new String(data, StandardCharsets.UTF_8), problem);
    }

    private static JsonType<LightClientFinalityUpdateEvent> finalityUpdate(OperationSchemas operations) {
        return JsonObject.of(LightClientFinalityUpdateEvent::builder, LightClientFinalityUpdateEvent.Builder::build)
                .field(
                        "attested_header",
                        LIGHT_HEADER,
                        LightClientFinalityUpdateEvent::attestedHeader,
                        LightClientFinalityUpdateEvent.Builder::attestedHeader)
                .field(
                        "finalized_header",
                        LIGHT_HEADER,
                        LightClientFinalityUpdateEvent::finalizedHeader,
                        LightClientFinalityUpdateEvent.Builder::finalizedHeader)
                .field(
                        "sync_aggregate",
                        operations.syncAggregate,
                        LightClientFinalityUpdateEvent::syncAggregate,
                        LightClientFinalityUpdateEvent.Builder::syncAggregate)
                .field(
                        "signature_slot",
                        UINT64,
                        LightClientFinalityUpdateEvent::signatureSlot,
                        LightClientFinalityUpdateEvent.Builder::signatureSlot)
                .end();
    }

    private static JsonType<LightClientOptimisticUpdateEvent> optimisticUpdate(OperationSchemas operations) {
        return JsonObject.of(LightClientOptimisticUpdateEvent::builder, LightClientOptimisticUpdateEvent.Builder::build)
                .field(
                        "attested_header",
                        LIGHT_HEADER,
                        LightClientOptimisticUpdateEvent::attestedHeader,
                        LightClientOptimisticUpdateEvent.Builder::attestedHeader)
                .field(
                        "sync_aggregate",
                        operations.syncAggregate,
                        LightClientOptimisticUpdateEvent::syncAggregate,
                        LightClientOptimisticUpdateEvent.Builder::syncAggregate)
                .field(
                        "signature_slot",
                        UINT64,
                        LightClientOptimisticUpdateEvent::signatureSlot,
                        LightClientOptimisticUpdateEvent.Builder::signatureSlot)
                .end();
    }

    /** A duration that is being read. */
    private static final class Delay {
        private UInt64 seconds = UInt64.ZERO;
        private UInt64 nanos = UInt64.ZERO;

        void seconds(UInt64 value) {
            seconds = value;
        }

        void nanos(UInt64 value) {
            nanos = value;
        }

        Duration duration() {
            if (seconds.compareTo(MOST_SECONDS) > 0 || nanos.compareTo(MOST_NANOS) > 0) {
                throw new IllegalArgumentException("is no time that a block could be late");
            }
            return Duration.ofSeconds(seconds.longBits(), nanos.longBits());
        }
    }
}
