package io.github.lighthousecompat.dispatch;

import static io.github.lighthousecompat.dispatch.Shape.field;
import static io.github.lighthousecompat.dispatch.Shape.key;
import static io.github.lighthousecompat.dispatch.Shape.list;
import static io.github.lighthousecompat.dispatch.Shape.structure;
import static io.github.lighthousecompat.dispatch.Shape.value;

import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BeaconBlockHeader;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.BlockBody;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.beacon.Eth1Data;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.SignedBeaconBlockHeader;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SyncAggregate;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.route.Verdict;
import java.util.List;

/** What blocks of the beacon chain are made of, and what nodes say of one. */
final class BlockShapes {
    static final Shape<Checkpoint> CHECKPOINT =
            structure(field("epoch", Checkpoint::epoch, value()), field("root", Checkpoint::root, value()));

    private static final Shape<AttestationData> VOTE = structure(
            field("slot", AttestationData::slot, value()),
            field("index", AttestationData::index, value()),
            field("beaconBlockRoot", AttestationData::beaconBlockRoot, value()),
            field("source", AttestationData::source, CHECKPOINT),
            field("target", AttestationData::target, CHECKPOINT));

    private static final Shape<Attestation> ATTESTATION = structure(
            field("aggregationBits", Attestation::aggregationBits, value()),
            field("data", Attestation::data, VOTE),
            field("signature", Attestation::signature, value()));

    private static final Shape<Eth1Data> ETH1_DATA = structure(
            field("depositRoot", Eth1Data::depositRoot, value()),
            field("depositCount", Eth1Data::depositCount, value()),
            field("blockHash", Eth1Data::blockHash, value()));

    private static final Shape<SyncAggregate> SYNC_AGGREGATE = structure(
            field("syncCommitteeBits", SyncAggregate::syncCommitteeBits, value()),
            field("syncCommitteeSignature", SyncAggregate::syncCommitteeSignature, value()));

    private static final Shape<BlockBody> BODY = structure(
            field("randaoReveal", BlockBody::randaoReveal, value()),
            field("eth1Data", BlockBody::eth1Data, ETH1_DATA),
            field("graffiti", BlockBody::graffiti, value()),
            field("proposerSlashings", BlockBody::proposerSlashings, list(value(), Verdict.MISMATCH)),
            field("attesterSlashings", BlockBody::attesterSlashings, list(value(), Verdict.MISMATCH)),
            field("attestations", BlockBody::attestations, list(ATTESTATION, Verdict.MISMATCH)),
            field("deposits", BlockBody::deposits, list(value(), Verdict.MISMATCH)),
            field("voluntaryExits", BlockBody::voluntaryExits, list(value(), Verdict.MISMATCH)),
            field("syncAggregate", BlockBody::syncAggregate, SYNC_AGGREGATE),
            field("executionPayload", BlockBody::executionPayload, EngineShapes.PAYLOAD),
            field("blsToExecutionChanges", BlockBody::blsToExecutionChanges, list(value(), Verdict.MISMATCH)),
            field("blobKzgCommitments", BlockShapes::commitments, list(value(), Verdict.MISMATCH)));

    private static final Shape<BeaconBlock> MESSAGE = structure(
            key("slot", BeaconBlock::slot, value()),
            field("proposerIndex", BeaconBlock::proposerIndex, value()),
            field("parentRoot", BeaconBlock::parentRoot, value()),
            field("stateRoot", BeaconBlock::stateRoot, value()),
            field("body", BeaconBlock::body, BODY));

    static final Shape<SignedBlock> BLOCK = structure(
            key("fork", SignedBlock::fork, value()),
            field("message", SignedBlock::message, MESSAGE),
            field("signature", SignedBlock::signature, value()));

    private static final Shape<BeaconBlockHeader> HEADER_MESSAGE = structure(
            field("slot", BeaconBlockHeader::slot, value()),
            field("proposerIndex", BeaconBlockHeader::proposerIndex, value()),
            field("parentRoot", BeaconBlockHeader::parentRoot, value()),
            field("stateRoot", BeaconBlockHeader::stateRoot, value()),
            field("bodyRoot", BeaconBlockHeader::bodyRoot, value()));

    private static final Shape<SignedBeaconBlockHeader> SIGNED_HEADER = structure(
            field("message", SignedBeaconBlockHeader::message, HEADER_MESSAGE),
            field("signature", SignedBeaconBlockHeader::signature, value()));

    static final Shape<HeaderInfo> HEADER = structure(
            key("root", HeaderInfo::root, value()),
            // each node has its own head, and follows from that
            field("isCanonical", HeaderInfo::isCanonical, value((one, other) -> Verdict.LAG)),
            field("header", HeaderInfo::header, SIGNED_HEADER));

    static final Shape<BlobSidecar> SIDECAR = structure(
            key("index", BlobSidecar::index, value()),
            field("kzgCommitment", BlobSidecar::kzgCommitment, value()),
            field("kzgProof", BlobSidecar::kzgProof, value()),
            field("blob", BlobSidecar::blob, value()),
            field("signedBlockHeader", BlobSidecar::signedBlockHeader, SIGNED_HEADER),
            field(
                    "kzgCommitmentInclusionProof",
                    BlobSidecar::kzgCommitmentInclusionProof,
                    list(value(), Verdict.MISMATCH)));

    private BlockShapes() {}

    private static List<Bytes48> commitments(BlockBody body) {
        return body instanceof DenebBlockBody deneb ? deneb.blobKzgCommitments() : List.of();
    }
}
