package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.NodeSettings;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.schema.BlockSchemas;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;

/**
 * The table of what a Lighthouse node can be asked: for each operation its work.
 *
 * <p>Thread-safe. The limits are those of Lighthouse, times the configured multiplier.
 */
final class BeaconEndpoint implements AutoCloseable {
    /** How an operation is begun. */
    @FunctionalInterface
    private interface Start<A, R> {
        CompletableFuture<R> start(A argument, CallLabel label, Duration limit);
    }

    private final Map<Operation<?, ?>, Start<?, ?>> table = new HashMap<>();
    private final Optional<Duration> slotTime;
    private final Transport transport;
    private final BeaconHttp http;
    private final CallRunner runner;
    private final EventStreams streams;
    private final int multiplier;

    BeaconEndpoint(
            Transport transport, NodeSettings settings, NodeRelease release, TimeSource time, CallRunner runner) {
        this.slotTime = settings.slotTime();
        this.transport = transport;
        this.http = new BeaconHttp(transport, settings, release);
        this.runner = runner;
        this.multiplier = settings.timeoutMultiplier();
        Preset preset = settings.preset().orElse(Preset.MAINNET);
        BlockSchemas schemas = BlockSchemas.of(preset);
        NodeForks forks = new NodeForks(preset.slotsPerEpoch());
        this.streams = new EventStreams(new NodeEvents(http, schemas), settings.name(), time, runner.callbacks());
        Start<EventRequest, EventSubscription> events = streams::open;
        table.put(BeaconOperations.SUBSCRIBE_EVENTS, events);
        NodeCalls node = new NodeCalls();
        put(BeaconOperations.NODE_VERSION, node::version);
        put(BeaconOperations.NODE_SYNCING, node::syncing);
        put(BeaconOperations.NODE_HEALTH, node::health);
        put(BeaconOperations.NODE_IDENTITY, node::identity);
        put(BeaconOperations.PEER_COUNT, node::peerCount);
        put(BeaconOperations.LIGHTHOUSE_HEALTH, node::process);
        put(BeaconOperations.LIGHTHOUSE_SYNCING, node::syncState);
        put(BeaconOperations.LIGHTHOUSE_NAT, node::isReachable);
        put(BeaconOperations.DATABASE_INFO, node::database);
        put(BeaconOperations.RAW, node::raw);
        ChainCalls chain = new ChainCalls(schemas, settings.blockEncoding(), forks);
        put(BeaconOperations.GENESIS, chain::genesis);
        put(BeaconOperations.FORKS, chain::forks);
        put(BeaconOperations.SPEC, chain::spec);
        put(BeaconOperations.STATE_ROOT, chain::stateRoot);
        put(BeaconOperations.STATE_FORK, chain::stateFork);
        put(BeaconOperations.FINALITY_CHECKPOINTS, chain::finality);
        put(BeaconOperations.HEADERS, chain::headers);
        put(BeaconOperations.HEADER, chain::header);
        put(BeaconOperations.BLOCK_ROOT, chain::blockRoot);
        put(BeaconOperations.BLOCK, chain::block);
        put(BeaconOperations.BLOB_SIDECARS, chain::blobSidecars);
        put(BeaconOperations.STATE_SSZ, chain::stateSsz);
        put(BeaconOperations.HISTORICAL_BLOCKS, chain::addHistoricalBlocks);
        ValidatorCalls validators = new ValidatorCalls();
        put(BeaconOperations.VALIDATORS, validators::validators);
        put(BeaconOperations.VALIDATOR_BALANCES, validators::balances);
        put(BeaconOperations.LIVENESS, validators::liveness);
        put(BeaconOperations.VALIDATOR_INCLUSION, validators::inclusion);
        put(BeaconOperations.PROPOSER_DUTIES, validators::proposers);
        put(BeaconOperations.ATTESTER_DUTIES, validators::attesters);
        put(BeaconOperations.SYNC_DUTIES, validators::syncCommittee);
        put(BeaconOperations.PREPARE_PROPOSERS, validators::prepare);
        put(BeaconOperations.REGISTER_VALIDATORS, validators::register);
        put(BeaconOperations.SUBSCRIBE_COMMITTEES, validators::subscribeCommittees);
        put(BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES, validators::subscribeSyncCommittees);
        ProposalCalls proposals = new ProposalCalls(schemas, settings.blockEncoding(), forks);
        put(BeaconOperations.PRODUCE_BLOCK, proposals::produce);
        put(BeaconOperations.ATTESTATION_DATA, proposals::attestationData);
        put(BeaconOperations.AGGREGATE_ATTESTATION, proposals::aggregate);
        put(BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION, proposals::contribution);
        put(BeaconOperations.PUBLISH_BLOCK, proposals::publish);
        put(BeaconOperations.PUBLISH_BLINDED_BLOCK, proposals::publishBlinded);
        put(BeaconOperations.PUBLISH_ATTESTATIONS, proposals::publishAttestations);
        put(BeaconOperations.PUBLISH_AGGREGATES, proposals::publishAggregates);
        put(BeaconOperations.PUBLISH_SYNC_MESSAGES, proposals::publishSyncMessages);
        put(BeaconOperations.PUBLISH_CONTRIBUTIONS, proposals::publishContributions);
        put(BeaconOperations.PUBLISH_VOLUNTARY_EXIT, proposals::publishVoluntaryExit);
        put(BeaconOperations.PUBLISH_BLS_CHANGES, proposals::publishBlsChanges);
    }

    /**
     * Starts a call.
     *
     * @throws LighthouseException if there is no such operation
     */
    <A, R> CompletableFuture<R> call(
            Operation<A, R> operation, A argument, CallLabel label, Optional<Duration> deadline) {
        return start(operation, label).start(argument, label, deadline.orElseGet(() -> limit(operation)));
    }

    /** How long a call without a deadline may take. */
    Duration limit(Operation<?, ?> operation) {
        return slotTime.map(slot -> BeaconOperations.limit(operation, slot))
                .orElseGet(operation::limit)
                .multipliedBy(multiplier);
    }

    /** What the node is, as far as it has said so. */
    Release release() {
        return http.release().current();
    }

    /** Ends the streams of events; to be called while continuations of the host still have threads. */
    void endStreams() {
        streams.close();
    }

    @Override
    public void close() {
        transport.close();
    }

    private <A, R> void put(Operation<A, R> operation, BiFunction<A, NodeCall, R> work) {
        Start<A, R> start = (argument, label, limit) -> runner.submit(
                label,
                CallRunner.Pool.BEACON_WORKERS,
                limit,
                attempt -> NodeCall.run(http, attempt, operation, call -> work.apply(argument, call)));
        table.put(operation, start);
    }

    @SuppressWarnings("unchecked") // each operation was put with a start of its own types
    private <A, R> Start<A, R> start(Operation<A, R> operation, CallLabel label) {
        Start<?, ?> start = table.get(operation);
        if (start == null) {
            throw new LighthouseException.Unsupported(
                    label.site(), label.operation(), null, operation.name(), "a node has no such operation");
        }
        return (Start<A, R>) start;
    }
}
