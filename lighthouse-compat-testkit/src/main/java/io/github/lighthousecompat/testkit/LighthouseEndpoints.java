package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.items;
import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.beacon.DatabaseAnchor;
import io.github.lighthousecompat.beacon.DatabaseBlobs;
import io.github.lighthousecompat.beacon.DatabaseInfo;
import io.github.lighthousecompat.beacon.DatabaseSplit;
import io.github.lighthousecompat.beacon.LighthouseHealth;
import io.github.lighthousecompat.beacon.SyncState;
import io.github.lighthousecompat.beacon.ValidatorInclusion;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.LighthouseSchemas;
import java.util.List;
import java.util.Optional;

/** What only Lighthouse has, under {@code /lighthouse}. */
final class LighthouseEndpoints {
    private static final ReleaseRange BEFORE_V5 = ReleaseRange.before("v5.0.0");
    private static final ReleaseRange BEFORE_V4_6 = ReleaseRange.before("v4.6.0");
    private static final UInt64 STAKE = UInt64.of(32_000_000_000L);

    private final BeaconNodeState node;

    LighthouseEndpoints(BeaconNodeState node) {
        this.node = node;
    }

    void addTo(BeaconRoutes routes) {
        routes.get("/lighthouse/health", LighthouseEndpoints::health)
                .get("/lighthouse/ui/health", LighthouseEndpoints::health)
                .get("/lighthouse/ui/validator_count", call -> validatorCount())
                .post("/lighthouse/ui/validator_metrics", call -> Answers.data(members("validators", members())))
                .post("/lighthouse/ui/validator_info", call -> Answers.data(members("validators", members())))
                .get("/lighthouse/syncing", call -> syncing())
                .get("/lighthouse/nat", call -> Answers.data(new Json.Bool(true)))
                .get("/lighthouse/peers", call -> Answers.json(items(List.of())))
                .get("/lighthouse/peers/connected", call -> Answers.json(items(List.of())))
                .get("/lighthouse/proto_array", call -> Answers.data(members("nodes", items(List.of()))))
                .get("/lighthouse/staking", call -> Answers.json(Json.Null.NULL))
                .get("/lighthouse/merge_readiness", call -> Answers.data(members("type", text("ready"))))
                .get(
                        "/lighthouse/eth1/syncing",
                        call -> Answers.data(members("eth1_node_sync_status_percentage", new Json.Digits("100.0"))))
                .get("/lighthouse/eth1/block_cache", call -> Answers.data(items(List.of())))
                .get("/lighthouse/eth1/deposit_cache", call -> Answers.data(items(List.of())))
                .get("/lighthouse/validator_inclusion/{}/{}", this::inclusion)
                .post("/lighthouse/liveness", call -> Answers.data(items(List.of())))
                .get("/lighthouse/database/info", this::database)
                .post("/lighthouse/database/reconstruct", call -> Answers.json(text("success")))
                .post(
                        "/lighthouse/database/historical_blocks",
                        BEFORE_V4_6,
                        call -> Answers.json(LighthouseSchemas.ANCHOR, anchor()))
                .get("/lighthouse/beacon/states/{}/ssz", BEFORE_V5, this::state)
                .get("/lighthouse/analysis/block_rewards", call -> Answers.json(items(List.of())))
                .post("/lighthouse/analysis/block_rewards", call -> Answers.json(items(List.of())))
                .get("/lighthouse/analysis/attestation_performance/{}", call -> Answers.json(items(List.of())))
                .get("/lighthouse/analysis/block_packing_efficiency", call -> Answers.json(items(List.of())));
    }

    private static HttpAnswer health(BeaconCall call) {
        return Answers.json(
                Envelopes.data(LighthouseSchemas.HEALTH),
                LighthouseHealth.builder()
                        .processId(UInt64.of(4242))
                        .threads(UInt64.of(17))
                        .residentMemory(UInt64.of(1_500_000_000L))
                        .virtualMemory(UInt64.of(6_000_000_000L))
                        .sharedMemory(
                                call.has(LighthouseQuirk.SHARED_MEMORY)
                                        ? Optional.of(UInt64.of(70_000_000L))
                                        : Optional.empty())
                        .build());
    }

    private HttpAnswer validatorCount() {
        long active = node.chain().validators().stream()
                .filter(validator -> validator.status().isActive())
                .count();
        return Answers.data(members("active_ongoing", new Json.Digits(String.valueOf(active))));
    }

    private HttpAnswer syncing() {
        BeaconCondition now = node.condition();
        UInt64 head = node.chain().head().slot();
        SyncState state = switch (now.sync()) {
            case SYNCED -> SyncState.SYNCED;
            case STALLED -> SyncState.STALLED;
            case SYNCING -> SyncState.finalizedChain(head, node.currentSlot());
        };
        return Answers.json(Envelopes.data(LighthouseSchemas.SYNC_STATE), state);
    }

    private HttpAnswer inclusion(BeaconCall call) throws BeaconError {
        BeaconNodeState.number(call.parameter(0), "Invalid epoch: " + call.parameter(0));
        if (!call.parameter(1).equals("global")) {
            return Answers.data(members(
                    "is_slashed", new Json.Bool(false),
                    "is_withdrawable_in_current_epoch", new Json.Bool(false),
                    "is_active_unslashed_in_current_epoch", new Json.Bool(true),
                    "is_active_unslashed_in_previous_epoch", new Json.Bool(true),
                    "current_epoch_effective_balance_gwei", new Json.Digits(STAKE.toString()),
                    "is_current_epoch_target_attester", new Json.Bool(true),
                    "is_previous_epoch_target_attester", new Json.Bool(true),
                    "is_previous_epoch_head_attester", new Json.Bool(true)));
        }
        UInt64 all = UInt64.of(node.chain().validators().size() * STAKE.toLong());
        return Answers.json(
                Envelopes.data(LighthouseSchemas.VALIDATOR_INCLUSION),
                ValidatorInclusion.builder()
                        .currentEpochActive(all)
                        .previousEpochActive(
                                call.has(LighthouseQuirk.PREVIOUS_ACTIVE_BALANCE) ? Optional.of(all) : Optional.empty())
                        .currentEpochTargetAttesting(all)
                        .previousEpochTargetAttesting(all)
                        .previousEpochHeadAttesting(all)
                        .build());
    }

    private HttpAnswer database(BeaconCall call) {
        BeaconEntry split = node.chain().genesis();
        return Answers.json(
                LighthouseSchemas.DATABASE,
                DatabaseInfo.builder()
                        .schemaVersion(UInt64.of(call.profile().schemaVersion()))
                        .split(DatabaseSplit.builder()
                                .slot(split.slot())
                                .stateRoot(split.block().stateRoot())
                                .build())
                        .anchor(anchor())
                        .blobs(
                                call.has(LighthouseQuirk.BLOB_DATABASE)
                                        ? Optional.of(DatabaseBlobs.builder()
                                                .isSeparate(true)
                                                .build())
                                        : Optional.empty())
                        .build());
    }

    private static DatabaseAnchor anchor() {
        return DatabaseAnchor.builder()
                .anchorSlot(UInt64.ZERO)
                .oldestBlockSlot(UInt64.ZERO)
                .oldestBlockParent(Hash32.ZERO)
                .stateUpperLimit(UInt64.MAX)
                .stateLowerLimit(UInt64.ZERO)
                .build();
    }

    /** A state that only looks like one: the root of its last block. */
    private HttpAnswer state(BeaconCall call) throws BeaconError {
        BeaconEntry last = node.state(call.parameter(0));
        return HttpAnswer.of(200, "application/ssz", Bytes.of(last.root().toArray()));
    }
}
