package io.github.lighthousecompat.beacon;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every method is one operation with its argument and the options of the facade. */
class BeaconApiTest {
    private static final CallOptions OPTIONS =
            CallOptions.builder().session("validator-7").build();
    private static final UInt64 EPOCH = UInt64.of(5);
    private static final UInt64 SLOT = UInt64.of(40);
    private static final List<UInt64> VALIDATORS = List.of(UInt64.ONE, UInt64.of(2));

    private final Recorder caller = new Recorder();
    private final BeaconApi beacon = BeaconApi.over(caller, OPTIONS);
    private final Set<Operation<?, ?>> called = new HashSet<>();

    @Test
    void methods_callTheirOperationWithTheirArgument_andLeaveNoneOut() {
        node();
        chain();
        validatorsAndDuties();
        production();
        pool();
        EventRequest events = EventRequest.of(List.of(EventTopic.HEAD), event -> {});
        assertCall(beacon.events().subscribe(events), BeaconOperations.SUBSCRIBE_EVENTS, events);
        assertCall(
                beacon.raw("POST", "/eth/v1/x", Map.of("a", "b"), Optional.of("[]")),
                BeaconOperations.RAW,
                RawRequest.builder()
                        .method("POST")
                        .path("/eth/v1/x")
                        .query(Map.of("a", "b"))
                        .body(Bytes.of((byte) '[', (byte) ']'))
                        .build());
        assertCall(beacon.raw("/eth/v1/x"), BeaconOperations.RAW, RawRequest.get("/eth/v1/x"));

        assertThat(called).containsExactlyInAnyOrderElementsOf(BeaconOperations.ALL);
    }

    private void node() {
        NodeApi node = beacon.node();
        assertCall(node.version(), BeaconOperations.NODE_VERSION, NoArgument.NONE);
        assertCall(node.syncing(), BeaconOperations.NODE_SYNCING, NoArgument.NONE);
        assertCall(node.health(), BeaconOperations.NODE_HEALTH, NoArgument.NONE);
        assertCall(node.identity(), BeaconOperations.NODE_IDENTITY, NoArgument.NONE);
        assertCall(node.peerCount(), BeaconOperations.PEER_COUNT, NoArgument.NONE);
        assertCall(node.process(), BeaconOperations.LIGHTHOUSE_HEALTH, NoArgument.NONE);
        assertCall(node.syncState(), BeaconOperations.LIGHTHOUSE_SYNCING, NoArgument.NONE);
        assertCall(node.isReachable(), BeaconOperations.LIGHTHOUSE_NAT, NoArgument.NONE);
        assertCall(node.database(), BeaconOperations.DATABASE_INFO, NoArgument.NONE);
        assertCall(node.addHistoricalBlocks(List.of()), BeaconOperations.HISTORICAL_BLOCKS, List.of());
    }

    private void chain() {
        ChainApi chain = beacon.chain();
        BlobsQuery blobs = BlobsQuery.all(BlockId.HEAD);
        assertCall(chain.genesis(), BeaconOperations.GENESIS, NoArgument.NONE);
        assertCall(chain.forks(), BeaconOperations.FORKS, NoArgument.NONE);
        assertCall(chain.spec(), BeaconOperations.SPEC, NoArgument.NONE);
        assertCall(chain.stateRoot(StateId.HEAD), BeaconOperations.STATE_ROOT, StateId.HEAD);
        assertCall(chain.stateFork(StateId.GENESIS), BeaconOperations.STATE_FORK, StateId.GENESIS);
        assertCall(chain.finality(StateId.FINALIZED), BeaconOperations.FINALITY_CHECKPOINTS, StateId.FINALIZED);
        assertCall(chain.stateSsz(StateId.JUSTIFIED), BeaconOperations.STATE_SSZ, StateId.JUSTIFIED);
        assertCall(chain.headers(HeadersQuery.atSlot(SLOT)), BeaconOperations.HEADERS, HeadersQuery.atSlot(SLOT));
        assertCall(chain.header(BlockId.HEAD), BeaconOperations.HEADER, BlockId.HEAD);
        assertCall(chain.blockRoot(BlockId.FINALIZED), BeaconOperations.BLOCK_ROOT, BlockId.FINALIZED);
        assertCall(chain.block(BlockId.of(SLOT)), BeaconOperations.BLOCK, BlockId.of(SLOT));
        assertCall(chain.blobSidecars(blobs), BeaconOperations.BLOB_SIDECARS, blobs);
    }

    private void validatorsAndDuties() {
        ValidatorsApi validators = beacon.validators();
        ValidatorsQuery query = ValidatorsQuery.all(StateId.HEAD);
        BalancesQuery balances = BalancesQuery.all(StateId.HEAD);
        DutiesQuery some = new DutiesQuery(EPOCH, VALIDATORS);
        assertCall(validators.validators(query), BeaconOperations.VALIDATORS, query);
        assertCall(validators.balances(balances), BeaconOperations.VALIDATOR_BALANCES, balances);
        assertCall(validators.liveness(EPOCH, VALIDATORS), BeaconOperations.LIVENESS, some);
        assertCall(validators.inclusion(EPOCH), BeaconOperations.VALIDATOR_INCLUSION, EPOCH);

        DutiesApi duties = beacon.duties();
        assertCall(duties.proposers(EPOCH), BeaconOperations.PROPOSER_DUTIES, EPOCH);
        assertCall(duties.attesters(EPOCH, VALIDATORS), BeaconOperations.ATTESTER_DUTIES, some);
        assertCall(duties.syncCommittee(EPOCH, VALIDATORS), BeaconOperations.SYNC_DUTIES, some);
        assertCall(duties.prepareProposers(List.of()), BeaconOperations.PREPARE_PROPOSERS, List.of());
        assertCall(duties.registerValidators(List.of()), BeaconOperations.REGISTER_VALIDATORS, List.of());
        assertCall(duties.subscribe(List.of()), BeaconOperations.SUBSCRIBE_COMMITTEES, List.of());
        assertCall(duties.subscribeSyncCommittees(List.of()), BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES, List.of());
    }

    private void production() {
        ProductionApi production = beacon.production();
        ProductionRequest request = ProductionRequest.builder().slot(SLOT).build();
        assertCall(production.block(request), BeaconOperations.PRODUCE_BLOCK, request);
        assertCall(
                production.attestationData(SLOT, UInt64.ONE),
                BeaconOperations.ATTESTATION_DATA,
                new AttestationDataRequest(SLOT, UInt64.ONE));
        assertCall(
                production.aggregate(SLOT, Hash32.ZERO),
                BeaconOperations.AGGREGATE_ATTESTATION,
                new AggregateRequest(SLOT, Hash32.ZERO));
        assertCall(
                production.contribution(SLOT, UInt64.ONE, Hash32.ZERO),
                BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION,
                new ContributionRequest(SLOT, UInt64.ONE, Hash32.ZERO));
        BlockPublication block = BlockPublication.of(BlockSamples.CAPELLA);
        BlindedBlockPublication blinded =
                BlindedBlockPublication.of(BlockSamples.BLINDED, new ProducerHandle("new", UInt64.of(7), 0));
        assertCall(production.publish(block), BeaconOperations.PUBLISH_BLOCK, block);
        assertCall(production.publish(blinded), BeaconOperations.PUBLISH_BLINDED_BLOCK, blinded);
    }

    private void pool() {
        PoolApi pool = beacon.pool();
        assertCall(pool.attestations(List.of()), BeaconOperations.PUBLISH_ATTESTATIONS, List.of());
        assertCall(pool.aggregates(List.of()), BeaconOperations.PUBLISH_AGGREGATES, List.of());
        assertCall(pool.syncMessages(List.of()), BeaconOperations.PUBLISH_SYNC_MESSAGES, List.of());
        assertCall(pool.contributions(List.of()), BeaconOperations.PUBLISH_CONTRIBUTIONS, List.of());
        assertCall(pool.blsToExecutionChanges(List.of()), BeaconOperations.PUBLISH_BLS_CHANGES, List.of());
        assertCall(pool.voluntaryExit(BlockSamples.EXIT), BeaconOperations.PUBLISH_VOLUNTARY_EXIT, BlockSamples.EXIT);
    }

    @Test
    void lists_changedAfterwards_areSentAsTheyWere() {
        List<UInt64> validators = new ArrayList<>(VALIDATORS);
        List<ProposerPreparation> preparations = new ArrayList<>();

        beacon.duties().attesters(EPOCH, validators);
        validators.clear();
        assertThat(caller.argument).isEqualTo(new DutiesQuery(EPOCH, VALIDATORS));

        beacon.duties().prepareProposers(preparations);
        assertThat(caller.argument).isNotSameAs(preparations);
    }

    @Test
    void operations_all_haveNamesOfTheirOwnAndFewGroups() {
        assertThat(BeaconOperations.ALL)
                .doesNotHaveDuplicates()
                .allMatch(operation -> operation.facet() == Facet.BEACON)
                .extracting(Operation::name)
                .doesNotHaveDuplicates();
        assertThat(BeaconOperations.ALL).extracting(Operation::group).hasSizeGreaterThan(10);
        assertThat(BeaconOperations.ALL.stream().map(Operation::group).distinct())
                .allMatch(group -> group.startsWith("beacon") || group.equals(EngineOperations.RAW.group()));
        assertThat(Stream.concat(BeaconOperations.ALL.stream(), EngineOperations.ALL.stream())
                        .map(Operation::group)
                        .distinct())
                .as("what meters tell apart")
                .hasSizeLessThanOrEqualTo(24);
    }

    @Test
    void operations_thatYieldWhatIsSigned_areNoReads() {
        assertThat(BeaconOperations.ALL)
                .filteredOn(operation -> operation.effect() == Effect.SIGNABLE)
                .containsExactly(
                        BeaconOperations.PRODUCE_BLOCK,
                        BeaconOperations.ATTESTATION_DATA,
                        BeaconOperations.AGGREGATE_ATTESTATION,
                        BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION);
    }

    private void assertCall(CompletableFuture<?> answer, Operation<?, ?> operation, Object argument) {
        assertThat(answer).isSameAs(caller.answer);
        assertThat(caller.operation).isSameAs(operation);
        assertThat(caller.argument).isEqualTo(argument);
        assertThat(caller.options).isSameAs(OPTIONS);
        called.add(operation);
    }

    /** Keeps the last call. */
    private static final class Recorder implements Caller {
        private Operation<?, ?> operation = BeaconOperations.RAW;
        private Object argument = "";
        private CallOptions options = CallOptions.DEFAULT;
        private CompletableFuture<?> answer = new CompletableFuture<>();

        @Override
        public String name() {
            return "recorder";
        }

        @Override
        public LighthouseVersion version() {
            return LighthouseVersion.V4;
        }

        @Override
        public TimeSource.Scheduled after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public <A, R> CompletableFuture<R> call(Operation<A, R> called, A with, CallOptions under) {
            CallFuture<R> future = new CallFuture<>(CallSite.of(name()), called.name());
            operation = called;
            argument = with;
            options = under;
            answer = future;
            return future;
        }
    }
}
