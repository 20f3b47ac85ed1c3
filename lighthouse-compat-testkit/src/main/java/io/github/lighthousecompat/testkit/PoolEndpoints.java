package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.items;
import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.schema.Basics;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.OperationSchemas;
import io.github.lighthousecompat.schema.SszType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What validators publish that is no block. Nothing of it is kept. */
final class PoolEndpoints {
    private static final ReleaseRange SINCE_V5_3 = ReleaseRange.since("v5.3.0");
    private static final long MOST = 1 << 16;

    private final BeaconNodeState node;

    PoolEndpoints(BeaconNodeState node) {
        this.node = node;
    }

    void addTo(BeaconRoutes routes) {
        OperationSchemas types = node.schemas().operations;
        for (String pool : List.of("attestations", "attester_slashings")) {
            routes.get("/eth/v1/beacon/pool/" + pool, this::empty)
                    .get("/eth/v2/beacon/pool/" + pool, SINCE_V5_3, this::empty);
        }
        for (String pool : List.of("proposer_slashings", "voluntary_exits", "bls_to_execution_changes")) {
            routes.get("/eth/v1/beacon/pool/" + pool, this::empty);
        }
        BeaconRoutes.Endpoint attestations =
                call -> list(call, types.attestation, vote -> vote.data().beaconBlockRoot());
        BeaconRoutes.Endpoint aggregates = call -> {
            node.requireSynced(call);
            return list(
                    call,
                    types.signedAggregateAndProof,
                    signed -> signed.message().aggregate().data().beaconBlockRoot());
        };
        routes.post("/eth/v1/beacon/pool/attestations", attestations)
                .post("/eth/v2/beacon/pool/attestations", SINCE_V5_3, attestations)
                .post("/eth/v1/beacon/pool/attester_slashings", call -> one(call, types.attesterSlashing))
                .post("/eth/v2/beacon/pool/attester_slashings", SINCE_V5_3, call -> one(call, types.attesterSlashing))
                .post("/eth/v1/beacon/pool/proposer_slashings", call -> one(call, OperationSchemas.PROPOSER_SLASHING))
                .post("/eth/v1/beacon/pool/voluntary_exits", call -> one(call, OperationSchemas.SIGNED_VOLUNTARY_EXIT))
                .post(
                        "/eth/v1/beacon/pool/bls_to_execution_changes",
                        call -> one(call, listOf(OperationSchemas.SIGNED_BLS_TO_EXECUTION_CHANGE)))
                .post(
                        "/eth/v1/beacon/pool/sync_committees",
                        call -> list(
                                call, OperationSchemas.SYNC_COMMITTEE_MESSAGE, message -> message.beaconBlockRoot()))
                .post("/eth/v1/validator/aggregate_and_proofs", aggregates)
                .post("/eth/v2/validator/aggregate_and_proofs", SINCE_V5_3, aggregates)
                .post("/eth/v1/validator/contribution_and_proofs", call -> {
                    node.requireSynced(call);
                    return list(
                            call,
                            types.signedContributionAndProof,
                            signed -> signed.message().contribution().beaconBlockRoot());
                });
    }

    private HttpAnswer empty(BeaconCall call) {
        Fork fork = node.chain().head().fork();
        Json none = items(List.of());
        HttpAnswer answer = Answers.json(
                call.version().equals("v1")
                        ? members("data", none)
                        : members("version", text(Answers.name(fork)), "data", none));
        return Answers.versioned(answer, fork, call, LighthouseQuirk.VERSION_HEADER_OF_ATTESTATIONS);
    }

    private static <T> HttpAnswer one(BeaconCall call, JsonType<T> type) throws BeaconError {
        Answers.read(call, type);
        return Answers.done();
    }

    /** Takes those that are about a block that the node knows, and says which are not. */
    private <T> HttpAnswer list(BeaconCall call, SszType<T> type, Function<T, Hash32> block) throws BeaconError {
        List<T> sent = Answers.read(call, listOf(type));
        List<Json> failures = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Hash32 root = block.apply(sent.get(i));
            if (node.chain().withRoot(root).isEmpty()) {
                failures.add(members(
                        "index",
                        new Json.Digits(String.valueOf(i)),
                        "message",
                        text("UnknownHeadBlock { beacon_block_root: " + root + " }")));
            }
        }
        if (!failures.isEmpty()) {
            throw BeaconError.badItems("error processing objects", failures);
        }
        return Answers.done();
    }

    private static <T> SszType<List<T>> listOf(SszType<T> type) {
        return Basics.list(type, MOST);
    }
}
