package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BLOB;
import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.Basics.BYTES48;
import static io.github.lighthousecompat.schema.Basics.BYTES96;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.Basics.list;
import static io.github.lighthousecompat.schema.Basics.vector;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BlindedBlock;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.BlockContents;
import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaSignedBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.DenebBlindedBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebSignedBlindedBlock;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;

/**
 * Blocks of the beacon chain in the sizes of one preset. Immutable and thread-safe.
 *
 * <p>Blocks are closed, as bodies are: their root says nothing of what they have beyond their fields.
 */
public final class BlockSchemas {
    /** What validators say, in and outside of blocks. */
    public final OperationSchemas operations;

    /** Payloads of the execution layer. */
    public final PayloadSchemas payloads;

    /** Bodies of blocks. */
    public final BodySchemas bodies;

    /** Blocks of both forks. */
    public final ByFork<BeaconBlock> blocks;

    /** Blinded blocks of both forks. */
    public final ByFork<BlindedBlock> blindedBlocks;

    /** Signed blocks of both forks. */
    public final ByFork<SignedBlock> signedBlocks;

    /** Signed blinded blocks of both forks. */
    public final ByFork<SignedBlindedBlock> signedBlindedBlocks;

    /** A block of Deneb with its blobs. */
    public final SszType<BlockContents> blockContents;

    /** A signed block of Deneb with its blobs. */
    public final SszType<SignedBlockContents> signedBlockContents;

    /** A blob with its proofs. */
    public final SszType<BlobSidecar> blobSidecar;

    private BlockSchemas(Preset preset) {
        operations = new OperationSchemas(preset);
        payloads = new PayloadSchemas(preset);
        bodies = new BodySchemas(preset, operations, payloads);
        int mostCommitments = preset.maxBlobCommitmentsPerBlock();
        SszType<CapellaBlock> capellaBlock = Container.of(CapellaBlock::builder, CapellaBlock.Builder::build)
                .field("slot", UINT64, CapellaBlock::slot, CapellaBlock.Builder::slot)
                .field("proposer_index", UINT64, CapellaBlock::proposerIndex, CapellaBlock.Builder::proposerIndex)
                .field("parent_root", BYTES32, CapellaBlock::parentRoot, CapellaBlock.Builder::parentRoot)
                .field("state_root", BYTES32, CapellaBlock::stateRoot, CapellaBlock.Builder::stateRoot)
                .field("body", bodies.capella, CapellaBlock::body, CapellaBlock.Builder::body)
                .closed()
                .end();
        SszType<CapellaBlindedBlock> capellaBlindedBlock = Container.of(
                        CapellaBlindedBlock::builder, CapellaBlindedBlock.Builder::build)
                .field("slot", UINT64, CapellaBlindedBlock::slot, CapellaBlindedBlock.Builder::slot)
                .field(
                        "proposer_index",
                        UINT64,
                        CapellaBlindedBlock::proposerIndex,
                        CapellaBlindedBlock.Builder::proposerIndex)
                .field("parent_root", BYTES32, CapellaBlindedBlock::parentRoot, CapellaBlindedBlock.Builder::parentRoot)
                .field("state_root", BYTES32, CapellaBlindedBlock::stateRoot, CapellaBlindedBlock.Builder::stateRoot)
                .field("body", bodies.capellaBlinded, CapellaBlindedBlock::body, CapellaBlindedBlock.Builder::body)
                .closed()
                .end();
        SszType<CapellaSignedBlock> capellaSignedBlock = Container.of(
                        CapellaSignedBlock::builder, CapellaSignedBlock.Builder::build)
                .field("message", capellaBlock, CapellaSignedBlock::message, CapellaSignedBlock.Builder::message)
                .field("signature", BYTES96, CapellaSignedBlock::signature, CapellaSignedBlock.Builder::signature)
                .end();
        SszType<CapellaSignedBlindedBlock> capellaSignedBlindedBlock = Container.of(
                        CapellaSignedBlindedBlock::builder, CapellaSignedBlindedBlock.Builder::build)
                .field(
                        "message",
                        capellaBlindedBlock,
                        CapellaSignedBlindedBlock::message,
                        CapellaSignedBlindedBlock.Builder::message)
                .field(
                        "signature",
                        BYTES96,
                        CapellaSignedBlindedBlock::signature,
                        CapellaSignedBlindedBlock.Builder::signature)
                .end();
        SszType<DenebBlock> denebBlock = Container.of(DenebBlock::builder, DenebBlock.Builder::build)
                .field("slot", UINT64, DenebBlock::slot, DenebBlock.Builder::slot)
                .field("proposer_index", UINT64, DenebBlock::proposerIndex, DenebBlock.Builder::proposerIndex)
                .field("parent_root", BYTES32, DenebBlock::parentRoot, DenebBlock.Builder::parentRoot)
                .field("state_root", BYTES32, DenebBlock::stateRoot, DenebBlock.Builder::stateRoot)
                .field("body", bodies.deneb, DenebBlock::body, DenebBlock.Builder::body)
                .closed()
                .end();
        SszType<DenebBlindedBlock> denebBlindedBlock = Container.of(
                        DenebBlindedBlock::builder, DenebBlindedBlock.Builder::build)
                .field("slot", UINT64, DenebBlindedBlock::slot, DenebBlindedBlock.Builder::slot)
                .field(
                        "proposer_index",
                        UINT64,
                        DenebBlindedBlock::proposerIndex,
                        DenebBlindedBlock.Builder::proposerIndex)
                .field("parent_root", BYTES32, DenebBlindedBlock::parentRoot, DenebBlindedBlock.Builder::parentRoot)
                .field("state_root", BYTES32, DenebBlindedBlock::stateRoot, DenebBlindedBlock.Builder::stateRoot)
                .field("body", bodies.denebBlinded, DenebBlindedBlock::body, DenebBlindedBlock.Builder::body)
                .closed()
                .end();
        SszType<DenebSignedBlock> denebSignedBlock = Container.of(
                        DenebSignedBlock::builder, DenebSignedBlock.Builder::build)
                .field("message", denebBlock, DenebSignedBlock::message, DenebSignedBlock.Builder::message)
                .field("signature", BYTES96, DenebSignedBlock::signature, DenebSignedBlock.Builder::signature)
                .end();
        SszType<DenebSignedBlindedBlock> denebSignedBlindedBlock = Container.of(
                        DenebSignedBlindedBlock::builder, DenebSignedBlindedBlock.Builder::build)
                .field(
                        "message",
                        denebBlindedBlock,
                        DenebSignedBlindedBlock::message,
                        DenebSignedBlindedBlock.Builder::message)
                .field(
                        "signature",
                        BYTES96,
                        DenebSignedBlindedBlock::signature,
                        DenebSignedBlindedBlock.Builder::signature)
                .end();

        blocks = ByFork.of(CapellaBlock.class, capellaBlock, DenebBlock.class, denebBlock, BeaconBlock::fork);
        blindedBlocks = ByFork.of(
                CapellaBlindedBlock.class,
                capellaBlindedBlock,
                DenebBlindedBlock.class,
                denebBlindedBlock,
                BlindedBlock::fork);
        signedBlocks = ByFork.of(
                CapellaSignedBlock.class,
                capellaSignedBlock,
                DenebSignedBlock.class,
                denebSignedBlock,
                SignedBlock::fork);
        signedBlindedBlocks = ByFork.of(
                CapellaSignedBlindedBlock.class,
                capellaSignedBlindedBlock,
                DenebSignedBlindedBlock.class,
                denebSignedBlindedBlock,
                SignedBlindedBlock::fork);
        blockContents = Container.of(BlockContents::builder, BlockContents.Builder::build)
                .field("block", denebBlock, BlockContents::block, BlockContents.Builder::block)
                .field(
                        "kzg_proofs",
                        list(BYTES48, mostCommitments),
                        BlockContents::kzgProofs,
                        BlockContents.Builder::kzgProofs)
                .field("blobs", list(BLOB, mostCommitments), BlockContents::blobs, BlockContents.Builder::blobs)
                .end();
        signedBlockContents = Container.of(SignedBlockContents::builder, SignedBlockContents.Builder::build)
                .field(
                        "signed_block",
                        denebSignedBlock,
                        SignedBlockContents::signedBlock,
                        SignedBlockContents.Builder::signedBlock)
                .field(
                        "kzg_proofs",
                        list(BYTES48, mostCommitments),
                        SignedBlockContents::kzgProofs,
                        SignedBlockContents.Builder::kzgProofs)
                .field(
                        "blobs",
                        list(BLOB, mostCommitments),
                        SignedBlockContents::blobs,
                        SignedBlockContents.Builder::blobs)
                .end();
        blobSidecar = Container.of(BlobSidecar::builder, BlobSidecar.Builder::build)
                .field("index", UINT64, BlobSidecar::index, BlobSidecar.Builder::index)
                .field("blob", BLOB, BlobSidecar::blob, BlobSidecar.Builder::blob)
                .field("kzg_commitment", BYTES48, BlobSidecar::kzgCommitment, BlobSidecar.Builder::kzgCommitment)
                .field("kzg_proof", BYTES48, BlobSidecar::kzgProof, BlobSidecar.Builder::kzgProof)
                .field(
                        "signed_block_header",
                        OperationSchemas.SIGNED_HEADER,
                        BlobSidecar::signedBlockHeader,
                        BlobSidecar.Builder::signedBlockHeader)
                .field(
                        "kzg_commitment_inclusion_proof",
                        vector(BYTES32, preset.kzgCommitmentInclusionProofDepth()),
                        BlobSidecar::kzgCommitmentInclusionProof,
                        BlobSidecar.Builder::kzgCommitmentInclusionProof)
                .end();
    }

    /** The blocks of chains with a preset. */
    public static BlockSchemas of(Preset preset) {
        return new BlockSchemas(preset);
    }
}
