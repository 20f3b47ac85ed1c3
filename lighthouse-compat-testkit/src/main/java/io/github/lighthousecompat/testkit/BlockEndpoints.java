package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.items;
import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.BlindedBlock;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.SignedBeaconBlockHeader;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.schema.Basics;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.schema.ChainSchemas;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.SszType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The blocks of a node, and what belongs to one. */
final class BlockEndpoints {
    private static final ReleaseRange SINCE_V4_6 = ReleaseRange.since("v4.6.0");
    private static final ReleaseRange SINCE_V5_3 = ReleaseRange.since("v5.3.0");

    private final BeaconNodeState node;
    private final ChainEndpoints chain;
    private final SszType<List<Attestation>> attestations;
    private final SszType<List<BlobSidecar>> sidecars;

    BlockEndpoints(BeaconNodeState node, ChainEndpoints chain) {
        this.node = node;
        this.chain = chain;
        BlockSchemas schemas = node.schemas();
        this.attestations = Basics.list(
                schemas.operations.attestation, node.chain().spec().preset().maxAttestations());
        this.sidecars =
                Basics.list(schemas.blobSidecar, node.chain().spec().preset().maxBlobCommitmentsPerBlock());
    }

    void addTo(BeaconRoutes routes) {
        routes.get("/eth/v1/beacon/blocks/{}", this::block)
                .get("/eth/v2/beacon/blocks/{}", this::block)
                .get("/eth/v1/beacon/blinded_blocks/{}", this::blindedBlock)
                .get("/eth/v1/beacon/blocks/{}/root", this::root)
                .get("/eth/v1/beacon/blocks/{}/attestations", this::attestations)
                .get("/eth/v2/beacon/blocks/{}/attestations", SINCE_V5_3, this::attestations)
                .get("/eth/v1/beacon/blob_sidecars/{}", SINCE_V4_6, this::blobSidecars)
                .get("/eth/v1/beacon/deposit_snapshot", this::depositSnapshot)
                .get("/eth/v1/beacon/rewards/blocks/{}", this::rewards)
                .post("/eth/v1/beacon/rewards/attestations/{}", this::attestationRewards)
                .post("/eth/v1/beacon/rewards/sync_committee/{}", this::syncRewards)
                .get("/eth/v1/builder/states/{}/expected_withdrawals", this::expectedWithdrawals)
                .get("/eth/v1/beacon/light_client/bootstrap/{}", SINCE_V4_6, BlockEndpoints::noLightClients)
                .get("/eth/v1/beacon/light_client/optimistic_update", SINCE_V4_6, BlockEndpoints::noLightClients)
                .get("/eth/v1/beacon/light_client/finality_update", SINCE_V4_6, BlockEndpoints::noLightClients);
    }

    private HttpAnswer block(BeaconCall call) throws BeaconError {
        BeaconEntry found = node.block(call.parameter(0));
        SignedBlock block = found.signed();
        SszType<SignedBlock> type = node.schemas().signedBlocks.of(block);
        if (call.wantsSsz()) {
            return versioned(Answers.ssz(type, block), found.fork(), call);
        }
        // version 1 of the endpoint names no fork and is as sure as version 2
        HttpAnswer answer = call.version().equals("v1")
                ? Answers.json(Envelopes.chain(type), node.of(found, block))
                : Answers.json(
                        Envelopes.forked(node.schemas().signedBlocks, SignedBlock::fork, Optional.empty()),
                        node.of(found, block));
        return versioned(answer, found.fork(), call);
    }

    private HttpAnswer blindedBlock(BeaconCall call) throws BeaconError {
        BeaconEntry found = node.block(call.parameter(0));
        BlindedBlock blinded = Blocks.blinded(found.block(), node.schemas().payloads);
        SignedBlindedBlock block = Blocks.signed(blinded, found.signature());
        HttpAnswer answer = call.wantsSsz()
                ? Answers.ssz(node.schemas().signedBlindedBlocks.of(block), block)
                : Answers.json(
                        Envelopes.forked(
                                node.schemas().signedBlindedBlocks, SignedBlindedBlock::fork, Optional.empty()),
                        node.of(found, block));
        return versioned(answer, found.fork(), call);
    }

    private HttpAnswer root(BeaconCall call) throws BeaconError {
        BeaconEntry found = node.block(call.parameter(0));
        return Answers.json(Envelopes.chain(ChainSchemas.ROOT), node.of(found, found.root()));
    }

    private HttpAnswer attestations(BeaconCall call) throws BeaconError {
        BeaconEntry found = node.block(call.parameter(0));
        List<Attestation> votes = found.block().body().attestations();
        HttpAnswer answer;
        if (call.version().equals("v1")) {
            answer = Answers.json(Envelopes.chain(attestations), node.of(found, votes));
        } else {
            answer = Answers.json(members(
                    "version",
                    text(Answers.name(found.fork())),
                    "execution_optimistic",
                    new Json.Bool(node.condition().isOptimistic()),
                    "finalized",
                    new Json.Bool(node.chain().isFinalized(found.slot())),
                    "data",
                    Answers.tree(attestations, votes)));
        }
        return Answers.versioned(answer, found.fork(), call, LighthouseQuirk.VERSION_HEADER_OF_ATTESTATIONS);
    }

    private HttpAnswer blobSidecars(BeaconCall call) throws BeaconError {
        BeaconEntry found = node.block(call.parameter(0));
        List<String> indices = call.query().all("indices");
        List<BlobSidecar> all = sidecars(found).stream()
                .filter(sidecar ->
                        indices.isEmpty() || indices.contains(sidecar.index().toString()))
                .toList();
        return call.wantsSsz() ? Answers.ssz(sidecars, all) : Answers.json(Envelopes.data(sidecars), all);
    }

    /** The proofs only look like ones. */
    private List<BlobSidecar> sidecars(BeaconEntry entry) {
        if (!(entry.block() instanceof DenebBlock block)) {
            return List.of();
        }
        SignedBeaconBlockHeader header =
                SignedBeaconBlockHeader.of(node.chain().codec().header(block), entry.signature());
        List<Hash32> path =
                Collections.nCopies(node.chain().spec().preset().kzgCommitmentInclusionProofDepth(), entry.root());
        List<Bytes48> commitments = block.body().blobKzgCommitments();
        List<BlobSidecar> sidecars = new ArrayList<>();
        for (int i = 0; i < entry.blobs().size(); i++) {
            sidecars.add(BlobSidecar.builder()
                    .index(UInt64.of(i))
                    .blob(entry.blobs().get(i))
                    .kzgCommitment(commitments.get(i))
                    .kzgProof(entry.proofs().get(i))
                    .signedBlockHeader(header)
                    .kzgCommitmentInclusionProof(path)
                    .build());
        }
        return sidecars;
    }

    private HttpAnswer depositSnapshot(BeaconCall call) throws BeaconError {
        boolean isSsz = call.wantsSsz() || call.wantsAnything() && call.has(LighthouseQuirk.SNAPSHOT_AS_SSZ);
        Hash32 root = node.chain().genesis().block().body().eth1Data().depositRoot();
        return isSsz
                ? HttpAnswer.of(200, BeaconCall.SSZ, Bytes.of(root.toArray()))
                : Answers.data(members(
                        "finalized", items(List.of()),
                        "deposit_root", text(root.toString()),
                        "deposit_count", text("64"),
                        "execution_block_hash", text(Hash32.ZERO.toString()),
                        "execution_block_height", text("0")));
    }

    private HttpAnswer rewards(BeaconCall call) throws BeaconError {
        BeaconEntry found = node.block(call.parameter(0));
        return chain.chained(
                found,
                members(
                        "proposer_index", text(found.block().proposerIndex().toString()),
                        "total", text("100"),
                        "attestations", text("90"),
                        "sync_aggregate", text("10"),
                        "proposer_slashings", text("0"),
                        "attester_slashings", text("0")));
    }

    private HttpAnswer attestationRewards(BeaconCall call) throws BeaconError {
        call.requireJson();
        BeaconNodeState.number(call.parameter(0), "Invalid epoch: " + call.parameter(0));
        return chain.chained(
                node.chain().head(), members("ideal_rewards", items(List.of()), "total_rewards", items(List.of())));
    }

    private HttpAnswer syncRewards(BeaconCall call) throws BeaconError {
        call.requireJson();
        return chain.chained(node.block(call.parameter(0)), items(List.of()));
    }

    private HttpAnswer expectedWithdrawals(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        return Answers.json(
                Envelopes.chain(node.schemas().payloads.withdrawals),
                node.of(last, last.block().body().executionPayload().withdrawals()));
    }

    /** The server for light clients is off, as it is by default. */
    private static HttpAnswer noLightClients(BeaconCall call) throws BeaconError {
        throw BeaconError.noSuchEndpoint();
    }

    private static HttpAnswer versioned(HttpAnswer answer, Fork fork, BeaconCall call) {
        return Answers.versioned(answer, fork, call, LighthouseQuirk.VERSION_HEADER);
    }
}
