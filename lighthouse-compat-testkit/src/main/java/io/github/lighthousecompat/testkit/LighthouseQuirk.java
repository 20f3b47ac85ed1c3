package io.github.lighthousecompat.testkit;

/**
 * What some releases of Lighthouse do and others don't, apart from the endpoints that they have.
 *
 * <p>This is the table: each row says what a client can notice and which releases do it.
 */
enum LighthouseQuirk {
    /** Knows the fork Deneb: its name, its blocks, and block contents where blobs go with a block. */
    DENEB(ReleaseRange.since("v4.6.0")),
    /** Knows the fork Electra by name and reports when it would begin. */
    ELECTRA(ReleaseRange.since("v5.2.0")),
    /** Reports {@code el_offline} beside {@code is_syncing}. */
    EL_OFFLINE_REPORTED(ReleaseRange.since("v4.2.0")),
    /** Is unhealthy, with status 503, while its execution layer is offline. */
    EL_OFFLINE_IS_UNHEALTHY(ReleaseRange.since("v4.3.0")),
    /** Is unhealthy, with status 503 and no body, while it is stalled; the others answer 206. */
    STALLED_IS_UNHEALTHY(ReleaseRange.before("v4.3.0")),
    /** Says {@code is_syncing} while it is stalled. */
    STALLED_IS_SYNCING(ReleaseRange.since("v5.3.0")),
    /** Serves validators while it is stalled; the others answer 503. */
    SERVES_WHILE_STALLED(ReleaseRange.since("v5.2.0")),
    /** Says in the header {@code Eth-Consensus-Version} which fork a block or state is of. */
    VERSION_HEADER(ReleaseRange.since("v4.4.1")),
    /** Says so also with the attestations of a block, pools and what light clients read. */
    VERSION_HEADER_OF_ATTESTATIONS(ReleaseRange.since("v5.3.0")),
    /** What a handler refuses, another route of another version refuses again, and only that is told. */
    MASKED_ERRORS(ReleaseRange.before("v4.4.1")),
    /** Has routes of version 2 that are posted to, so that a {@code POST} of version 1 meets them where nothing takes it. */
    VERSIONED_POSTS(ReleaseRange.since("v4.3.0")),
    /** Takes numbers of validators as text when it is asked for their liveness; all take numbers. */
    LIVENESS_OF_TEXT(ReleaseRange.since("v5.0.0")),
    /** Answers with SSZ where a client that wants the snapshot of deposits takes anything. */
    SNAPSHOT_AS_SSZ(ReleaseRange.before("v5.2.0")),
    /** Reads a body as JSON whatever it says that it is. */
    ANY_CONTENT_TYPE(ReleaseRange.since("v5.0.0")),
    /** Answers 415 to SSZ where only JSON is taken. */
    UNSUPPORTED_MEDIA_TYPE(ReleaseRange.since("v5.3.0")),
    /** Needs the header {@code Eth-Consensus-Version} beside a block in SSZ. */
    VERSION_HEADER_NEEDED(ReleaseRange.since("v4.6.0")),
    /** Refuses to tell the duties of a validator in the sync committee that there is not. */
    SYNC_DUTIES_OF_KNOWN(ReleaseRange.since("v5.1.3")),
    /** Reports {@code pid_mem_shared_memory_size} with its health. */
    SHARED_MEMORY(ReleaseRange.since("v4.6.0")),
    /** Reports {@code blob_info} with its database. */
    BLOB_DATABASE(ReleaseRange.since("v4.6.0")),
    /** Reports {@code previous_epoch_active_gwei} with the inclusion of all validators. */
    PREVIOUS_ACTIVE_BALANCE(ReleaseRange.before("v5.2.0")),
    /** Reports {@code GOSSIP_MAX_SIZE} and other constants of the network in its specification. */
    NETWORK_CONSTANTS(ReleaseRange.since("v4.4.1"));

    private final ReleaseRange releases;

    LighthouseQuirk(ReleaseRange releases) {
        this.releases = releases;
    }

    boolean isOf(ReleaseNumber release) {
        return releases.has(release);
    }
}
