package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.items;
import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.Checkpoint;
import io.github.lighthousecompat.beacon.FinalityCheckpoints;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.SignedBeaconBlockHeader;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.hash.Keccak256;
import io.github.lighthousecompat.schema.ChainSchemas;
import io.github.lighthousecompat.schema.Envelopes;
import java.util.List;
import java.util.Optional;

/** What a node says of its chain: genesis, configuration, states and headers. */
final class ChainEndpoints {
    private final BeaconNodeState node;

    ChainEndpoints(BeaconNodeState node) {
        this.node = node;
    }

    void addTo(BeaconRoutes routes) {
        routes.get("/eth/v1/beacon/genesis", call -> genesis())
                .get("/eth/v1/config/fork_schedule", this::forkSchedule)
                .get("/eth/v1/config/spec", this::spec)
                .get("/eth/v1/config/deposit_contract", call -> depositContract())
                .get("/eth/v1/beacon/states/{}/root", this::stateRoot)
                .get("/eth/v1/beacon/states/{}/fork", this::stateFork)
                .get("/eth/v1/beacon/states/{}/finality_checkpoints", this::finality)
                .get("/eth/v1/beacon/states/{}/randao", this::randao)
                .get("/eth/v1/beacon/headers", this::headers)
                .get("/eth/v1/beacon/headers/{}", this::header)
                .get("/eth/v1/debug/beacon/states/{}", this::debugState)
                .get("/eth/v2/debug/beacon/states/{}", this::debugState)
                .get("/eth/v1/debug/beacon/heads", this::heads)
                .get("/eth/v2/debug/beacon/heads", this::heads)
                .get("/eth/v1/debug/fork_choice", call -> forkChoice());
    }

    private HttpAnswer genesis() {
        return Answers.json(
                Envelopes.data(ChainSchemas.GENESIS),
                Genesis.of(node.chain().spec().genesisTime(), validatorsRoot(), SpecEntries.GENESIS_VERSION));
    }

    /** Only looks like the root of the first validators, and differs from chain to chain. */
    private Hash32 validatorsRoot() {
        return Keccak256.hash(Bytes.of(node.chain().genesis().root().toArray()));
    }

    private HttpAnswer forkSchedule(BeaconCall call) {
        return Answers.json(
                Envelopes.data(ChainSchemas.FORKS),
                SpecEntries.forks(node.chain().spec(), call.profile()));
    }

    private HttpAnswer spec(BeaconCall call) {
        return Answers.json(
                Envelopes.data(ChainSchemas.SPEC), SpecEntries.of(node.chain().spec(), call.profile()));
    }

    private HttpAnswer depositContract() {
        return Answers.data(members(
                "chain_id", text(node.chain().spec().chainId().toString()),
                "address", text(SpecEntries.DEPOSIT_CONTRACT)));
    }

    private HttpAnswer stateRoot(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        return Answers.json(
                Envelopes.chain(ChainSchemas.ROOT), node.of(last, last.block().stateRoot()));
    }

    private HttpAnswer stateFork(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        return Answers.json(
                Envelopes.chain(ChainSchemas.FORK),
                node.of(last, SpecEntries.fork(node.chain().spec(), last.fork())));
    }

    private HttpAnswer finality(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        return Answers.json(
                Envelopes.chain(ChainSchemas.FINALITY),
                node.of(
                        last,
                        FinalityCheckpoints.of(
                                node.chain().finalized(),
                                node.chain().justified(),
                                node.chain().finalized())));
    }

    private HttpAnswer randao(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        Hash32 randao = last.block().body().executionPayload().prevRandao();
        return chained(last, members("randao", text(randao.toString())));
    }

    /** An answer about a block or its state that no value stands for. */
    HttpAnswer chained(BeaconEntry entry, Json data) {
        ChainAnswer<Json> answer = node.of(entry, data);
        return Answers.json(members(
                "execution_optimistic",
                        new Json.Bool(answer.executionOptimistic().orElse(false)),
                "finalized", new Json.Bool(answer.finalized().orElse(false)),
                "data", data));
    }

    private HttpAnswer headers(BeaconCall call) throws BeaconError {
        BeaconEntry found = found(call);
        ChainAnswer<HeaderInfo> one = node.of(found, info(found));
        return Answers.json(
                Envelopes.chain(ChainSchemas.HEADERS),
                new ChainAnswer<>(List.of(one.data()), one.executionOptimistic(), one.finalized()));
    }

    private BeaconEntry found(BeaconCall call) throws BeaconError {
        Optional<String> parent = call.query().one("parent_root");
        Optional<String> slot = call.query().one("slot");
        if (parent.isEmpty() && slot.isEmpty()) {
            return node.chain().head();
        }
        BeaconEntry found = parent.isPresent()
                ? node.chain()
                        .after(hash(parent.get()))
                        .orElseThrow(() -> BeaconError.notFound("child of block with root " + parent.get()))
                : node.block(slot.orElseThrow());
        if (slot.isPresent() && !found.slot().toString().equals(slot.get())) {
            throw BeaconError.notFound("no canonical block at slot " + slot.get());
        }
        return found;
    }

    private HttpAnswer header(BeaconCall call) throws BeaconError {
        BeaconEntry found = node.block(call.parameter(0));
        return Answers.json(Envelopes.chain(ChainSchemas.HEADER), node.of(found, info(found)));
    }

    private HeaderInfo info(BeaconEntry entry) {
        return HeaderInfo.builder()
                .root(entry.root())
                .isCanonical(true)
                .header(SignedBeaconBlockHeader.of(node.chain().codec().header(entry.block()), entry.signature()))
                .build();
    }

    /** States only look like ones: nobody here computes them. */
    private HttpAnswer debugState(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        if (call.wantsSsz()) {
            HttpAnswer state =
                    HttpAnswer.of(200, BeaconCall.SSZ, Bytes.of(last.root().toArray()));
            return versioned(state, last.fork(), call);
        }
        Json data = members(
                "slot", text(last.slot().toString()),
                "genesis_validators_root", text(validatorsRoot().toString()));
        Json body = call.version().equals("v1")
                ? members("data", data)
                : members(
                        "version",
                        text(Answers.name(last.fork())),
                        "execution_optimistic",
                        new Json.Bool(node.condition().isOptimistic()),
                        "finalized",
                        new Json.Bool(node.chain().isFinalized(last.slot())),
                        "data",
                        data);
        return versioned(Answers.json(body), last.fork(), call);
    }

    private HttpAnswer heads(BeaconCall call) {
        BeaconEntry head = node.chain().head();
        Json root = text(head.root().toString());
        Json slot = text(head.slot().toString());
        Json one = call.version().equals("v1")
                ? members("root", root, "slot", slot)
                : members(
                        "root",
                        root,
                        "slot",
                        slot,
                        "execution_optimistic",
                        new Json.Bool(node.condition().isOptimistic()));
        return Answers.data(items(List.of(one)));
    }

    private HttpAnswer forkChoice() {
        return Answers.json(members(
                "justified_checkpoint", checkpoint(node.chain().justified()),
                "finalized_checkpoint", checkpoint(node.chain().finalized()),
                "fork_choice_nodes", items(List.of())));
    }

    private static Json checkpoint(Checkpoint checkpoint) {
        return members(
                "epoch", text(checkpoint.epoch().toString()),
                "root", text(checkpoint.root().toString()));
    }

    private static HttpAnswer versioned(HttpAnswer answer, Fork fork, BeaconCall call) {
        return Answers.versioned(answer, fork, call, LighthouseQuirk.VERSION_HEADER);
    }

    private static Hash32 hash(String text) throws BeaconError {
        try {
            return Hash32.parse(text);
        } catch (IllegalArgumentException e) {
            throw BeaconError.invalidQuery("Invalid query string");
        }
    }
}
