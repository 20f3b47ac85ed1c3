package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BlindedBlock;
import io.github.lighthousecompat.beacon.BlockContents;
import io.github.lighthousecompat.beacon.SyncCommitteeContribution;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.OperationSchemas;
import java.util.Optional;

/** What validators get for signing. */
final class ProductionEndpoints {
    private static final ReleaseRange BEFORE_V4_6 = ReleaseRange.before("v4.6.0");
    private static final ReleaseRange SINCE_V4_6 = ReleaseRange.since("v4.6.0");
    private static final ReleaseRange SINCE_V5_3 = ReleaseRange.since("v5.3.0");
    private static final String NO_SIGNATURE = "0xc0" + "00".repeat(Bytes96.SIZE - 1);
    private static final UInt256 REWARD = UInt256.of(40_000_000_000_000_000L);

    private final BeaconNodeState node;

    ProductionEndpoints(BeaconNodeState node) {
        this.node = node;
    }

    void addTo(BeaconRoutes routes) {
        routes.get("/eth/v1/validator/blocks/{}", this::block)
                .get("/eth/v2/validator/blocks/{}", this::block)
                .get("/eth/v3/validator/blocks/{}", BEFORE_V4_6, this::blockOfTooNewVersion)
                .get("/eth/v3/validator/blocks/{}", SINCE_V4_6, this::anyBlock)
                .get("/eth/v1/validator/blinded_blocks/{}", this::blindedBlock)
                .get("/eth/v1/validator/attestation_data", this::attestationData)
                .get("/eth/v1/validator/aggregate_attestation", this::aggregate)
                .get("/eth/v2/validator/aggregate_attestation", SINCE_V5_3, this::aggregate)
                .get("/eth/v1/validator/sync_committee_contribution", this::contribution);
    }

    private HttpAnswer block(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        return full(produced(call, BeaconError::unhandled), call);
    }

    /** The version is looked at after the block is built, and for SSZ not at all. */
    private HttpAnswer blockOfTooNewVersion(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        BeaconEntry block = produced(call, BeaconError::unhandled);
        if (!call.wantsSsz()) {
            throw BeaconError.unsupportedVersion(call.version());
        }
        return full(block, call);
    }

    private HttpAnswer blindedBlock(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        return blinded(produced(call, BeaconError::unhandled), call);
    }

    private HttpAnswer anyBlock(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        BeaconEntry block = produced(call, message -> BeaconError.badRequest("failed to fetch a block: " + message));
        // a factor of 0 lets no builder's block be worth more than the node's own
        boolean isBlinded = node.isBlinding() && !boost(call).isZero();
        return (isBlinded ? blinded(block, call) : full(block, call))
                .with(BeaconHeaders.BLINDED, String.valueOf(isBlinded))
                .with(BeaconHeaders.PAYLOAD_VALUE, block.value().toString())
                .with(BeaconHeaders.BLOCK_VALUE, REWARD.toString());
    }

    /** How much a builder's block counts, percent. */
    private static UInt64 boost(BeaconCall call) throws BeaconError {
        return call.query().has("builder_boost_factor") ? number(call, "builder_boost_factor") : UInt64.of(100);
    }

    /** How a release fails to produce a block. */
    private interface Failure {
        BeaconError of(String message);
    }

    private BeaconEntry produced(BeaconCall call, Failure failure) throws BeaconError {
        UInt64 slot = BeaconNodeState.number(call.parameter(0), "Invalid slot: " + call.parameter(0));
        Bytes96 reveal = signature(call.query().required("randao_reveal"));
        if (call.query().has("skip_randao_verification") && !reveal.toString().equals(NO_SIGNATURE)) {
            throw BeaconError.badRequest("randao_reveal must be point-at-infinity if verification is skipped");
        }
        Optional<String> graffiti = call.query().one("graffiti");
        BeaconEntry head = node.chain().head();
        if (!head.slot().isLessThan(slot) || node.currentSlot().plus(1).isLessThan(slot)) {
            throw failure.of("no block can be built for slot " + slot + " on the head at slot " + head.slot());
        }
        return node.chain().produce(slot, reveal, graffiti.isPresent() ? hash(graffiti.get()) : Hash32.ZERO);
    }

    private HttpAnswer full(BeaconEntry produced, BeaconCall call) throws BeaconError {
        BlockSchemas schemas = node.schemas();
        Optional<BlockContents> contents = produced.contents();
        BeaconBlock block = produced.block();
        HttpAnswer answer;
        if (call.wantsSsz()) {
            answer = contents.isPresent()
                    ? Answers.ssz(schemas.blockContents, contents.get())
                    : Answers.ssz(schemas.blocks.of(block), block);
        } else {
            Json data = contents.isPresent()
                    ? Answers.tree(schemas.blockContents, contents.get())
                    : Answers.tree(schemas.blocks.of(block), block);
            answer = Answers.json(envelope(produced, call, false, data));
        }
        return versioned(answer, produced, call);
    }

    private HttpAnswer blinded(BeaconEntry produced, BeaconCall call) throws BeaconError {
        BlindedBlock block = Blocks.blinded(produced.block(), node.schemas().payloads);
        HttpAnswer answer = call.wantsSsz()
                ? Answers.ssz(node.schemas().blindedBlocks.of(block), block)
                : Answers.json(envelope(
                        produced,
                        call,
                        true,
                        Answers.tree(node.schemas().blindedBlocks.of(block), block)));
        return versioned(answer, produced, call);
    }

    private static Json envelope(BeaconEntry produced, BeaconCall call, boolean isBlinded, Json data) {
        Json version = text(Answers.name(produced.fork()));
        return switch (call.version()) {
            case "v3" ->
                members(
                        "version",
                        version,
                        "execution_payload_blinded",
                        new Json.Bool(isBlinded),
                        "execution_payload_value",
                        text(produced.value().toString()),
                        "consensus_block_value",
                        text(REWARD.toString()),
                        "data",
                        data);
            case "v2" -> members("version", version, "data", data);
            // version 1 of blinded blocks names the fork, version 1 of full blocks is older than forks
            default -> isBlinded ? members("version", version, "data", data) : members("data", data);
        };
    }

    private HttpAnswer attestationData(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        UInt64 slot = number(call, "slot");
        UInt64 committee = number(call, "committee_index");
        if (node.currentSlot().plus(1).isLessThan(slot)) {
            throw BeaconError.badRequest(
                    "request slot " + slot + " is more than one slot past the current slot " + node.currentSlot());
        }
        return Answers.json(
                Envelopes.data(OperationSchemas.ATTESTATION_DATA), node.chain().attestationData(slot, committee));
    }

    private HttpAnswer aggregate(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        UInt64 slot = number(call, "slot");
        Hash32 root = hash(call.query().required("attestation_data_root"));
        UInt64 committee = call.version().equals("v1") ? UInt64.ZERO : number(call, "committee_index");
        if (node.currentSlot().plus(1).isLessThan(slot)) {
            throw BeaconError.notFound("no matching aggregate found");
        }
        AttestationData data = node.chain().attestationData(slot, committee);
        if (!OperationSchemas.ATTESTATION_DATA.root(data).equals(root)) {
            throw BeaconError.notFound("no matching aggregate found");
        }
        Attestation votes = node.chain().votes(data);
        if (call.version().equals("v1")) {
            return Answers.json(Envelopes.data(node.schemas().operations.attestation), votes);
        }
        BeaconEntry head = node.chain().head();
        Json body = members(
                "version", text(Answers.name(head.fork())),
                "data", Answers.tree(node.schemas().operations.attestation, votes));
        return versioned(Answers.json(body), head, call);
    }

    private HttpAnswer contribution(BeaconCall call) throws BeaconError {
        node.requireSynced(call);
        UInt64 slot = number(call, "slot");
        UInt64 part = number(call, "subcommittee_index");
        Hash32 root = hash(call.query().required("beacon_block_root"));
        if (!part.isLessThan(UInt64.of(node.chain().spec().preset().syncCommitteeSubnetCount()))) {
            throw BeaconError.badRequest("subcommittee_index " + part + " is out of bounds");
        }
        if (node.chain().withRoot(root).isEmpty()) {
            throw BeaconError.notFound("no matching sync contribution found");
        }
        return Answers.json(
                Envelopes.data(node.schemas().operations.contribution),
                SyncCommitteeContribution.builder()
                        .slot(slot)
                        .beaconBlockRoot(root)
                        .subcommitteeIndex(part)
                        .aggregationBits(BeaconBlockMaker.allOf(
                                node.chain().spec().preset().syncSubcommitteeSize()))
                        .signature(node.chain().signature(root))
                        .build());
    }

    private static UInt64 number(BeaconCall call, String name) throws BeaconError {
        try {
            return UInt64.parse(call.query().required(name));
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidQuery("Invalid query string");
        }
    }

    private static Hash32 hash(String text) throws BeaconError {
        try {
            return Hash32.parse(text);
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidQuery("Invalid query string");
        }
    }

    private static Bytes96 signature(String text) throws BeaconError {
        try {
            return Bytes96.parse(text);
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidQuery("Invalid query string");
        }
    }

    private static HttpAnswer versioned(HttpAnswer answer, BeaconEntry entry, BeaconCall call) {
        return Answers.versioned(answer, entry.fork(), call, LighthouseQuirk.VERSION_HEADER);
    }
}
