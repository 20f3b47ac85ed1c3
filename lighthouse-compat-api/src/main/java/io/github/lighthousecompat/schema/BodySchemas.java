package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.Basics.BYTES48;
import static io.github.lighthousecompat.schema.Basics.BYTES96;
import static io.github.lighthousecompat.schema.Basics.list;

import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttesterSlashing;
import io.github.lighthousecompat.beacon.BlindedBlockBody;
import io.github.lighthousecompat.beacon.BlockBody;
import io.github.lighthousecompat.beacon.CapellaBlindedBlockBody;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.DenebBlindedBlockBody;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.beacon.Deposit;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProposerSlashing;
import io.github.lighthousecompat.beacon.SignedBlsToExecutionChange;
import io.github.lighthousecompat.beacon.SignedVoluntaryExit;
import io.github.lighthousecompat.bytes.Bytes48;
import java.util.List;

/**
 * Bodies of blocks. Immutable and thread-safe.
 *
 * <p>All are closed, as their root says nothing of what they have beyond their fields: in particular a body of Capella
 * with commitments is no body of Capella.
 */
public final class BodySchemas {
    /** A body of Capella. */
    public final SszType<CapellaBlockBody> capella;

    /** A body of Deneb. */
    public final SszType<DenebBlockBody> deneb;

    /** A blinded body of Capella. */
    public final SszType<CapellaBlindedBlockBody> capellaBlinded;

    /** A blinded body of Deneb. */
    public final SszType<DenebBlindedBlockBody> denebBlinded;

    /** The bodies of both forks. */
    public final ByFork<BlockBody> full;

    /** The blinded bodies of both forks. */
    public final ByFork<BlindedBlockBody> blinded;

    BodySchemas(Preset preset, OperationSchemas operations, PayloadSchemas payloads) {
        SszType<List<ProposerSlashing>> proposerSlashings =
                list(OperationSchemas.PROPOSER_SLASHING, preset.maxProposerSlashings());
        SszType<List<AttesterSlashing>> attesterSlashings =
                list(operations.attesterSlashing, preset.maxAttesterSlashings());
        SszType<List<Attestation>> attestations = list(operations.attestation, preset.maxAttestations());
        SszType<List<Deposit>> deposits = list(OperationSchemas.DEPOSIT, preset.maxDeposits());
        SszType<List<SignedVoluntaryExit>> voluntaryExits =
                list(OperationSchemas.SIGNED_VOLUNTARY_EXIT, preset.maxVoluntaryExits());
        SszType<List<SignedBlsToExecutionChange>> changes =
                list(OperationSchemas.SIGNED_BLS_TO_EXECUTION_CHANGE, preset.maxBlsToExecutionChanges());
        SszType<List<Bytes48>> commitments = list(BYTES48, preset.maxBlobCommitmentsPerBlock());
        capella = Container.of(CapellaBlockBody::builder, CapellaBlockBody.Builder::build)
                .field("randao_reveal", BYTES96, CapellaBlockBody::randaoReveal, CapellaBlockBody.Builder::randaoReveal)
                .field(
                        "eth1_data",
                        OperationSchemas.ETH1_DATA,
                        CapellaBlockBody::eth1Data,
                        CapellaBlockBody.Builder::eth1Data)
                .field("graffiti", BYTES32, CapellaBlockBody::graffiti, CapellaBlockBody.Builder::graffiti)
                .field(
                        "proposer_slashings",
                        proposerSlashings,
                        CapellaBlockBody::proposerSlashings,
                        CapellaBlockBody.Builder::proposerSlashings)
                .field(
                        "attester_slashings",
                        attesterSlashings,
                        CapellaBlockBody::attesterSlashings,
                        CapellaBlockBody.Builder::attesterSlashings)
                .field(
                        "attestations",
                        attestations,
                        CapellaBlockBody::attestations,
                        CapellaBlockBody.Builder::attestations)
                .field("deposits", deposits, CapellaBlockBody::deposits, CapellaBlockBody.Builder::deposits)
                .field(
                        "voluntary_exits",
                        voluntaryExits,
                        CapellaBlockBody::voluntaryExits,
                        CapellaBlockBody.Builder::voluntaryExits)
                .field(
                        "sync_aggregate",
                        operations.syncAggregate,
                        CapellaBlockBody::syncAggregate,
                        CapellaBlockBody.Builder::syncAggregate)
                .field(
                        "execution_payload",
                        payloads.capella,
                        CapellaBlockBody::executionPayload,
                        CapellaBlockBody.Builder::executionPayload)
                .field(
                        "bls_to_execution_changes",
                        changes,
                        CapellaBlockBody::blsToExecutionChanges,
                        CapellaBlockBody.Builder::blsToExecutionChanges)
                .closed()
                .end();
        deneb = Container.of(DenebBlockBody::builder, DenebBlockBody.Builder::build)
                .field("randao_reveal", BYTES96, DenebBlockBody::randaoReveal, DenebBlockBody.Builder::randaoReveal)
                .field(
                        "eth1_data",
                        OperationSchemas.ETH1_DATA,
                        DenebBlockBody::eth1Data,
                        DenebBlockBody.Builder::eth1Data)
                .field("graffiti", BYTES32, DenebBlockBody::graffiti, DenebBlockBody.Builder::graffiti)
                .field(
                        "proposer_slashings",
                        proposerSlashings,
                        DenebBlockBody::proposerSlashings,
                        DenebBlockBody.Builder::proposerSlashings)
                .field(
                        "attester_slashings",
                        attesterSlashings,
                        DenebBlockBody::attesterSlashings,
                        DenebBlockBody.Builder::attesterSlashings)
                .field("attestations", attestations, DenebBlockBody::attestations, DenebBlockBody.Builder::attestations)
                .field("deposits", deposits, DenebBlockBody::deposits, DenebBlockBody.Builder::deposits)
                .field(
                        "voluntary_exits",
                        voluntaryExits,
                        DenebBlockBody::voluntaryExits,
                        DenebBlockBody.Builder::voluntaryExits)
                .field(
                        "sync_aggregate",
                        operations.syncAggregate,
                        DenebBlockBody::syncAggregate,
                        DenebBlockBody.Builder::syncAggregate)
                .field(
                        "execution_payload",
                        payloads.deneb,
                        DenebBlockBody::executionPayload,
                        DenebBlockBody.Builder::executionPayload)
                .field(
                        "bls_to_execution_changes",
                        changes,
                        DenebBlockBody::blsToExecutionChanges,
                        DenebBlockBody.Builder::blsToExecutionChanges)
                .field(
                        "blob_kzg_commitments",
                        commitments,
                        DenebBlockBody::blobKzgCommitments,
                        DenebBlockBody.Builder::blobKzgCommitments)
                .closed()
                .end();
        capellaBlinded = Container.of(CapellaBlindedBlockBody::builder, CapellaBlindedBlockBody.Builder::build)
                .field(
                        "randao_reveal",
                        BYTES96,
                        CapellaBlindedBlockBody::randaoReveal,
                        CapellaBlindedBlockBody.Builder::randaoReveal)
                .field(
                        "eth1_data",
                        OperationSchemas.ETH1_DATA,
                        CapellaBlindedBlockBody::eth1Data,
                        CapellaBlindedBlockBody.Builder::eth1Data)
                .field(
                        "graffiti",
                        BYTES32,
                        CapellaBlindedBlockBody::graffiti,
                        CapellaBlindedBlockBody.Builder::graffiti)
                .field(
                        "proposer_slashings",
                        proposerSlashings,
                        CapellaBlindedBlockBody::proposerSlashings,
                        CapellaBlindedBlockBody.Builder::proposerSlashings)
                .field(
                        "attester_slashings",
                        attesterSlashings,
                        CapellaBlindedBlockBody::attesterSlashings,
                        CapellaBlindedBlockBody.Builder::attesterSlashings)
                .field(
                        "attestations",
                        attestations,
                        CapellaBlindedBlockBody::attestations,
                        CapellaBlindedBlockBody.Builder::attestations)
                .field(
                        "deposits",
                        deposits,
                        CapellaBlindedBlockBody::deposits,
                        CapellaBlindedBlockBody.Builder::deposits)
                .field(
                        "voluntary_exits",
                        voluntaryExits,
                        CapellaBlindedBlockBody::voluntaryExits,
                        CapellaBlindedBlockBody.Builder::voluntaryExits)
                .field(
                        "sync_aggregate",
                        operations.syncAggregate,
                        CapellaBlindedBlockBody::syncAggregate,
                        CapellaBlindedBlockBody.Builder::syncAggregate)
                .field(
                        "execution_payload_header",
                        PayloadSchemas.CAPELLA_HEADER,
                        CapellaBlindedBlockBody::executionPayloadHeader,
                        CapellaBlindedBlockBody.Builder::executionPayloadHeader)
                .field(
                        "bls_to_execution_changes",
                        changes,
                        CapellaBlindedBlockBody::blsToExecutionChanges,
                        CapellaBlindedBlockBody.Builder::blsToExecutionChanges)
                .closed()
                .end();
        denebBlinded = Container.of(DenebBlindedBlockBody::builder, DenebBlindedBlockBody.Builder::build)
                .field(
                        "randao_reveal",
                        BYTES96,
                        DenebBlindedBlockBody::randaoReveal,
                        DenebBlindedBlockBody.Builder::randaoReveal)
                .field(
                        "eth1_data",
                        OperationSchemas.ETH1_DATA,
                        DenebBlindedBlockBody::eth1Data,
                        DenebBlindedBlockBody.Builder::eth1Data)
                .field("graffiti", BYTES32, DenebBlindedBlockBody::graffiti, DenebBlindedBlockBody.Builder::graffiti)
                .field(
                        "proposer_slashings",
                        proposerSlashings,
                        DenebBlindedBlockBody::proposerSlashings,
                        DenebBlindedBlockBody.Builder::proposerSlashings)
                .field(
                        "attester_slashings",
                        attesterSlashings,
                        DenebBlindedBlockBody::attesterSlashings,
                        DenebBlindedBlockBody.Builder::attesterSlashings)
                .field(
                        "attestations",
                        attestations,
                        DenebBlindedBlockBody::attestations,
                        DenebBlindedBlockBody.Builder::attestations)
                .field("deposits", deposits, DenebBlindedBlockBody::deposits, DenebBlindedBlockBody.Builder::deposits)
                .field(
                        "voluntary_exits",
                        voluntaryExits,
                        DenebBlindedBlockBody::voluntaryExits,
                        DenebBlindedBlockBody.Builder::voluntaryExits)
                .field(
                        "sync_aggregate",
                        operations.syncAggregate,
                        DenebBlindedBlockBody::syncAggregate,
                        DenebBlindedBlockBody.Builder::syncAggregate)
                .field(
                        "execution_payload_header",
                        PayloadSchemas.DENEB_HEADER,
                        DenebBlindedBlockBody::executionPayloadHeader,
                        DenebBlindedBlockBody.Builder::executionPayloadHeader)
                .field(
                        "bls_to_execution_changes",
                        changes,
                        DenebBlindedBlockBody::blsToExecutionChanges,
                        DenebBlindedBlockBody.Builder::blsToExecutionChanges)
                .field(
                        "blob_kzg_commitments",
                        commitments,
                        DenebBlindedBlockBody::blobKzgCommitments,
                        DenebBlindedBlockBody.Builder::blobKzgCommitments)
                .closed()
                .end();
        full = ByFork.of(CapellaBlockBody.class, capella, DenebBlockBody.class, deneb, BlockBody::fork);
        blinded = ByFork.of(
                CapellaBlindedBlockBody.class,
                capellaBlinded,
                DenebBlindedBlockBody.class,
                denebBlinded,
                BlindedBlockBody::fork);
    }
}
