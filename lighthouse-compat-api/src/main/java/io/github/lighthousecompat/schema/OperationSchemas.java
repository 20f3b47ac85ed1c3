package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.ADDRESS;
import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.Basics.BYTES48;
import static io.github.lighthousecompat.schema.Basics.BYTES96;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.Basics.bitlist;
import static io.github.lighthousecompat.schema.Basics.bitvector;
import static io.github.lighthousecompat.schema.Basics.list;
import static io.github.lighthousecompat.schema.Basics.vector;

import io.github.lighthousecompat.beacon.AggregateAndProof;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.AttesterSlashing;
import io.github.lighthousecompat.beacon.BeaconBlockHeader;
import io.github.lighthousecompat.beacon.BlsToExecutionChange;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.ContributionAndProof;
import io.github.lighthousecompat.beacon.Deposit;
import io.github.lighthousecompat.beacon.DepositData;
import io.github.lighthousecompat.beacon.Eth1Data;
import io.github.lighthousecompat.beacon.IndexedAttestation;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProposerSlashing;
import io.github.lighthousecompat.beacon.SignedAggregateAndProof;
import io.github.lighthousecompat.beacon.SignedBeaconBlockHeader;
import io.github.lighthousecompat.beacon.SignedBlsToExecutionChange;
import io.github.lighthousecompat.beacon.SignedContributionAndProof;
import io.github.lighthousecompat.beacon.SignedVoluntaryExit;
import io.github.lighthousecompat.beacon.SyncAggregate;
import io.github.lighthousecompat.beacon.SyncCommitteeContribution;
import io.github.lighthousecompat.beacon.SyncCommitteeMessage;
import io.github.lighthousecompat.beacon.VoluntaryExit;

/**
 * What validators and others say that is no block, and what a block holds of it. Immutable and thread-safe.
 */
public final class OperationSchemas {
    /** Levels of the tree of the deposit contract, and one for its length. */
    private static final int DEPOSIT_PROOF = 33;

    /** The first block of an epoch. */
    public static final SszType<Checkpoint> CHECKPOINT = Container.of(Checkpoint::builder, Checkpoint.Builder::build)
            .field("epoch", UINT64, Checkpoint::epoch, Checkpoint.Builder::epoch)
            .field("root", BYTES32, Checkpoint::root, Checkpoint.Builder::root)
            .end();

    /** A block with the root of its body. */
    public static final SszType<BeaconBlockHeader> HEADER = Container.of(
                    BeaconBlockHeader::builder, BeaconBlockHeader.Builder::build)
            .field("slot", UINT64, BeaconBlockHeader::slot, BeaconBlockHeader.Builder::slot)
            .field("proposer_index", UINT64, BeaconBlockHeader::proposerIndex, BeaconBlockHeader.Builder::proposerIndex)
            .field("parent_root", BYTES32, BeaconBlockHeader::parentRoot, BeaconBlockHeader.Builder::parentRoot)
            .field("state_root", BYTES32, BeaconBlockHeader::stateRoot, BeaconBlockHeader.Builder::stateRoot)
            .field("body_root", BYTES32, BeaconBlockHeader::bodyRoot, BeaconBlockHeader.Builder::bodyRoot)
            .end();

    /** A header with the signature of its block. */
    public static final SszType<SignedBeaconBlockHeader> SIGNED_HEADER = Container.of(
                    SignedBeaconBlockHeader::builder, SignedBeaconBlockHeader.Builder::build)
            .field("message", HEADER, SignedBeaconBlockHeader::message, SignedBeaconBlockHeader.Builder::message)
            .field("signature", BYTES96, SignedBeaconBlockHeader::signature, SignedBeaconBlockHeader.Builder::signature)
            .end();

    /** What a proposer says of the deposit contract. */
    public static final SszType<Eth1Data> ETH1_DATA = Container.of(Eth1Data::builder, Eth1Data.Builder::build)
            .field("deposit_root", BYTES32, Eth1Data::depositRoot, Eth1Data.Builder::depositRoot)
            .field("deposit_count", UINT64, Eth1Data::depositCount, Eth1Data.Builder::depositCount)
            .field("block_hash", BYTES32, Eth1Data::blockHash, Eth1Data.Builder::blockHash)
            .end();

    /** What a committee votes for. */
    public static final SszType<AttestationData> ATTESTATION_DATA = Container.of(
                    AttestationData::builder, AttestationData.Builder::build)
            .field("slot", UINT64, AttestationData::slot, AttestationData.Builder::slot)
            .field("index", UINT64, AttestationData::index, AttestationData.Builder::index)
            .field(
                    "beacon_block_root",
                    BYTES32,
                    AttestationData::beaconBlockRoot,
                    AttestationData.Builder::beaconBlockRoot)
            .field("source", CHECKPOINT, AttestationData::source, AttestationData.Builder::source)
            .field("target", CHECKPOINT, AttestationData::target, AttestationData.Builder::target)
            .end();

    /** Proof against a proposer. */
    public static final SszType<ProposerSlashing> PROPOSER_SLASHING = Container.of(
                    ProposerSlashing::builder, ProposerSlashing.Builder::build)
            .field(
                    "signed_header_1",
                    SIGNED_HEADER,
                    ProposerSlashing::signedHeader1,
                    ProposerSlashing.Builder::signedHeader1)
            .field(
                    "signed_header_2",
                    SIGNED_HEADER,
                    ProposerSlashing::signedHeader2,
                    ProposerSlashing.Builder::signedHeader2)
            .end();

    /** What a depositor sent. */
    public static final SszType<DepositData> DEPOSIT_DATA = Container.of(
                    DepositData::builder, DepositData.Builder::build)
            .field("pubkey", BYTES48, DepositData::pubkey, DepositData.Builder::pubkey)
            .field(
                    "withdrawal_credentials",
                    BYTES32,
                    DepositData::withdrawalCredentials,
                    DepositData.Builder::withdrawalCredentials)
            .field("amount", UINT64, DepositData::amount, DepositData.Builder::amount)
            .field("signature", BYTES96, DepositData::signature, DepositData.Builder::signature)
            .end();

    /** A deposit with its proof. */
    public static final SszType<Deposit> DEPOSIT = Container.of(Deposit::builder, Deposit.Builder::build)
            .field("proof", vector(BYTES32, DEPOSIT_PROOF), Deposit::proof, Deposit.Builder::proof)
            .field("data", DEPOSIT_DATA, Deposit::data, Deposit.Builder::data)
            .end();

    /** A validator's wish to leave. */
    public static final SszType<VoluntaryExit> VOLUNTARY_EXIT = Container.of(
                    VoluntaryExit::builder, VoluntaryExit.Builder::build)
            .field("epoch", UINT64, VoluntaryExit::epoch, VoluntaryExit.Builder::epoch)
            .field("validator_index", UINT64, VoluntaryExit::validatorIndex, VoluntaryExit.Builder::validatorIndex)
            .end();

    /** A validator's wish to leave, signed. */
    public static final SszType<SignedVoluntaryExit> SIGNED_VOLUNTARY_EXIT = Container.of(
                    SignedVoluntaryExit::builder, SignedVoluntaryExit.Builder::build)
            .field("message", VOLUNTARY_EXIT, SignedVoluntaryExit::message, SignedVoluntaryExit.Builder::message)
            .field("signature", BYTES96, SignedVoluntaryExit::signature, SignedVoluntaryExit.Builder::signature)
            .end();

    /** A change of withdrawal credentials. */
    public static final SszType<BlsToExecutionChange> BLS_TO_EXECUTION_CHANGE = Container.of(
                    BlsToExecutionChange::builder, BlsToExecutionChange.Builder::build)
            .field(
                    "validator_index",
                    UINT64,
                    BlsToExecutionChange::validatorIndex,
                    BlsToExecutionChange.Builder::validatorIndex)
            .field(
                    "from_bls_pubkey",
                    BYTES48,
                    BlsToExecutionChange::fromBlsPubkey,
                    BlsToExecutionChange.Builder::fromBlsPubkey)
            .field(
                    "to_execution_address",
                    ADDRESS,
                    BlsToExecutionChange::toExecutionAddress,
                    BlsToExecutionChange.Builder::toExecutionAddress)
            .end();

    /** A change of withdrawal credentials, signed. */
    public static final SszType<SignedBlsToExecutionChange> SIGNED_BLS_TO_EXECUTION_CHANGE = Container.of(
                    SignedBlsToExecutionChange::builder, SignedBlsToExecutionChange.Builder::build)
            .field(
                    "message",
                    BLS_TO_EXECUTION_CHANGE,
                    SignedBlsToExecutionChange::message,
                    SignedBlsToExecutionChange.Builder::message)
            .field(
                    "signature",
                    BYTES96,
                    SignedBlsToExecutionChange::signature,
                    SignedBlsToExecutionChange.Builder::signature)
            .end();

    /** What one member of the sync committee signed. */
    public static final SszType<SyncCommitteeMessage> SYNC_COMMITTEE_MESSAGE = Container.of(
                    SyncCommitteeMessage::builder, SyncCommitteeMessage.Builder::build)
            .field("slot", UINT64, SyncCommitteeMessage::slot, SyncCommitteeMessage.Builder::slot)
            .field(
                    "beacon_block_root",
                    BYTES32,
                    SyncCommitteeMessage::beaconBlockRoot,
                    SyncCommitteeMessage.Builder::beaconBlockRoot)
            .field(
                    "validator_index",
                    UINT64,
                    SyncCommitteeMessage::validatorIndex,
                    SyncCommitteeMessage.Builder::validatorIndex)
            .field("signature", BYTES96, SyncCommitteeMessage::signature, SyncCommitteeMessage.Builder::signature)
            .end();

    /** Votes of members of one committee. */
    public final SszType<Attestation> attestation;

    /** Votes with the numbers of those who cast them. */
    public final SszType<IndexedAttestation> indexedAttestation;

    /** Proof against voters. */
    public final SszType<AttesterSlashing> attesterSlashing;

    /** Votes, put together by a member. */
    public final SszType<AggregateAndProof> aggregateAndProof;

    /** Votes, put together and signed by a member. */
    public final SszType<SignedAggregateAndProof> signedAggregateAndProof;

    /** What the sync committee signed. */
    public final SszType<SyncAggregate> syncAggregate;

    /** What a part of the sync committee signed. */
    public final SszType<SyncCommitteeContribution> contribution;

    /** Messages of a part of the sync committee, put together by a member. */
    public final SszType<ContributionAndProof> contributionAndProof;

    /** Messages of a part of the sync committee, put together and signed by a member. */
    public final SszType<SignedContributionAndProof> signedContributionAndProof;

    OperationSchemas(Preset preset) {
        attestation = Container.of(Attestation::builder, Attestation.Builder::build)
                .field(
                        "aggregation_bits",
                        bitlist(preset.maxValidatorsPerCommittee()),
                        Attestation::aggregationBits,
                        Attestation.Builder::aggregationBits)
                .field("data", ATTESTATION_DATA, Attestation::data, Attestation.Builder::data)
                .field("signature", BYTES96, Attestation::signature, Attestation.Builder::signature)
                .end();
        indexedAttestation = Container.of(IndexedAttestation::builder, IndexedAttestation.Builder::build)
                .field(
                        "attesting_indices",
                        list(UINT64, preset.maxValidatorsPerCommittee()),
                        IndexedAttestation::attestingIndices,
                        IndexedAttestation.Builder::attestingIndices)
                .field("data", ATTESTATION_DATA, IndexedAttestation::data, IndexedAttestation.Builder::data)
                .field("signature", BYTES96, IndexedAttestation::signature, IndexedAttestation.Builder::signature)
                .end();
        attesterSlashing = Container.of(AttesterSlashing::builder, AttesterSlashing.Builder::build)
                .field(
                        "attestation_1",
                        indexedAttestation,
                        AttesterSlashing::attestation1,
                        AttesterSlashing.Builder::attestation1)
                .field(
                        "attestation_2",
                        indexedAttestation,
                        AttesterSlashing::attestation2,
                        AttesterSlashing.Builder::attestation2)
                .end();
        aggregateAndProof = Container.of(AggregateAndProof::builder, AggregateAndProof.Builder::build)
                .field(
                        "aggregator_index",
                        UINT64,
                        AggregateAndProof::aggregatorIndex,
                        AggregateAndProof.Builder::aggregatorIndex)
                .field("aggregate", attestation, AggregateAndProof::aggregate, AggregateAndProof.Builder::aggregate)
                .field(
                        "selection_proof",
                        BYTES96,
                        AggregateAndProof::selectionProof,
                        AggregateAndProof.Builder::selectionProof)
                .end();
        signedAggregateAndProof = Container.of(SignedAggregateAndProof::builder, SignedAggregateAndProof.Builder::build)
                .field(
                        "message",
                        aggregateAndProof,
                        SignedAggregateAndProof::message,
                        SignedAggregateAndProof.Builder::message)
                .field(
                        "signature",
                        BYTES96,
                        SignedAggregateAndProof::signature,
                        SignedAggregateAndProof.Builder::signature)
                .end();
        syncAggregate = Container.of(SyncAggregate::builder, SyncAggregate.Builder::build)
                .field(
                        "sync_committee_bits",
                        bitvector(preset.syncCommitteeSize()),
                        SyncAggregate::syncCommitteeBits,
                        SyncAggregate.Builder::syncCommitteeBits)
                .field(
                        "sync_committee_signature",
                        BYTES96,
                        SyncAggregate::syncCommitteeSignature,
                        SyncAggregate.Builder::syncCommitteeSignature)
                .end();
        contribution = Container.of(SyncCommitteeContribution::builder, SyncCommitteeContribution.Builder::build)
                .field("slot", UINT64, SyncCommitteeContribution::slot, SyncCommitteeContribution.Builder::slot)
                .field(
                        "beacon_block_root",
                        BYTES32,
                        SyncCommitteeContribution::beaconBlockRoot,
                        SyncCommitteeContribution.Builder::beaconBlockRoot)
                .field(
                        "subcommittee_index",
                        UINT64,
                        SyncCommitteeContribution::subcommitteeIndex,
                        SyncCommitteeContribution.Builder::subcommitteeIndex)
                .field(
                        "aggregation_bits",
                        bitvector(preset.syncSubcommitteeSize()),
                        SyncCommitteeContribution::aggregationBits,
                        SyncCommitteeContribution.Builder::aggregationBits)
                .field(
                        "signature",
                        BYTES96,
                        SyncCommitteeContribution::signature,
                        SyncCommitteeContribution.Builder::signature)
                .end();
        contributionAndProof = Container.of(ContributionAndProof::builder, ContributionAndProof.Builder::build)
                .field(
                        "aggregator_index",
                        UINT64,
                        ContributionAndProof::aggregatorIndex,
                        ContributionAndProof.Builder::aggregatorIndex)
                .field(
                        "contribution",
                        contribution,
                        ContributionAndProof::contribution,
                        ContributionAndProof.Builder::contribution)
                .field(
                        "selection_proof",
                        BYTES96,
                        ContributionAndProof::selectionProof,
                        ContributionAndProof.Builder::selectionProof)
                .end();
        signedContributionAndProof = Container.of(
                        SignedContributionAndProof::builder, SignedContributionAndProof.Builder::build)
                .field(
                        "message",
                        contributionAndProof,
                        SignedContributionAndProof::message,
                        SignedContributionAndProof.Builder::message)
                .field(
                        "signature",
                        BYTES96,
                        SignedContributionAndProof::signature,
                        SignedContributionAndProof.Builder::signature)
                .end();
    }
}
