package io.github.lighthousecompat.testkit;

/**
 * What some releases of Lighthouse do and others don't, apart from the endpoints that they have.
 *
 * <p>This is the table: each constant says what a client can notice and which releases do it. Immutable and thread-safe.
 */
final class LighthouseQuirk {
    /** Knows the fork Deneb: its name, its blocks, and block contents where blobs go with a block. */
    static final LighthouseQuirk DENEB = since("v4.6.0");

    /** Knows the fork Electra by name and reports when it would begin. */
    static final LighthouseQuirk ELECTRA = since("v5.2.0");

    /** Reports {@code el_offline} beside {@code is_syncing}. */
    static final LighthouseQuirk EL_OFFLINE_REPORTED = since("v4.2.0");

    /** Is unhealthy, with status 503, while its execution layer is offline. */
    static final LighthouseQuirk EL_OFFLINE_IS_UNHEALTHY = since("v4.3.0");

    /** Is unhealthy, with status 503 and no body, while it is stalled; the others answer 206. */
    static final LighthouseQuirk STALLED_IS_UNHEALTHY = before("v4.3.0");

    /** Says {@code is_syncing} while it is stalled. */
    static final LighthouseQuirk STALLED_IS_SYNCING = since("v5.3.0");

    /** Serves validators while it is stalled; the others answer 503. */
    static final LighthouseQuirk SERVES_WHILE_STALLED = since("v5.2.0");

    /** Says in the header {@code Eth-Consensus-Version} which fork a block or state is of. */
    static final LighthouseQuirk VERSION_HEADER = since("v4.4.1");

    /** Says so also with the attestations of a block, pools and what light clients read. */
    static final LighthouseQuirk VERSION_HEADER_OF_ATTESTATIONS = since("v5.3.0");

    /** What a handler refuses, another route of another version refuses again, and only that is told. */
    static final LighthouseQuirk MASKED_ERRORS = before("v4.4.1");

    /** The same of a node that can't serve validators now, which no handler refuses. */
    static final LighthouseQuirk MASKED_UNFITNESS = before("v5.2.0");

    /** Has routes of version 2 that are posted to, so that a {@code POST} of version 1 meets them where nothing takes it. */
    static final LighthouseQuirk VERSIONED_POSTS = since("v4.3.0");

    /** Takes numbers of validators as text when it is asked for their liveness; all take numbers. */
    static final LighthouseQuirk LIVENESS_OF_TEXT = since("v5.0.0");

    /** Answers with SSZ where a client that wants the snapshot of deposits takes anything. */
    static final LighthouseQuirk SNAPSHOT_AS_SSZ = before("v5.2.0");

    /** Reads a body as JSON whatever it says that it is. */
    static final LighthouseQuirk ANY_CONTENT_TYPE = since("v5.0.0");

    /** Answers 415 to SSZ where only JSON is taken. */
    static final LighthouseQuirk UNSUPPORTED_MEDIA_TYPE = since("v5.3.0");

    /** Needs the header {@code Eth-Consensus-Version} beside a block in SSZ. */
    static final LighthouseQuirk VERSION_HEADER_NEEDED = since("v4.6.0");

    /** Takes blocks in SSZ; the others read JSON alone. */
    static final LighthouseQuirk BLOCKS_IN_SSZ = since("v4.4.1");

    /** Refuses to tell the duties of a validator in the sync committee that there is not. */
    static final LighthouseQuirk SYNC_DUTIES_OF_KNOWN = since("v5.1.3");

    /** Reports {@code pid_mem_shared_memory_size} with its health. */
    static final LighthouseQuirk SHARED_MEMORY = since("v4.6.0");

    /** Reports {@code blob_info} with its database. */
    static final LighthouseQuirk BLOB_DATABASE = since("v4.6.0");

    /** Reports {@code previous_epoch_active_gwei} with the inclusion of all validators. */
    static final LighthouseQuirk PREVIOUS_ACTIVE_BALANCE = before("v5.2.0");

    /** Reports {@code GOSSIP_MAX_SIZE} and other constants of the network in its specification. */
    static final LighthouseQuirk NETWORK_CONSTANTS = since("v4.4.1");

    /** Reports what Electra and the sampling of peers would need, and more of the network, in its specification. */
    static final LighthouseQuirk LATEST_CONSTANTS = since("v5.3.0");

    private final ReleaseRange releases;

    private LighthouseQuirk(ReleaseRange releases) {
        this.releases = releases;
    }

    private static LighthouseQuirk since(String first) {
        return new LighthouseQuirk(ReleaseRange.since(first));
    }

    private static LighthouseQuirk before(String end) {
        return new LighthouseQuirk(ReleaseRange.before(end));
    }

    boolean isOf(ReleaseNumber release) {
        return releases.has(release);
    }
}
