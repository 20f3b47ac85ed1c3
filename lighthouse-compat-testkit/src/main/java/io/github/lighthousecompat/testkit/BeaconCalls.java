package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.Lighthouse.await;

import io.github.lighthousecompat.beacon.AggregateAndProof;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.BlsToExecutionChange;
import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.ContributionAndProof;
import io.github.lighthousecompat.beacon.DenebBlindedBlock;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.HeadersQuery;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.SignedAggregateAndProof;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlockContents;
import io.github.lighthousecompat.beacon.SignedBlsToExecutionChange;
import io.github.lighthousecompat.beacon.SignedContributionAndProof;
import io.github.lighthousecompat.beacon.SignedValidatorRegistration;
import io.github.lighthousecompat.beacon.SignedVoluntaryExit;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.SyncCommitteeContribution;
import io.github.lighthousecompat.beacon.SyncCommitteeMessage;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorRegistration;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.beacon.VoluntaryExit;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.schema.OperationSchemas;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** What a host asks a {@link FakeBeaconNode}: a call of each operation, as a healthy node answers it. */
final class BeaconCalls {
    /** More validators than a query names. */
    static final int MANY = 65;

    private static final Bytes96 SIGNATURE = Bytes96.parse("0x" + "5a".repeat(Bytes96.SIZE));
    private static final List<UInt64> SOME = List.of(UInt64.ZERO, UInt64.ONE);

    private final BeaconApi beacon;
    private final FakeBeaconNode node;
    private final List<Plan> plans = new ArrayList<>();

    /**
     * A call that is ready.
     *
     * @param start makes it
     */
    record Call(Operation<?, ?> operation, Supplier<CompletableFuture<?>> start) {
        @Override
        public String toString() {
            return operation.name();
        }
    }

    /**
     * A call of which not all is known before.
     *
     * @param preparation asks the node for what the call hands in, if it has to, and gives the start of the call
     */
    private record Plan(Operation<?, ?> operation, Supplier<Supplier<CompletableFuture<?>>> preparation) {
        Call ready() {
            return new Call(operation, preparation.get());
        }
    }

    /** Calls through {@code beacon}, whose node is {@code node} and has its head already. */
    BeaconCalls(BeaconApi beacon, FakeBeaconNode node) {
        this.beacon = beacon;
        this.node = node;
        node();
        chain();
        validators();
        production();
        pool();
        add(
                BeaconOperations.SUBSCRIBE_EVENTS,
                () -> beacon.events().subscribe(List.of(EventTopic.HEAD, EventTopic.BLOCK), event -> {}));
        add(
                BeaconOperations.RAW,
                () -> beacon.raw("GET", "/eth/v1/node/peers", Map.of("state", "connected"), Optional.empty()));
    }

    /** One of each operation; the blocks that are published are made now. */
    List<Call> all() {
        return plans.stream().map(Plan::ready).toList();
    }

    /** One of the operation of this name; a block that is published is made now. */
    Call of(String operation) {
        return plans.stream()
                .filter(plan -> plan.operation().name().equals(operation))
                .findFirst()
                .orElseThrow()
                .ready();
    }

    private void add(Operation<?, ?> operation, Supplier<CompletableFuture<?>> start) {
        prepare(operation, () -> start);
    }

    private void prepare(Operation<?, ?> operation, Supplier<Supplier<CompletableFuture<?>>> preparation) {
        plans.add(new Plan(operation, preparation));
    }

    private void node() {
        add(BeaconOperations.NODE_VERSION, () -> beacon.node().version());
        add(BeaconOperations.NODE_SYNCING, () -> beacon.node().syncing());
        add(BeaconOperations.NODE_HEALTH, () -> beacon.node().health());
        add(BeaconOperations.NODE_IDENTITY, () -> beacon.node().identity());
        add(BeaconOperations.PEER_COUNT, () -> beacon.node().peerCount());
        add(BeaconOperations.LIGHTHOUSE_HEALTH, () -> beacon.node().process());
        add(BeaconOperations.LIGHTHOUSE_SYNCING, () -> beacon.node().syncState());
        add(BeaconOperations.LIGHTHOUSE_NAT, () -> beacon.node().isReachable());
        add(BeaconOperations.DATABASE_INFO, () -> beacon.node().database());
        add(BeaconOperations.HISTORICAL_BLOCKS, () -> beacon.node().addHistoricalBlocks(List.of()));
    }

    private void chain() {
        add(BeaconOperations.GENESIS, () -> beacon.chain().genesis());
        add(BeaconOperations.FORKS, () -> beacon.chain().forks());
        add(BeaconOperations.SPEC, () -> beacon.chain().spec());
        add(BeaconOperations.STATE_ROOT, () -> beacon.chain().stateRoot(StateId.HEAD));
        add(BeaconOperations.STATE_FORK, () -> beacon.chain().stateFork(StateId.HEAD));
        add(BeaconOperations.FINALITY_CHECKPOINTS, () -> beacon.chain().finality(StateId.HEAD));
        HeadersQuery headers = new HeadersQuery(Optional.of(head().slot()), Optional.of(head().parentRoot()));
        add(BeaconOperations.HEADERS, () -> beacon.chain().headers(headers));
        add(BeaconOperations.HEADER, () -> beacon.chain().header(BlockId.HEAD));
        add(BeaconOperations.BLOCK_ROOT, () -> beacon.chain().blockRoot(BlockId.HEAD));
        add(BeaconOperations.BLOCK, () -> beacon.chain().block(BlockId.HEAD));
        BlobsQuery blobs = BlobsQuery.of(BlockId.HEAD, List.of(UInt64.ZERO));
        add(BeaconOperations.BLOB_SIDECARS, () -> beacon.chain().blobSidecars(blobs));
        add(BeaconOperations.STATE_SSZ, () -> beacon.chain().stateSsz(StateId.HEAD));
    }

    private void validators() {
        UInt64 epoch = epoch();
        ValidatorsQuery some = new ValidatorsQuery(
                StateId.HEAD,
                Optional.of(SOME.stream().map(ValidatorId::of).toList()),
                Optional.of(List.of(ValidatorStatus.ACTIVE_ONGOING)));
        add(BeaconOperations.VALIDATORS, () -> beacon.validators().validators(some));
        add(
                BeaconOperations.VALIDATOR_BALANCES,
                () -> beacon.validators()
                        .balances(BalancesQuery.of(StateId.HEAD, some.ids().orElseThrow())));
        add(BeaconOperations.LIVENESS, () -> beacon.validators().liveness(epoch, SOME));
        add(BeaconOperations.VALIDATOR_INCLUSION, () -> beacon.validators().inclusion(epoch));
        add(BeaconOperations.PROPOSER_DUTIES, () -> beacon.duties().proposers(epoch));
        add(BeaconOperations.ATTESTER_DUTIES, () -> beacon.duties().attesters(epoch, SOME));
        add(BeaconOperations.SYNC_DUTIES, () -> beacon.duties().syncCommittee(epoch, SOME));
        List<ProposerPreparation> preparations = List.of(ProposerPreparation.of(UInt64.ONE, Address.ZERO));
        add(BeaconOperations.PREPARE_PROPOSERS, () -> beacon.duties().prepareProposers(preparations));
        List<SignedValidatorRegistration> registrations = List.of(SignedValidatorRegistration.of(
                ValidatorRegistration.of(Address.ZERO, UInt64.of(30_000_000), UInt64.ONE, Bytes48.ZERO), SIGNATURE));
        add(BeaconOperations.REGISTER_VALIDATORS, () -> beacon.duties().registerValidators(registrations));
        List<CommitteeSubscription> committees = List.of(CommitteeSubscription.builder()
                .validatorIndex(UInt64.ONE)
                .committeeIndex(UInt64.ZERO)
                .committeesAtSlot(UInt64.ONE)
                .slot(nextSlot())
                .isAggregator(true)
                .build());
        add(BeaconOperations.SUBSCRIBE_COMMITTEES, () -> beacon.duties().subscribe(committees));
        List<SyncCommitteeSubscription> sync = List.of(SyncCommitteeSubscription.builder()
                .validatorIndex(UInt64.ONE)
                .addSyncCommitteeIndices(UInt64.ZERO)
                .untilEpoch(epoch.plus(1))
                .build());
        add(BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES, () -> beacon.duties().subscribeSyncCommittees(sync));
    }

    private void production() {
        UInt64 slot = head().slot();
        ProductionRequest request = ProductionRequest.builder()
                .slot(nextSlot())
                .graffiti(Hash32.ZERO)
                .isBlindedAllowed(true)
                .builderBoostFactor(UInt64.of(100))
                .build();
        add(BeaconOperations.PRODUCE_BLOCK, () -> beacon.production().block(request));
        add(BeaconOperations.ATTESTATION_DATA, () -> beacon.production().attestationData(slot, UInt64.ZERO));
        prepare(BeaconOperations.AGGREGATE_ATTESTATION, () -> {
            Hash32 root = attestationRoot();
            return () -> beacon.production().aggregate(slot, root);
        });
        add(
                BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION,
                () -> beacon.production().contribution(slot, UInt64.ZERO, node.headRoot()));
        prepare(BeaconOperations.PUBLISH_BLOCK, () -> {
            BlockPublication full = full();
            return () -> beacon.production().publish(full);
        });
        prepare(BeaconOperations.PUBLISH_BLINDED_BLOCK, () -> {
            BlindedBlockPublication blinded = blinded();
            return () -> beacon.production().publish(blinded);
        });
    }

    private void pool() {
        UInt64 slot = head().slot();
        prepare(BeaconOperations.PUBLISH_ATTESTATIONS, () -> {
            List<Attestation> attestations = List.of(attestation());
            return () -> beacon.pool().attestations(attestations);
        });
        prepare(BeaconOperations.PUBLISH_AGGREGATES, () -> {
            List<SignedAggregateAndProof> aggregates = List.of(
                    SignedAggregateAndProof.of(AggregateAndProof.of(UInt64.ONE, attestation(), SIGNATURE), SIGNATURE));
            return () -> beacon.pool().aggregates(aggregates);
        });
        List<SyncCommitteeMessage> messages = List.of(SyncCommitteeMessage.builder()
                .slot(slot)
                .beaconBlockRoot(node.headRoot())
                .validatorIndex(UInt64.ONE)
                .signature(SIGNATURE)
                .build());
        add(BeaconOperations.PUBLISH_SYNC_MESSAGES, () -> beacon.pool().syncMessages(messages));
        prepare(BeaconOperations.PUBLISH_CONTRIBUTIONS, () -> {
            SyncCommitteeContribution contribution = await(
                            beacon.production().contribution(slot, UInt64.ZERO, node.headRoot()))
                    .orElseThrow();
            List<SignedContributionAndProof> contributions = List.of(SignedContributionAndProof.of(
                    ContributionAndProof.of(UInt64.ONE, contribution, SIGNATURE), SIGNATURE));
            return () -> beacon.pool().contributions(contributions);
        });
        SignedVoluntaryExit exit = SignedVoluntaryExit.of(VoluntaryExit.of(epoch(), UInt64.ONE), SIGNATURE);
        add(BeaconOperations.PUBLISH_VOLUNTARY_EXIT, () -> beacon.pool().voluntaryExit(exit));
        List<SignedBlsToExecutionChange> changes = List.of(SignedBlsToExecutionChange.of(
                BlsToExecutionChange.of(UInt64.ONE, Bytes48.ZERO, Address.ZERO), SIGNATURE));
        add(BeaconOperations.PUBLISH_BLS_CHANGES, () -> beacon.pool().blsToExecutionChanges(changes));
    }

    AttestationData attestationData() {
        return await(beacon.production().attestationData(head().slot(), UInt64.ZERO));
    }

    private Hash32 attestationRoot() {
        return OperationSchemas.ATTESTATION_DATA.root(attestationData());
    }

    private Attestation attestation() {
        return await(beacon.production().aggregate(head().slot(), attestationRoot()))
                .orElseThrow();
    }

    /** The next block as the node itself makes it, signed. */
    BlockPublication full() {
        ProductionRequest request = ProductionRequest.builder().slot(nextSlot()).build();
        ProducedFullBlock produced =
                (ProducedFullBlock) await(beacon.production().block(request));
        return produced.contents()
                .map(contents -> BlockPublication.of(SignedBlockContents.of(
                        SignedBlock.of(contents.block(), SIGNATURE), contents.kzgProofs(), contents.blobs())))
                .orElseGet(() -> BlockPublication.of(SignedBlock.of((CapellaBlock) produced.block(), SIGNATURE)));
    }

    /** The next block as a builder makes it, signed without having been seen. */
    BlindedBlockPublication blinded() {
        ProductionRequest request = ProductionRequest.builder()
                .slot(nextSlot())
                .isBlindedAllowed(true)
                .build();
        node.blinding(true);
        ProducedBlindedBlock produced =
                (ProducedBlindedBlock) await(beacon.production().block(request));
        node.blinding(false);
        return BlindedBlockPublication.of(signed(produced), produced.producer());
    }

    private static SignedBlindedBlock signed(ProducedBlindedBlock produced) {
        return produced.block() instanceof DenebBlindedBlock deneb
                ? SignedBlindedBlock.of(deneb, SIGNATURE)
                : SignedBlindedBlock.of((CapellaBlindedBlock) produced.block(), SIGNATURE);
    }

    /** More validators than a query names, of which the node knows the first 64. */
    static List<ValidatorId> many() {
        return LongStream.range(0, MANY)
                .mapToObj(index -> ValidatorId.of(UInt64.of(index)))
                .toList();
    }

    UInt64 nextSlot() {
        return head().slot().plus(1);
    }

    UInt64 epoch() {
        return node.chain().epoch(head().slot());
    }

    private BeaconBlock head() {
        return node.head().message();
    }
}
