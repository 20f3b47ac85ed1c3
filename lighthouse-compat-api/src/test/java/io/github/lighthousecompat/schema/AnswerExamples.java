package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.BeaconBlockHeader;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.DatabaseAnchor;
import io.github.lighthousecompat.beacon.DatabaseBlobs;
import io.github.lighthousecompat.beacon.DatabaseInfo;
import io.github.lighthousecompat.beacon.DatabaseSplit;
import io.github.lighthousecompat.beacon.FinalityCheckpoints;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.LighthouseHealth;
import io.github.lighthousecompat.beacon.NodeIdentity;
import io.github.lighthousecompat.beacon.NodeMetadata;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.NodeVersion;
import io.github.lighthousecompat.beacon.PeerCount;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.PublishFailure;
import io.github.lighthousecompat.beacon.SignedBeaconBlockHeader;
import io.github.lighthousecompat.beacon.SignedValidatorRegistration;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.beacon.SyncState;
import io.github.lighthousecompat.beacon.Validator;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorInclusion;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorLiveness;
import io.github.lighthousecompat.beacon.ValidatorRegistration;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Answers and requests as a node writes and takes them, with the values that they are. */
final class AnswerExamples {
    private static final String ROOT = "0x" + "0a".repeat(Hash32.SIZE);
    private static final String KEY = "0x" + "0b".repeat(Bytes48.SIZE);
    private static final String SIGNATURE = "0x" + "0c".repeat(Bytes96.SIZE);
    private static final String ADDRESS = "0x" + "0d".repeat(Address.SIZE);
    private static final Hash32 HASH = Hash32.parse(ROOT);
    private static final Bytes48 PUBKEY = Bytes48.parse(KEY);
    private static final Address RECIPIENT = Address.parse(ADDRESS);
    private static final Set<String> ALL_REQUIRED = Set.of();

    /**
     * One of them.
     *
     * @param optional members that may be left out
     */
    record Example<T>(String name, JsonType<T> type, String json, T value, Set<String> optional) {
        @Override
        public String toString() {
            return name;
        }
    }

    static final List<Example<?>> ALL = List.of(
            new Example<>(
                    "version",
                    NodeSchemas.VERSION,
                    "{'version':'Lighthouse/v4.5.0-441fc16/x86_64-linux'}",
                    new NodeVersion("Lighthouse/v4.5.0-441fc16/x86_64-linux"),
                    ALL_REQUIRED),
            new Example<>(
                    "syncing",
                    NodeSchemas.SYNCING,
                    "{'is_syncing':true,'is_optimistic':false,'el_offline':true,'head_slot':'100','sync_distance':'7'}",
                    NodeSyncing.builder()
                            .isSyncing(true)
                            .isOptimistic(false)
                            .isExecutionOffline(true)
                            .headSlot(UInt64.of(100))
                            .syncDistance(UInt64.of(7))
                            .build(),
                    Set.of("$.is_optimistic", "$.el_offline")),
            new Example<>(
                    "identity",
                    NodeSchemas.IDENTITY,
                    "{'peer_id':'16Uiu2HAm','enr':'enr:-Ly4Q','p2p_addresses':['/ip4/127.0.0.1/tcp/9000'],"
                            + "'discovery_addresses':[],'metadata':{'seq_number':'3',"
                            + "'attnets':'0x0100000000000080','syncnets':'0x0f'}}",
                    NodeIdentity.builder()
                            .peerId("16Uiu2HAm")
                            .enr("enr:-Ly4Q")
                            .addP2pAddresses("/ip4/127.0.0.1/tcp/9000")
                            .metadata(NodeMetadata.builder()
                                    .sequenceNumber(UInt64.of(3))
                                    .attestationSubnets(Bits.ofSet(64, 0, 63))
                                    .syncCommitteeSubnets(Bits.ofSet(4, 0, 1, 2, 3))
                                    .build())
                            .build(),
                    Set.of("$.metadata.syncnets")),
            new Example<>(
                    "peer count",
                    NodeSchemas.PEER_COUNT,
                    "{'disconnected':'1','connecting':'2','connected':'3','disconnecting':'4'}",
                    PeerCount.of(UInt64.ONE, UInt64.of(2), UInt64.of(3), UInt64.of(4)),
                    ALL_REQUIRED),
            new Example<>(
                    "genesis",
                    ChainSchemas.GENESIS,
                    "{'genesis_time':'1606824023','genesis_validators_root':'" + ROOT
                            + "','genesis_fork_version':'0x00000000'}",
                    Genesis.of(UInt64.of(1_606_824_023L), HASH, Bytes4.ZERO),
                    ALL_REQUIRED),
            new Example<>(
                    "forks",
                    ChainSchemas.FORKS,
                    "[{'previous_version':'0x03000000','current_version':'0x04000000','epoch':'18446744073709551615'}]",
                    List.of(ForkVersions.of(Bytes4.parse("0x03000000"), Bytes4.parse("0x04000000"), UInt64.MAX)),
                    ALL_REQUIRED),
            new Example<>(
                    "finality",
                    ChainSchemas.FINALITY,
                    "{'previous_justified':{'epoch':'1','root':'" + ROOT
                            + "'},'current_justified':{'epoch':'2','root':'" + ROOT
                            + "'},'finalized':{'epoch':'0','root':'" + ROOT + "'}}",
                    FinalityCheckpoints.of(
                            Checkpoint.of(UInt64.ONE, HASH),
                            Checkpoint.of(UInt64.of(2), HASH),
                            Checkpoint.of(UInt64.ZERO, HASH)),
                    ALL_REQUIRED),
            new Example<>("root", ChainSchemas.ROOT, "{'root':'" + ROOT + "'}", HASH, ALL_REQUIRED),
            new Example<>(
                    "headers",
                    ChainSchemas.HEADERS,
                    "[{'root':'" + ROOT + "','canonical':true,'header':{'message':{'slot':'9','proposer_index':'8',"
                            + "'parent_root':'" + ROOT + "','state_root':'" + ROOT + "','body_root':'" + ROOT
                            + "'},'signature':'" + SIGNATURE + "'}}]",
                    List.of(HeaderInfo.builder()
                            .root(HASH)
                            .isCanonical(true)
                            .header(SignedBeaconBlockHeader.builder()
                                    .message(BeaconBlockHeader.builder()
                                            .slot(UInt64.of(9))
                                            .proposerIndex(UInt64.of(8))
                                            .parentRoot(HASH)
                                            .stateRoot(HASH)
                                            .bodyRoot(HASH)
                                            .build())
                                    .signature(Bytes96.parse(SIGNATURE))
                                    .build())
                            .build()),
                    ALL_REQUIRED),
            new Example<>(
                    "spec",
                    ChainSchemas.SPEC,
                    "{'PRESET_BASE':'minimal','SECONDS_PER_SLOT':'2','BLOB_SCHEDULE':[{'EPOCH':'1'}]}",
                    BeaconSpec.builder()
                            .putTexts("PRESET_BASE", "minimal")
                            .putTexts("SECONDS_PER_SLOT", "2")
                            .putStructures("BLOB_SCHEDULE", "[{\"EPOCH\":\"1\"}]")
                            .build(),
                    Set.of("$.PRESET_BASE", "$.SECONDS_PER_SLOT", "$.BLOB_SCHEDULE", "$.BLOB_SCHEDULE[0].EPOCH")),
            new Example<>(
                    "validators",
                    ValidatorSchemas.VALIDATORS,
                    "[{'index':'1','balance':'32000000001','status':'active_ongoing','validator':{'pubkey':'" + KEY
                            + "','withdrawal_credentials':'" + ROOT + "','effective_balance':'32000000000',"
                            + "'slashed':false,'activation_eligibility_epoch':'0','activation_epoch':'1',"
                            + "'exit_epoch':'18446744073709551615','withdrawable_epoch':'18446744073709551615'}}]",
                    List.of(ValidatorInfo.builder()
                            .index(UInt64.ONE)
                            .balance(UInt64.of(32_000_000_001L))
                            .status(ValidatorStatus.ACTIVE_ONGOING)
                            .validator(Validator.builder()
                                    .pubkey(PUBKEY)
                                    .withdrawalCredentials(HASH)
                                    .effectiveBalance(UInt64.of(32_000_000_000L))
                                    .isSlashed(false)
                                    .activationEligibilityEpoch(UInt64.ZERO)
                                    .activationEpoch(UInt64.ONE)
                                    .exitEpoch(UInt64.MAX)
                                    .withdrawableEpoch(UInt64.MAX)
                                    .build())
                            .build()),
                    ALL_REQUIRED),
            new Example<>(
                    "balances",
                    ValidatorSchemas.BALANCES,
                    "[{'index':'1','balance':'2'}]",
                    List.of(ValidatorBalance.of(UInt64.ONE, UInt64.of(2))),
                    ALL_REQUIRED),
            new Example<>(
                    "liveness",
                    ValidatorSchemas.LIVENESS,
                    "[{'index':'1','is_live':true}]",
                    List.of(ValidatorLiveness.of(UInt64.ONE, true)),
                    ALL_REQUIRED),
            new Example<>(
                    "validators query",
                    ValidatorSchemas.query(StateId.HEAD),
                    "{'ids':['1','" + KEY + "'],'statuses':['active_exiting']}",
                    ValidatorsQuery.of(StateId.HEAD, List.of(ValidatorId.of(UInt64.ONE), ValidatorId.of(PUBKEY)))
                            .withStatuses(List.of(ValidatorStatus.ACTIVE_EXITING)),
                    Set.of("$.ids", "$.statuses")),
            new Example<>(
                    "proposer duty",
                    DutySchemas.PROPOSER,
                    "{'pubkey':'" + KEY + "','validator_index':'1','slot':'2'}",
                    ProposerDuty.builder()
                            .pubkey(PUBKEY)
                            .validatorIndex(UInt64.ONE)
                            .slot(UInt64.of(2))
                            .build(),
                    ALL_REQUIRED),
            new Example<>(
                    "attester duty",
                    DutySchemas.ATTESTER,
                    "{'pubkey':'" + KEY + "','validator_index':'1','committee_index':'2','committee_length':'3',"
                            + "'committees_at_slot':'4','validator_committee_index':'5','slot':'6'}",
                    AttesterDuty.builder()
                            .pubkey(PUBKEY)
                            .validatorIndex(UInt64.ONE)
                            .committeeIndex(UInt64.of(2))
                            .committeeLength(UInt64.of(3))
                            .committeesAtSlot(UInt64.of(4))
                            .validatorCommitteeIndex(UInt64.of(5))
                            .slot(UInt64.of(6))
                            .build(),
                    ALL_REQUIRED),
            new Example<>(
                    "sync duty",
                    DutySchemas.SYNC,
                    "{'pubkey':'" + KEY + "','validator_index':'1','validator_sync_committee_indices':['2','3']}",
                    SyncDuty.builder()
                            .pubkey(PUBKEY)
                            .validatorIndex(UInt64.ONE)
                            .addValidatorSyncCommitteeIndices(UInt64.of(2), UInt64.of(3))
                            .build(),
                    ALL_REQUIRED),
            new Example<>(
                    "preparations",
                    DutySchemas.PREPARATIONS,
                    "[{'validator_index':'1','fee_recipient':'" + ADDRESS + "'}]",
                    List.of(ProposerPreparation.of(UInt64.ONE, RECIPIENT)),
                    ALL_REQUIRED),
            new Example<>(
                    "registrations",
                    DutySchemas.REGISTRATIONS,
                    "[{'message':{'fee_recipient':'" + ADDRESS + "','gas_limit':'30000000','timestamp':'5','pubkey':'"
                            + KEY + "'},'signature':'" + SIGNATURE + "'}]",
                    List.of(SignedValidatorRegistration.of(
                            ValidatorRegistration.of(RECIPIENT, UInt64.of(30_000_000), UInt64.of(5), PUBKEY),
                            Bytes96.parse(SIGNATURE))),
                    ALL_REQUIRED),
            new Example<>(
                    "committees",
                    DutySchemas.COMMITTEES,
                    "[{'validator_index':'1','committee_index':'2','committees_at_slot':'3','slot':'4',"
                            + "'is_aggregator':true}]",
                    List.of(CommitteeSubscription.builder()
                            .validatorIndex(UInt64.ONE)
                            .committeeIndex(UInt64.of(2))
                            .committeesAtSlot(UInt64.of(3))
                            .slot(UInt64.of(4))
                            .isAggregator(true)
                            .build()),
                    ALL_REQUIRED),
            new Example<>(
                    "sync committees",
                    DutySchemas.SYNC_COMMITTEES,
                    "[{'validator_index':'1','sync_committee_indices':['2'],'until_epoch':'3'}]",
                    List.of(SyncCommitteeSubscription.builder()
                            .validatorIndex(UInt64.ONE)
                            .addSyncCommitteeIndices(UInt64.of(2))
                            .untilEpoch(UInt64.of(3))
                            .build()),
                    ALL_REQUIRED),
            new Example<>("indices", DutySchemas.INDICES, "['1','2']", List.of(UInt64.ONE, UInt64.of(2)), ALL_REQUIRED),
            new Example<>(
                    "bare indices",
                    DutySchemas.BARE_INDICES,
                    "[1,18446744073709551615]",
                    List.of(UInt64.ONE, UInt64.MAX),
                    ALL_REQUIRED),
            new Example<>("synced", LighthouseSchemas.SYNC_STATE, "'Synced'", SyncState.SYNCED, ALL_REQUIRED),
            new Example<>(
                    "syncing finalized",
                    LighthouseSchemas.SYNC_STATE,
                    "{'SyncingFinalized':{'start_slot':'5','target_slot':'96'}}",
                    SyncState.finalizedChain(UInt64.of(5), UInt64.of(96)),
                    Set.of("$.SyncingFinalized.start_slot", "$.SyncingFinalized.target_slot")),
            new Example<>(
                    "backfill",
                    LighthouseSchemas.SYNC_STATE,
                    "{'BackFillSyncing':{'completed':5,'remaining':96}}",
                    SyncState.backfill(UInt64.of(5), UInt64.of(96)),
                    Set.of("$.BackFillSyncing.completed", "$.BackFillSyncing.remaining")),
            new Example<>(
                    "health",
                    LighthouseSchemas.HEALTH,
                    "{'pid':12,'pid_num_threads':19,'pid_mem_resident_set_size':4009533440,"
                            + "'pid_mem_virtual_memory_size':5000000000,'pid_mem_shared_memory_size':0}",
                    LighthouseHealth.builder()
                            .processId(UInt64.of(12))
                            .threads(UInt64.of(19))
                            .residentMemory(UInt64.of(4_009_533_440L))
                            .virtualMemory(UInt64.of(5_000_000_000L))
                            .sharedMemory(UInt64.ZERO)
                            .build(),
                    Set.of("$.pid_mem_shared_memory_size")),
            new Example<>(
                    "validator inclusion",
                    LighthouseSchemas.VALIDATOR_INCLUSION,
                    "{'current_epoch_active_gwei':642688000000000,'previous_epoch_active_gwei':1,"
                            + "'current_epoch_target_attesting_gwei':366208000000000,"
                            + "'previous_epoch_target_attesting_gwei':3,'previous_epoch_head_attesting_gwei':4}",
                    ValidatorInclusion.builder()
                            .currentEpochActive(UInt64.of(642_688_000_000_000L))
                            .previousEpochActive(UInt64.ONE)
                            .currentEpochTargetAttesting(UInt64.of(366_208_000_000_000L))
                            .previousEpochTargetAttesting(UInt64.of(3))
                            .previousEpochHeadAttesting(UInt64.of(4))
                            .build(),
                    Set.of("$.previous_epoch_active_gwei")),
            new Example<>(
                    "database",
                    LighthouseSchemas.DATABASE,
                    "{'schema_version':18,'split':{'slot':'64','state_root':'" + ROOT + "','block_root':'" + ROOT
                            + "'},'anchor':{'anchor_slot':'32','oldest_block_slot':'1','oldest_block_parent':'" + ROOT
                            + "','state_upper_limit':'64','state_lower_limit':'0'},"
                            + "'blob_info':{'oldest_blob_slot':'40','blobs_db':true}}",
                    DatabaseInfo.builder()
                            .schemaVersion(UInt64.of(18))
                            .split(DatabaseSplit.builder()
                                    .slot(UInt64.of(64))
                                    .stateRoot(HASH)
                                    .blockRoot(HASH)
                                    .build())
                            .anchor(DatabaseAnchor.builder()
                                    .anchorSlot(UInt64.of(32))
                                    .oldestBlockSlot(UInt64.ONE)
                                    .oldestBlockParent(HASH)
                                    .stateUpperLimit(UInt64.of(64))
                                    .stateLowerLimit(UInt64.ZERO)
                                    .build())
                            .blobs(DatabaseBlobs.builder()
                                    .oldestBlobSlot(UInt64.of(40))
                                    .isSeparate(true)
                                    .build())
                            .build(),
                    Set.of("$.split.block_root", "$.anchor", "$.blob_info", "$.blob_info.oldest_blob_slot")),
            new Example<>(
                    "error",
                    NodeError.TYPE,
                    "{'code':400,'message':'BAD_REQUEST: no','failures':[{'index':2,'message':'late'}]}",
                    new NodeError(
                            Optional.of(UInt64.of(400)),
                            Optional.of("BAD_REQUEST: no"),
                            List.of(PublishFailure.of(UInt64.of(2), "late"))),
                    Set.of("$.code", "$.message", "$.failures")));

    private AnswerExamples() {}
}
