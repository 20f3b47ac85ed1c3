package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.BOOLEAN;
import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.JsonBasics.NUMBER;

import io.github.lighthousecompat.beacon.DatabaseAnchor;
import io.github.lighthousecompat.beacon.DatabaseBlobs;
import io.github.lighthousecompat.beacon.DatabaseInfo;
import io.github.lighthousecompat.beacon.DatabaseSplit;
import io.github.lighthousecompat.beacon.LighthouseHealth;
import io.github.lighthousecompat.beacon.SyncState;
import io.github.lighthousecompat.beacon.ValidatorInclusion;

/** What only a Lighthouse node says of itself; all but the database stand in an envelope. */
public final class LighthouseSchemas {
    /** How it gets on with its peers. */
    public static final JsonType<SyncState> SYNC_STATE = new SyncStateSchema();

    /** What its process takes. */
    public static final JsonType<LighthouseHealth> HEALTH = JsonObject.of(
                    LighthouseHealth::builder, LighthouseHealth.Builder::build)
            .field("pid", NUMBER, LighthouseHealth::processId, LighthouseHealth.Builder::processId)
            .field("pid_num_threads", NUMBER, LighthouseHealth::threads, LighthouseHealth.Builder::threads)
            .field(
                    "pid_mem_resident_set_size",
                    NUMBER,
                    LighthouseHealth::residentMemory,
                    LighthouseHealth.Builder::residentMemory)
            .field(
                    "pid_mem_virtual_memory_size",
                    NUMBER,
                    LighthouseHealth::virtualMemory,
                    LighthouseHealth.Builder::virtualMemory)
            .optional(
                    "pid_mem_shared_memory_size",
                    NUMBER,
                    LighthouseHealth::sharedMemory,
                    (to, part) -> to.sharedMemory(part))
            .end();

    /** How much of all stake was seen to attest. */
    public static final JsonType<ValidatorInclusion> VALIDATOR_INCLUSION = JsonObject.of(
                    ValidatorInclusion::builder, ValidatorInclusion.Builder::build)
            .field(
                    "current_epoch_active_gwei",
                    NUMBER,
                    ValidatorInclusion::currentEpochActive,
                    ValidatorInclusion.Builder::currentEpochActive)
            .optional(
                    "previous_epoch_active_gwei",
                    NUMBER,
                    ValidatorInclusion::previousEpochActive,
                    (to, part) -> to.previousEpochActive(part))
            .field(
                    "current_epoch_target_attesting_gwei",
                    NUMBER,
                    ValidatorInclusion::currentEpochTargetAttesting,
                    ValidatorInclusion.Builder::currentEpochTargetAttesting)
            .field(
                    "previous_epoch_target_attesting_gwei",
                    NUMBER,
                    ValidatorInclusion::previousEpochTargetAttesting,
                    ValidatorInclusion.Builder::previousEpochTargetAttesting)
            .field(
                    "previous_epoch_head_attesting_gwei",
                    NUMBER,
                    ValidatorInclusion::previousEpochHeadAttesting,
                    ValidatorInclusion.Builder::previousEpochHeadAttesting)
            .end();

    /** How much of the history it has. */
    public static final JsonType<DatabaseAnchor> ANCHOR = JsonObject.of(
                    DatabaseAnchor::builder, DatabaseAnchor.Builder::build)
            .field("anchor_slot", UINT64, DatabaseAnchor::anchorSlot, DatabaseAnchor.Builder::anchorSlot)
            .field(
                    "oldest_block_slot",
                    UINT64,
                    DatabaseAnchor::oldestBlockSlot,
                    DatabaseAnchor.Builder::oldestBlockSlot)
            .field(
                    "oldest_block_parent",
                    BYTES32,
                    DatabaseAnchor::oldestBlockParent,
                    DatabaseAnchor.Builder::oldestBlockParent)
            .field(
                    "state_upper_limit",
                    UINT64,
                    DatabaseAnchor::stateUpperLimit,
                    DatabaseAnchor.Builder::stateUpperLimit)
            .field(
                    "state_lower_limit",
                    UINT64,
                    DatabaseAnchor::stateLowerLimit,
                    DatabaseAnchor.Builder::stateLowerLimit)
            .end();

    private static final JsonType<DatabaseSplit> SPLIT = JsonObject.of(
                    DatabaseSplit::builder, DatabaseSplit.Builder::build)
            .field("slot", UINT64, DatabaseSplit::slot, DatabaseSplit.Builder::slot)
            .field("state_root", BYTES32, DatabaseSplit::stateRoot, DatabaseSplit.Builder::stateRoot)
            .optional("block_root", BYTES32, DatabaseSplit::blockRoot, (to, part) -> to.blockRoot(part))
            .end();

    private static final JsonType<DatabaseBlobs> BLOBS = JsonObject.of(
                    DatabaseBlobs::builder, DatabaseBlobs.Builder::build)
            .optional("oldest_blob_slot", UINT64, DatabaseBlobs::oldestBlobSlot, (to, part) -> to.oldestBlobSlot(part))
            .field("blobs_db", BOOLEAN, DatabaseBlobs::isSeparate, DatabaseBlobs.Builder::isSeparate)
            .end();

    /** What it stores. */
    public static final JsonType<DatabaseInfo> DATABASE = JsonObject.of(
                    DatabaseInfo::builder, DatabaseInfo.Builder::build)
            .field("schema_version", NUMBER, DatabaseInfo::schemaVersion, DatabaseInfo.Builder::schemaVersion)
            .field("split", SPLIT, DatabaseInfo::split, DatabaseInfo.Builder::split)
            .optional("anchor", ANCHOR, DatabaseInfo::anchor, (to, part) -> to.anchor(part))
            .optional("blob_info", BLOBS, DatabaseInfo::blobs, (to, part) -> to.blobs(part))
            .end();

    private LighthouseSchemas() {}
}
