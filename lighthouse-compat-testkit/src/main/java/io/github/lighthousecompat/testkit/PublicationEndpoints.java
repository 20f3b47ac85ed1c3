package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.schema.BlockSchemas;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** What becomes of the blocks that a node is given. */
final class PublicationEndpoints {
    private static final ReleaseRange SINCE_V4_3 = ReleaseRange.since("v4.3.0");
    private static final Set<String> VALIDATIONS = Set.of("gossip", "consensus", "consensus_and_equivocation");
    private static final String GOSSIP = "gossip";

    private final BeaconNodeState node;
    private final Consumer<BeaconEntry> onImport;

    PublicationEndpoints(BeaconNodeState node, Consumer<BeaconEntry> onImport) {
        this.node = node;
        this.onImport = onImport;
    }

    void addTo(BeaconRoutes routes) {
        routes.post("/eth/v1/beacon/blocks", this::block)
                .post("/eth/v2/beacon/blocks", SINCE_V4_3, this::block)
                .post("/eth/v1/beacon/blinded_blocks", this::blindedBlock)
                .post("/eth/v2/beacon/blinded_blocks", SINCE_V4_3, this::blindedBlock);
    }

    private HttpAnswer block(BeaconCall call) throws BeaconError {
        String validation = validation(call);
        BeaconEntry block = isSsz(call) ? ofSsz(call) : ofJson(call);
        return published(block, validation);
    }

    private HttpAnswer blindedBlock(BeaconCall call) throws BeaconError {
        String validation = validation(call);
        SignedBlindedBlock blinded = blinded(call);
        Hash32 root = node.chain().codec().root(blinded.message());
        BeaconEntry produced = node.chain()
                .produced(root)
                .orElseThrow(() -> BeaconError.failed("Blind block proposal failed: unknown payload of block " + root));
        return published(produced.signedBy(blinded.signature()), validation);
    }

    private static String validation(BeaconCall call) throws BeaconError {
        String validation = call.version().equals("v1")
                ? GOSSIP
                : call.query().one("broadcast_validation").orElse(GOSSIP);
        if (!VALIDATIONS.contains(validation)) {
            throw BeaconError.invalidQuery("Invalid query string");
        }
        return validation;
    }

    private HttpAnswer published(BeaconEntry block, String validation) throws BeaconError {
        boolean isLax = validation.equals(GOSSIP);
        if (node.chain().withRoot(block.root()).isPresent()) {
            throw BeaconError.duplicate();
        }
        if (lacksBlobs(block)) {
            String problem = "Missing parts of block with root " + block.root();
            throw isLax ? BeaconError.notImported(problem) : BeaconError.badRequest(problem);
        }
        if (!hasRightHash(block.block())) {
            String problem = "ExecutionPayloadError: block hash mismatch";
            throw isLax ? BeaconError.notImported(problem) : BeaconError.badRequest(problem);
        }
        switch (node.chain().take(block)) {
            case IMPORTED -> onImport.accept(block);
            case KNOWN -> throw BeaconError.duplicate();
            case ORPHAN ->
                throw BeaconError.badRequest("ParentUnknown(" + block.block().parentRoot() + ')');
            case STALE ->
                throw BeaconError.badRequest("NotFinalizedDescendant { block_parent_root: "
                        + block.block().parentRoot() + " }");
            case EQUIVOCATION ->
                throw BeaconError.badRequest("proposal for this slot and proposer has already been seen");
        }
        return HttpAnswer.empty(200);
    }

    private static boolean lacksBlobs(BeaconEntry block) {
        return block.block() instanceof DenebBlock deneb
                && deneb.body().blobKzgCommitments().size() != block.blobs().size();
    }

    private static boolean hasRightHash(BeaconBlock block) {
        Hash32 hash = block.body().executionPayload() instanceof DenebPayload deneb
                ? BlockHash.of(deneb, block.parentRoot())
                : BlockHash.of((CapellaPayload) block.body().executionPayload());
        return hash.equals(block.body().executionPayload().blockHash());
    }

    private static boolean isSsz(BeaconCall call) {
        return call.sendsSsz() && call.has(LighthouseQuirk.BLOCKS_IN_SSZ);
    }

    private BeaconEntry ofJson(BeaconCall call) throws BeaconError {
        Json body = call.json();
        BlockSchemas schemas = node.schemas();
        boolean knowsDeneb = call.has(LighthouseQuirk.DENEB);
        if (knowsDeneb && has(body, "signed_block")) {
            return entry(Answers.read(call, schemas.signedBlockContents));
        }
        boolean isDeneb = knowsDeneb && isOfDeneb(body);
        SignedBlock block = Answers.read(call, schemas.signedBlocks.of(isDeneb ? Fork.DENEB : Fork.CAPELLA));
        return node.chain().entry(block, List.of(), List.of());
    }

    private BeaconEntry ofSsz(BeaconCall call) throws BeaconError {
        if (fork(call) == Fork.DENEB) {
            return entry(Answers.readSsz(call.request().body(), node.schemas().signedBlockContents));
        }
        SignedBlock block = Answers.readSsz(
                call.request().body(), node.schemas().signedBlocks.of(Fork.CAPELLA));
        return node.chain().entry(block, List.of(), List.of());
    }

    /** The fork that the header names, from releases that have more than one. */
    private static Fork fork(BeaconCall call) throws BeaconError {
        if (!call.has(LighthouseQuirk.VERSION_HEADER_NEEDED)) {
            return Fork.CAPELLA;
        }
        Optional<String> name = call.request().header(BeaconHeaders.VERSION);
        if (name.isEmpty()) {
            throw call.has(LighthouseQuirk.UNSUPPORTED_MEDIA_TYPE)
                    ? BeaconError.unsupportedMediaType()
                    : BeaconError.invalidBody("expected value at line 1 column 1");
        }
        return switch (name.get().toLowerCase(Locale.ROOT)) {
            case "capella" -> Fork.CAPELLA;
            case "deneb" -> Fork.DENEB;
            default -> throw BeaconError.badRequest("invalid " + BeaconHeaders.VERSION + " header");
        };
    }

    private SignedBlindedBlock blinded(BeaconCall call) throws BeaconError {
        BlockSchemas schemas = node.schemas();
        if (isSsz(call)) {
            Bytes body = call.request().body();
            return Answers.readSsz(
                    body, schemas.signedBlindedBlocks.of(node.chain().spec().fork(slot(body))));
        }
        boolean isDeneb = call.has(LighthouseQuirk.DENEB) && isOfDeneb(call.json());
        return Answers.read(call, schemas.signedBlindedBlocks.of(isDeneb ? Fork.DENEB : Fork.CAPELLA));
    }

    /** The slot of a signed block, which stands at one place in all forks: behind an offset and the signature. */
    private static UInt64 slot(Bytes block) throws BeaconError {
        int at = Integer.BYTES + Bytes96.SIZE;
        if (block.size() < at + Long.BYTES) {
            throw BeaconError.badRequest("invalid SSZ: InvalidByteLength");
        }
        long slot =
                ByteBuffer.wrap(block.toArray()).order(ByteOrder.LITTLE_ENDIAN).getLong(at);
        return UInt64.of(slot & Integer.MAX_VALUE);
    }

    private BeaconEntry entry(SignedBlockContents contents) {
        return node.chain().entry(contents.signedBlock(), contents.kzgProofs(), contents.blobs());
    }

    private static boolean isOfDeneb(Json signed) {
        return signed instanceof Json.Members outer
                && outer.get("message") instanceof Json.Members message
                && has(message.get("body"), "blob_kzg_commitments");
    }

    private static boolean has(Json json, String member) {
        return json instanceof Json.Members members && members.values().containsKey(member);
    }
}
