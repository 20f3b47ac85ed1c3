package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The operations of the beacon facet. Those who implement a {@code Caller} answer these; hosts use {@link BeaconApi}.
 *
 * <p>Limits are what Lighthouse's own validator client gives on a chain with slots of 12 s: half a slot to propose, a
 * quarter for other duties and their announcement, a slot for the rest; what is asked of the node itself has a quarter
 * too. {@link #limit} gives those of other chains.
 */
public final class BeaconOperations {
    private static final Duration PUBLIC_SLOT = Duration.ofSeconds(12);
    private static final Duration PROPOSE = Duration.ofSeconds(6);
    private static final Duration DUTY = Duration.ofSeconds(3);
    private static final Duration ASK = Duration.ofSeconds(3);
    private static final Duration FETCH = Duration.ofSeconds(12);
    private static final Duration OPEN = Duration.ofSeconds(30);

    private static final String NODE = "beaconNode";
    private static final String CHAIN = "beaconChain";
    private static final String BLOCK_GROUP = "beaconBlock";
    private static final String VALIDATORS_GROUP = "beaconValidators";
    private static final String DUTIES = "beaconDuties";
    private static final String PRODUCE = "beaconProduce";
    private static final String PUBLISH = "beaconPublish";
    private static final String ANNOUNCE = "beaconAnnounce";
    private static final String LIGHTHOUSE = "beaconLighthouse";
    private static final String EVENTS = "beaconEvents";
    /** That of the engine facet's too. */
    private static final String RAW_GROUP = "raw";

    /** Who the node is. */
    public static final Operation<NoArgument, NodeVersion> NODE_VERSION =
            operation("nodeVersion", NODE, Effect.READ, ASK);

    /** Where the node is on the way to the head. */
    public static final Operation<NoArgument, NodeSyncing> NODE_SYNCING =
            operation("nodeSyncing", NODE, Effect.READ, ASK);

    /** How well the node can serve, from two requests. */
    public static final Operation<NoArgument, NodeHealth> NODE_HEALTH = operation("nodeHealth", NODE, Effect.READ, ASK);

    /** Who the node is on its network. */
    public static final Operation<NoArgument, NodeIdentity> NODE_IDENTITY =
            operation("nodeIdentity", NODE, Effect.READ, ASK);

    /** How many peers it has. */
    public static final Operation<NoArgument, PeerCount> PEER_COUNT = operation("peerCount", NODE, Effect.READ, ASK);

    /** How the chain began; empty before it has. */
    public static final Operation<NoArgument, Optional<Genesis>> GENESIS =
            operation("genesis", CHAIN, Effect.READ, ASK);

    /** All forks that are planned. */
    public static final Operation<NoArgument, List<ForkVersions>> FORKS = operation("forks", CHAIN, Effect.READ, ASK);

    /** What the node is configured with. */
    public static final Operation<NoArgument, BeaconSpec> SPEC = operation("spec", CHAIN, Effect.READ, ASK);

    /** Root of a state; empty where there is no such state. */
    public static final Operation<StateId, Optional<ChainAnswer<Hash32>>> STATE_ROOT =
            operation("stateRoot", CHAIN, Effect.READ, FETCH);

    /** Fork of a state; empty where there is no such state. */
    public static final Operation<StateId, Optional<ChainAnswer<ForkVersions>>> STATE_FORK =
            operation("stateFork", CHAIN, Effect.READ, FETCH);

    /** What a state holds to be settled; empty where there is no such state. */
    public static final Operation<StateId, Optional<ChainAnswer<FinalityCheckpoints>>> FINALITY_CHECKPOINTS =
            operation("finalityCheckpoints", CHAIN, Effect.READ, FETCH);

    /** Headers by slot or parent; none where the node answers that there is none. */
    public static final Operation<HeadersQuery, ChainAnswer<List<HeaderInfo>>> HEADERS =
            operation("headers", CHAIN, Effect.READ, FETCH);

    /** Header of a block; empty where there is no such block. */
    public static final Operation<BlockId, Optional<ChainAnswer<HeaderInfo>>> HEADER =
            operation("header", CHAIN, Effect.READ, FETCH);

    /** Root of a block; empty where there is no such block. */
    public static final Operation<BlockId, Optional<ChainAnswer<Hash32>>> BLOCK_ROOT =
            operation("blockRoot", CHAIN, Effect.READ, FETCH);

    /** A block; empty where there is no such block. */
    public static final Operation<BlockId, Optional<ChainAnswer<SignedBlock>>> BLOCK =
            operation("block", BLOCK_GROUP, Effect.READ, FETCH);

    /** Blobs of a block; empty where there is no such block. */
    public static final Operation<BlobsQuery, Optional<ChainAnswer<List<BlobSidecar>>>> BLOB_SIDECARS =
            operation("blobSidecars", BLOCK_GROUP, Effect.READ, FETCH);

    /** A whole state; empty where there is no such state. */
    public static final Operation<StateId, Optional<StateSsz>> STATE_SSZ =
            operation("stateSsz", BLOCK_GROUP, Effect.READ, FETCH);

    /** Validators of a state, none for those that it does not have; empty where there is no such state. */
    public static final Operation<ValidatorsQuery, Optional<ChainAnswer<List<ValidatorInfo>>>> VALIDATORS =
            operation("validators", VALIDATORS_GROUP, Effect.READ, FETCH);

    /** Balances of a state, none for validators that it does not have; empty where there is no such state. */
    public static final Operation<BalancesQuery, Optional<ChainAnswer<List<ValidatorBalance>>>> VALIDATOR_BALANCES =
            operation("validatorBalances", VALIDATORS_GROUP, Effect.READ, FETCH);

    /** Whether validators were seen in an epoch. */
    public static final Operation<DutiesQuery, List<ValidatorLiveness>> LIVENESS =
            operation("liveness", VALIDATORS_GROUP, Effect.READ, DUTY);

    /** Who proposes in an epoch. */
    public static final Operation<UInt64, Duties<ProposerDuty>> PROPOSER_DUTIES =
            operation("proposerDuties", DUTIES, Effect.READ, DUTY);

    /** Where validators attest in an epoch. */
    public static final Operation<DutiesQuery, Duties<AttesterDuty>> ATTESTER_DUTIES =
            operation("attesterDuties", DUTIES, Effect.READ, DUTY);

    /** Which validators sit in the sync committee of an epoch. */
    public static final Operation<DutiesQuery, Duties<SyncDuty>> SYNC_DUTIES =
            operation("syncDuties", DUTIES, Effect.READ, DUTY);

    /** A block to sign. */
    public static final Operation<ProductionRequest, ProducedBlock> PRODUCE_BLOCK =
            operation("produceBlock", PRODUCE, Effect.SIGNABLE, PROPOSE);

    /** What a committee attests. */
    public static final Operation<AttestationDataRequest, AttestationData> ATTESTATION_DATA =
            operation("attestationData", PRODUCE, Effect.SIGNABLE, DUTY);

    /** The best aggregate that the node has; empty if it has none. */
    public static final Operation<AggregateRequest, Optional<Attestation>> AGGREGATE_ATTESTATION =
            operation("aggregateAttestation", PRODUCE, Effect.SIGNABLE, DUTY);

    /** The best contribution that the node has; empty if it has none. */
    public static final Operation<ContributionRequest, Optional<SyncCommitteeContribution>>
            SYNC_COMMITTEE_CONTRIBUTION = operation("syncCommitteeContribution", PRODUCE, Effect.SIGNABLE, DUTY);

    /** Publishes a block. */
    public static final Operation<BlockPublication, PublishResult> PUBLISH_BLOCK =
            operation("publishBlock", PUBLISH, Effect.PUBLISH, PROPOSE);

    /** Has a blinded block filled in and published. */
    public static final Operation<BlindedBlockPublication, PublishResult> PUBLISH_BLINDED_BLOCK =
            operation("publishBlindedBlock", PUBLISH, Effect.PUBLISH, PROPOSE);

    /** Publishes attestations. */
    public static final Operation<List<Attestation>, PublishResult> PUBLISH_ATTESTATIONS =
            operation("publishAttestations", PUBLISH, Effect.PUBLISH, DUTY);

    /** Publishes aggregates. */
    public static final Operation<List<SignedAggregateAndProof>, PublishResult> PUBLISH_AGGREGATES =
            operation("publishAggregates", PUBLISH, Effect.PUBLISH, DUTY);

    /** Publishes messages of the sync committee. */
    public static final Operation<List<SyncCommitteeMessage>, PublishResult> PUBLISH_SYNC_MESSAGES =
            operation("publishSyncMessages", PUBLISH, Effect.PUBLISH, DUTY);

    /** Publishes contributions of the sync committee. */
    public static final Operation<List<SignedContributionAndProof>, PublishResult> PUBLISH_CONTRIBUTIONS =
            operation("publishContributions", PUBLISH, Effect.PUBLISH, DUTY);

    /** Publishes an exit. */
    public static final Operation<SignedVoluntaryExit, PublishResult> PUBLISH_VOLUNTARY_EXIT =
            operation("publishVoluntaryExit", PUBLISH, Effect.PUBLISH, DUTY);

    /** Publishes changes of withdrawal credentials. */
    public static final Operation<List<SignedBlsToExecutionChange>, PublishResult> PUBLISH_BLS_CHANGES =
            operation("publishBlsChanges", PUBLISH, Effect.PUBLISH, DUTY);

    /** Says who gets the fees of the blocks of validators. */
    public static final Operation<List<ProposerPreparation>, Acknowledged> PREPARE_PROPOSERS =
            operation("prepareProposers", ANNOUNCE, Effect.ANNOUNCE, DUTY);

    /** Registers validators with block builders. */
    public static final Operation<List<SignedValidatorRegistration>, Acknowledged> REGISTER_VALIDATORS =
            operation("registerValidators", ANNOUNCE, Effect.ANNOUNCE, FETCH);

    /** Says which committees validators attest in. */
    public static final Operation<List<CommitteeSubscription>, Acknowledged> SUBSCRIBE_COMMITTEES =
            operation("subscribeCommittees", ANNOUNCE, Effect.ANNOUNCE, DUTY);

    /** Says which sync committees validators sit in. */
    public static final Operation<List<SyncCommitteeSubscription>, Acknowledged> SUBSCRIBE_SYNC_COMMITTEES =
            operation("subscribeSyncCommittees", ANNOUNCE, Effect.ANNOUNCE, DUTY);

    /** What the process of the node takes. */
    public static final Operation<NoArgument, LighthouseHealth> LIGHTHOUSE_HEALTH =
            operation("lighthouseHealth", LIGHTHOUSE, Effect.READ, ASK);

    /** How the node gets on with its peers. */
    public static final Operation<NoArgument, SyncState> LIGHTHOUSE_SYNCING =
            operation("lighthouseSyncing", LIGHTHOUSE, Effect.READ, ASK);

    /** Whether peers can reach the node from outside. */
    public static final Operation<NoArgument, Boolean> LIGHTHOUSE_NAT =
            operation("lighthouseNat", LIGHTHOUSE, Effect.READ, ASK);

    /** How much of all stake was seen to attest in an epoch. */
    public static final Operation<UInt64, ValidatorInclusion> VALIDATOR_INCLUSION =
            operation("validatorInclusion", LIGHTHOUSE, Effect.READ, FETCH);

    /** What the node stores. */
    public static final Operation<NoArgument, DatabaseInfo> DATABASE_INFO =
            operation("databaseInfo", LIGHTHOUSE, Effect.READ, ASK);

    /** Hands old blocks to the database, up to v4.5.0. */
    public static final Operation<List<SignedBlindedBlock>, DatabaseAnchor> HISTORICAL_BLOCKS =
            operation("historicalBlocks", LIGHTHOUSE, Effect.OPAQUE, FETCH);

    /**
     * Opens a stream of events. Its limit is that of opening it, and leaves time for the events of two slots: some
     * nodes say that they have accepted with the first event only.
     */
    public static final Operation<EventRequest, EventSubscription> SUBSCRIBE_EVENTS =
            operation("subscribeEvents", EVENTS, Effect.OPAQUE, OPEN);

    /** Any other request. */
    public static final Operation<RawRequest, RawAnswer> RAW = operation("raw", RAW_GROUP, Effect.OPAQUE, FETCH);

    /** All of them, in the order in which an implementation is best written. */
    public static final List<Operation<?, ?>> ALL = List.of(
            NODE_VERSION,
            NODE_SYNCING,
            NODE_HEALTH,
            NODE_IDENTITY,
            PEER_COUNT,
            GENESIS,
            FORKS,
            SPEC,
            STATE_ROOT,
            STATE_FORK,
            FINALITY_CHECKPOINTS,
            HEADERS,
            HEADER,
            BLOCK_ROOT,
            BLOCK,
            BLOB_SIDECARS,
            STATE_SSZ,
            VALIDATORS,
            VALIDATOR_BALANCES,
            LIVENESS,
            PROPOSER_DUTIES,
            ATTESTER_DUTIES,
            SYNC_DUTIES,
            PRODUCE_BLOCK,
            ATTESTATION_DATA,
            AGGREGATE_ATTESTATION,
            SYNC_COMMITTEE_CONTRIBUTION,
            PUBLISH_BLOCK,
            PUBLISH_BLINDED_BLOCK,
            PUBLISH_ATTESTATIONS,
            PUBLISH_AGGREGATES,
            PUBLISH_SYNC_MESSAGES,
            PUBLISH_CONTRIBUTIONS,
            PUBLISH_VOLUNTARY_EXIT,
            PUBLISH_BLS_CHANGES,
            PREPARE_PROPOSERS,
            REGISTER_VALIDATORS,
            SUBSCRIBE_COMMITTEES,
            SUBSCRIBE_SYNC_COMMITTEES,
            LIGHTHOUSE_HEALTH,
            LIGHTHOUSE_SYNCING,
            LIGHTHOUSE_NAT,
            VALIDATOR_INCLUSION,
            DATABASE_INFO,
            HISTORICAL_BLOCKS,
            SUBSCRIBE_EVENTS,
            RAW);

    private BeaconOperations() {}

    /**
     * How long an operation may take on a chain with slots of {@code slotTime}: what is done for a slot a share of
     * that, everything else as long as on any chain.
     */
    public static Duration limit(Operation<?, ?> operation, Duration slotTime) {
        boolean isForASlot = switch (operation.effect()) {
            case SIGNABLE, PUBLISH, ANNOUNCE -> true;
            default -> operation.group().equals(DUTIES);
        };
        return isForASlot
                ? Duration.ofMillis(operation.limit().toMillis() * slotTime.toMillis() / PUBLIC_SLOT.toMillis())
                : operation.limit();
    }

    private static <A, R> Operation<A, R> operation(String name, String group, Effect effect, Duration limit) {
        return new Operation<>(name, Facet.BEACON, group, effect, limit);
    }
}
