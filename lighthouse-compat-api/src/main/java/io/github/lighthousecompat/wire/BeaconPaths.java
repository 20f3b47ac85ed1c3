package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.Endpoint.get;
import static io.github.lighthousecompat.wire.Endpoint.post;

import java.util.Set;

/** The endpoints of a node that are used here, and which releases of Lighthouse have them. */
final class BeaconPaths {
    static final Endpoint NODE_VERSION = get("/eth/v1/node/version");
    static final Endpoint NODE_SYNCING = get("/eth/v1/node/syncing");
    static final Endpoint NODE_HEALTH = get("/eth/v1/node/health");
    static final Endpoint NODE_IDENTITY = get("/eth/v1/node/identity");
    static final Endpoint PEER_COUNT = get("/eth/v1/node/peer_count");

    static final Endpoint GENESIS = get("/eth/v1/beacon/genesis");
    static final Endpoint FORK_SCHEDULE = get("/eth/v1/config/fork_schedule");
    static final Endpoint SPEC = get("/eth/v1/config/spec");
    static final Endpoint STATE_ROOT = get("/eth/v1/beacon/states/{state_id}/root");
    static final Endpoint STATE_FORK = get("/eth/v1/beacon/states/{state_id}/fork");
    static final Endpoint FINALITY = get("/eth/v1/beacon/states/{state_id}/finality_checkpoints");
    static final Endpoint HEADERS = get("/eth/v1/beacon/headers");
    static final Endpoint HEADER = get("/eth/v1/beacon/headers/{block_id}");
    static final Endpoint BLOCK_ROOT = get("/eth/v1/beacon/blocks/{block_id}/root");
    static final Endpoint BLOCK = get("/eth/v2/beacon/blocks/{block_id}");
    static final Endpoint BLOB_SIDECARS =
            get("/eth/v1/beacon/blob_sidecars/{block_id}").since(4, 6, 0);
    static final Endpoint DEBUG_STATE = get("/eth/v2/debug/beacon/states/{state_id}");

    static final Endpoint VALIDATORS = get("/eth/v1/beacon/states/{state_id}/validators");
    static final Endpoint VALIDATORS_POSTED =
            post("/eth/v1/beacon/states/{state_id}/validators").since(4, 6, 0);
    static final Endpoint BALANCES = get("/eth/v1/beacon/states/{state_id}/validator_balances");
    static final Endpoint BALANCES_POSTED =
            post("/eth/v1/beacon/states/{state_id}/validator_balances").since(4, 6, 0);
    static final Endpoint LIVENESS = post("/eth/v1/validator/liveness/{epoch}").since(4, 4, 1);

    static final Endpoint PROPOSER_DUTIES = get("/eth/v1/validator/duties/proposer/{epoch}");
    static final Endpoint ATTESTER_DUTIES = post("/eth/v1/validator/duties/attester/{epoch}");
    static final Endpoint SYNC_DUTIES = post("/eth/v1/validator/duties/sync/{epoch}");

    static final Endpoint PRODUCE_V3 = get("/eth/v3/validator/blocks/{slot}").since(4, 6, 0);
    static final Endpoint PRODUCE_V2 = get("/eth/v2/validator/blocks/{slot}");
    static final Endpoint PRODUCE_BLINDED = get("/eth/v1/validator/blinded_blocks/{slot}");
    static final Endpoint ATTESTATION_DATA = get("/eth/v1/validator/attestation_data");
    static final Endpoint AGGREGATE = get("/eth/v1/validator/aggregate_attestation");
    static final Endpoint CONTRIBUTION = get("/eth/v1/validator/sync_committee_contribution");

    static final Endpoint PUBLISH_BLOCK_V2 = post("/eth/v2/beacon/blocks").since(4, 3, 0);
    static final Endpoint PUBLISH_BLOCK_V1 = post("/eth/v1/beacon/blocks");
    static final Endpoint PUBLISH_BLINDED_V2 =
            post("/eth/v2/beacon/blinded_blocks").since(4, 3, 0);
    static final Endpoint PUBLISH_BLINDED_V1 = post("/eth/v1/beacon/blinded_blocks");
    static final Endpoint ATTESTATIONS = post("/eth/v1/beacon/pool/attestations");
    static final Endpoint SYNC_MESSAGES = post("/eth/v1/beacon/pool/sync_committees");
    static final Endpoint VOLUNTARY_EXITS = post("/eth/v1/beacon/pool/voluntary_exits");
    static final Endpoint BLS_CHANGES = post("/eth/v1/beacon/pool/bls_to_execution_changes");
    static final Endpoint AGGREGATES = post("/eth/v1/validator/aggregate_and_proofs");
    static final Endpoint CONTRIBUTIONS = post("/eth/v1/validator/contribution_and_proofs");

    static final Endpoint PREPARE_PROPOSERS = post("/eth/v1/validator/prepare_beacon_proposer");
    static final Endpoint REGISTER_VALIDATORS = post("/eth/v1/validator/register_validator");
    static final Endpoint COMMITTEES = post("/eth/v1/validator/beacon_committee_subscriptions");
    static final Endpoint SYNC_COMMITTEES = post("/eth/v1/validator/sync_committee_subscriptions");

    static final Endpoint LIGHTHOUSE_HEALTH = get("/lighthouse/health");
    static final Endpoint LIGHTHOUSE_SYNCING = get("/lighthouse/syncing");
    static final Endpoint LIGHTHOUSE_NAT = get("/lighthouse/nat");
    static final Endpoint VALIDATOR_INCLUSION = get("/lighthouse/validator_inclusion/{epoch}/global");
    static final Endpoint DATABASE_INFO = get("/lighthouse/database/info");
    static final Endpoint HISTORICAL_BLOCKS =
            post("/lighthouse/database/historical_blocks").until(4, 6, 0);

    static final Endpoint EVENTS = get("/eth/v1/events");

    /** Those that an older one can stand in for. */
    static final Set<Endpoint> NEWER =
            Set.of(VALIDATORS_POSTED, BALANCES_POSTED, PRODUCE_V3, PUBLISH_BLOCK_V2, PUBLISH_BLINDED_V2);

    /**
     * Those that a node answers only while it is in step with its chain, and where releases before v5.2.0 say something else
     * in its place: they have routes of another version for that method, whose refusal counts for more.
     */
    static final Set<Endpoint> OF_NODES_IN_STEP =
            Set.of(ATTESTER_DUTIES, SYNC_DUTIES, PRODUCE_V3, PRODUCE_V2, AGGREGATES, CONTRIBUTIONS, PREPARE_PROPOSERS);

    private BeaconPaths() {}
}
