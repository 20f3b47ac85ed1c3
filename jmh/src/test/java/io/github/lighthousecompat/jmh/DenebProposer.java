package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static io.github.lighthousecompat.jmh.ValidatorHost.data;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockContents;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.BroadcastValidation;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.schema.Basics;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.ssz.BlockCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Proposes full blocks at a {@link LodestarDenebNode} for a host, and compares what it gets with what the node writes.
 */
final class DenebProposer {
    private final ValidatorHost host;
    private final NodeReader words;
    private final Preset preset;
    private final BlockCodec codec;
    private final BlockSchemas schemas;

    DenebProposer(ValidatorHost host, NodeReader words) {
        this.host = host;
        this.words = words;
        this.preset = host.preset();
        this.codec = BlockCodec.of(preset);
        this.schemas = BlockSchemas.of(preset);
    }

    ValidatorHost host() {
        return host;
    }

    BeaconApi beacon() {
        return host.beacon();
    }

    /** Has a full block produced for the slot after the head; what we write of it is what the node wrote. */
    ProducedFullBlock produce() {
        UInt64 slot = host.slotAfterHead();
        ProductionRequest request = host.request(slot).build();
        ProducedFullBlock produced =
                (ProducedFullBlock) await(host.beacon().production().block(request));

        byte[] ours = produced.contents().isPresent()
                ? schemas.blockContents.toJson(produced.contents().get())
                : schemas.blocks.of(produced.block()).toJson(produced.block());
        String node = words.json("/eth/v3/validator/blocks/" + slot + "?builder_boost_factor=0&randao_reveal="
                + request.randaoReveal().orElseThrow() + "&graffiti=" + ValidatorHost.GRAFFITI);
        // Lodestar writes addresses with capital letters among the digits
        assertThat(node).containsIgnoringCase("\"data\":" + new String(ours, StandardCharsets.US_ASCII));
        assertThat(produced.executionPayloadValue()).isPresent();
        assertThat(produced.block().body().graffiti()).isEqualTo(ValidatorHost.GRAFFITI);
        return produced;
    }

    /** Proposes in the slot after the head. */
    SignedBlock propose() {
        ProducedFullBlock produced = produce();
        SignedBlock block = host.sign(produced.block());
        assertThat(block.message().body().executionPayload().transactions().isEmpty())
                .isEqualTo(produced.executionPayloadValue().orElseThrow().isZero());

        PublishResult result = produced.contents()
                .map(contents -> publish((DenebSignedBlock) block, contents))
                .orElseGet(() ->
                        await(host.beacon().production().publish(BlockPublication.of((CapellaSignedBlock) block))));

        assertThat(result).isEqualTo(PublishResult.published());
        return block;
    }

    PublishResult publish(DenebSignedBlock block, BlockContents contents) {
        SignedBlockContents signed = SignedBlockContents.of(block, contents.kzgProofs(), contents.blobs());
        return await(host.beacon()
                .production()
                .publish(BlockPublication.of(signed).withValidation(BroadcastValidation.CONSENSUS_AND_EQUIVOCATION)));
    }

    /** The sidecars of a block are what its commitments say, and their proofs lead to the root of its body. */
    void assertSidecars(DenebSignedBlock block, int count) {
        BlockId id = BlockId.of(block.message().slot());
        DenebBlockBody body = block.message().body();
        List<BlobSidecar> sidecars = data(host.beacon().chain().blobSidecars(BlobsQuery.all(id)));

        assertThat(sidecars)
                .extracting(BlobSidecar::kzgCommitment)
                .isEqualTo(body.blobKzgCommitments())
                .hasSize(count);
        Hash32 bodyRoot = codec.root(body);
        assertThat(sidecars).allSatisfy(sidecar -> {
            assertThat(rootFrom(sidecar)).isEqualTo(bodyRoot);
            assertThat(sidecar.signedBlockHeader().message()).isEqualTo(codec.header(block.message()));
            assertThat(sidecar.blob().size()).isEqualTo(131_072);
            assertThat(data(host.beacon().chain().blobSidecars(BlobsQuery.of(id, List.of(sidecar.index())))))
                    .containsExactly(sidecar);
        });
    }

    /** The root that the proof of a commitment leads to. */
    private Hash32 rootFrom(BlobSidecar sidecar) {
        Hash32 node = Basics.BYTES48.root(sidecar.kzgCommitment());
        // below the list: as many as it has room for, then its length, then the fields of the body, of which it is the
        // last
        long index = (2L * (16 + 11)) * preset.maxBlobCommitmentsPerBlock()
                + sidecar.index().toLong();
        for (Hash32 sibling : sidecar.kzgCommitmentInclusionProof()) {
            node = index % 2 == 0 ? ValidatorHost.parent(node, sibling) : ValidatorHost.parent(sibling, node);
            index /= 2;
        }
        assertThat(index).isEqualTo(1);
        return node;
    }
}
