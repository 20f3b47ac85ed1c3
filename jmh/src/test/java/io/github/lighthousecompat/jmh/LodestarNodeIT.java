package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static io.github.lighthousecompat.jmh.ValidatorHost.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.AggregateAndProof;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockEvent;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.BlsToExecutionChange;
import io.github.lighthousecompat.beacon.BroadcastValidation;
import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlindedBlockBody;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaPayloadHeader;
import io.github.lighthousecompat.beacon.CapellaSignedBlock;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.ContributionAndProof;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeadEvent;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProducerHandle;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.SignedAggregateAndProof;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedBlsToExecutionChange;
import io.github.lighthousecompat.beacon.SignedContributionAndProof;
import io.github.lighthousecompat.beacon.SignedValidatorRegistration;
import io.github.lighthousecompat.beacon.SignedVoluntaryExit;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.SyncCommitteeContribution;
import io.github.lighthousecompat.beacon.SyncCommitteeMessage;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorRegistration;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.beacon.VoluntaryExit;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.jmh.OperationTable.Refused;
import io.github.lighthousecompat.schema.Basics;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.schema.OperationSchemas;
import io.github.lighthousecompat.ssz.BlockCodec;
import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import io.github.lighthousecompat.testkit.node.InteropValidators;
import io.github.lighthousecompat.testkit.node.InteropValidators.Purpose;
import io.github.lighthousecompat.testkit.node.LodestarNode;
import io.github.lighthousecompat.testkit.node.RequiresNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The beacon facet of the v4 adapter on a beacon node that nobody here wrote, Lodestar 1.5.1 on Capella, whose chain
 * lives by the clock. The tests are the life of one chain, and run in its order; validators 4 to 7 are theirs.
 */
@RequiresNode
@Timeout(240)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LodestarNodeIT {
    private static final OperationTable TABLE = new OperationTable("@chainsafe/lodestar 1.5.1, taken for v4.0.1:");
    private static final Address RECIPIENT = Address.parse("0x" + "ee".repeat(Address.SIZE));
    private static final int PART_OF_COMMITTEE = Preset.MINIMAL.syncSubcommitteeSize();

    private static LodestarNode node;
    private static NodeReader words;
    private static LighthouseApi client;
    private static InteropValidators validators;
    private static ValidatorHost host;
    private static BeaconApi beacon;

    @BeforeAll
    static void start() {
        node = LodestarNode.start();
        words = new NodeReader(node.beaconUrl());
        client = Lighthouse.v4(LighthouseConfig.builder()
                .beaconUrl(node.beaconUrl())
                .engineUrl(node.executionLayer().engineUrl())
                .jwtSecret(JwtSecret.fromFile(node.executionLayer().jwtSecretFile()))
                .forks(ForkSchedule.fromGenesis(node.executionLayer().genesisFile()))
                .nodeRelease(Release.of(4, 0, 1))
                .preset(Preset.MINIMAL)
                .timeoutMultiplier(10)
                .build());
        beacon = TABLE.watch(client);
        validators = InteropValidators.of(genesis().genesisValidatorsRoot());
        host = new ValidatorHost(client, beacon, Preset.MINIMAL, validators);
    }

    @AfterAll
    static void stop() {
        TABLE.print();
        validators.close();
        client.close();
        node.close();
    }

    @Test
    @Order(1)
    void configuration_isThatOfTheExecutionLayer() {
        BeaconSpec spec = await(beacon.chain().spec());
        assertThat(spec.forkSchedule(genesis()))
                .contains(ForkSchedule.fromGenesis(node.executionLayer().genesisFile()));
        assertThat(spec.presetBase()).contains("minimal");
        TABLE.agreed(BeaconOperations.SPEC, "fork times of the execution layer's genesis");
        TABLE.agreed(BeaconOperations.GENESIS, "signatures made with its root are valid");
        assertThat(await(beacon.chain().forks()))
                .extracting(ForkVersions::currentVersion)
                .contains(spec.forkVersion(Fork.CAPELLA).orElseThrow());
        TABLE.agreed(BeaconOperations.FORKS, "versions of the spec");
        assertThat(await(beacon.node().version()).text()).startsWith("Lodestar/v1.5.1");
        TABLE.agreed(BeaconOperations.NODE_VERSION, "it is named");
        assertThat(await(beacon.node().identity()).peerId()).isNotEmpty();
        TABLE.agreed(BeaconOperations.NODE_IDENTITY, "decoded");
        assertThat(await(beacon.node().peerCount()).connected()).isEqualTo(UInt64.ZERO);
        TABLE.agreed(BeaconOperations.PEER_COUNT, "no peers");
        assertThat(await(beacon.raw("/eth/v1/node/version")).body()).isEqualTo(words.bytes("/eth/v1/node/version"));
        TABLE.agreed(BeaconOperations.RAW, "the node's own bytes");
    }

    @Test
    @Order(2)
    void blocksAndStates_areThoseOfTheNode() {
        node.executionLayer().send(TransactionKind.LEGACY, TransactionKind.DYNAMIC_FEE);
        SignedBlock block = awaitBlock();

        host.assertStored(block, words);
        host.report("the validator client of Lodestar 1.5.1, and read", "JSON", block);
        TABLE.agreed(BeaconOperations.BLOCK, "our JSON of it is the node's");
        TABLE.agreed(BeaconOperations.BLOCK_ROOT, "our root of the block");
        TABLE.agreed(BeaconOperations.HEADER, "our header of the block");
        TABLE.agreed(BeaconOperations.HEADERS, "the header by slot and by parent");
        StateId state = StateId.of(block.message().slot());
        assertThat(data(beacon.chain().stateRoot(state)))
                .isEqualTo(block.message().stateRoot());
        TABLE.agreed(BeaconOperations.STATE_ROOT, "the state root of the block");
        // the genesis state of a development chain has no fork before its own
        assertThat(data(beacon.chain().stateFork(state)).currentVersion())
                .isEqualTo(host.forkAt(block.message().slot()).currentVersion());
        TABLE.agreed(BeaconOperations.STATE_FORK, "the fork schedule");
        assertThat(data(beacon.chain().finality(state)).finalized().epoch()).isEqualTo(UInt64.ZERO);
        TABLE.agreed(BeaconOperations.FINALITY_CHECKPOINTS, "none yet");
        ByteBuffer ssz = ByteBuffer.wrap(await(beacon.chain().stateSsz(state))
                        .orElseThrow()
                        .ssz()
                        .toArray())
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(ssz.getLong(0)).isEqualTo(genesis().genesisTime().toLong());
        assertThat(ssz.getLong(Long.BYTES + Hash32.SIZE))
                .isEqualTo(block.message().slot().toLong());
        TABLE.agreed(BeaconOperations.STATE_SSZ, "genesis time and slot are where they belong");
        assertThat(await(beacon.chain().block(BlockId.of(Hash32.ZERO)))).isEmpty();
        assertThat(await(beacon.node().syncing()).headSlot())
                .isGreaterThanOrEqualTo(block.message().slot());
        TABLE.agreed(BeaconOperations.NODE_SYNCING, "the head's slot");
        assertThat(await(beacon.node().health()).isReady()).isTrue();
        TABLE.agreed(BeaconOperations.NODE_HEALTH, "ready");
    }

    @Test
    @Order(3)
    void validators_areThoseOfTheChain() {
        // of one state: balances change with every block
        StateId state = StateId.of(host.slotAfterHead().minus(UInt64.ONE));
        List<ValidatorInfo> all = data(beacon.validators().validators(ValidatorsQuery.all(state)));
        assertThat(all)
                .hasSize(LodestarNode.VALIDATORS)
                .allSatisfy(validator -> assertThat(validator.status()).isEqualTo(ValidatorStatus.ACTIVE_ONGOING));
        // this node takes a list in a parameter for one id
        ValidatorInfo last = all.get(LodestarNode.VALIDATORS - 1);
        for (ValidatorId id : List.of(
                ValidatorId.of(last.index()), ValidatorId.of(last.validator().pubkey()))) {
            assertThat(data(beacon.validators().validators(ValidatorsQuery.of(state, List.of(id)))))
                    .containsExactly(last);
        }
        TABLE.agreed(BeaconOperations.VALIDATORS, "by index and key");
        assertThat(data(beacon.validators().balances(BalancesQuery.all(StateId.GENESIS))))
                .hasSize(LodestarNode.VALIDATORS)
                .extracting(ValidatorBalance::balance)
                .containsOnly(UInt64.of(32_000_000_000L));
        TABLE.agreed(BeaconOperations.VALIDATOR_BALANCES, "those of the genesis");
    }

    @Test
    @Order(4)
    void announcements_areTaken() {
        UInt64 epoch = host.epochOf(now());
        List<AttesterDuty> attesters =
                await(beacon.duties().attesters(epoch, free())).duties();
        await(beacon.duties()
                .subscribe(attesters.stream()
                        .map(duty -> CommitteeSubscription.builder()
                                .validatorIndex(duty.validatorIndex())
                                .committeeIndex(duty.committeeIndex())
                                .committeesAtSlot(duty.committeesAtSlot())
                                .slot(duty.slot())
                                .isAggregator(true)
                                .build())
                        .toList()));
        TABLE.agreed(BeaconOperations.SUBSCRIBE_COMMITTEES, "taken");
        List<SyncDuty> sync =
                await(beacon.duties().syncCommittee(epoch, free())).duties();
        await(beacon.duties()
                .subscribeSyncCommittees(sync.stream()
                        .map(duty -> SyncCommitteeSubscription.builder()
                                .validatorIndex(duty.validatorIndex())
                                .syncCommitteeIndices(duty.validatorSyncCommitteeIndices())
                                .untilEpoch(epoch.plus(1))
                                .build())
                        .toList()));
        TABLE.agreed(BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES, "taken");
        await(beacon.duties()
                .prepareProposers(free().stream()
                        .map(index -> ProposerPreparation.of(index, RECIPIENT))
                        .toList()));
        ValidatorInfo first = data(beacon.validators().validators(ValidatorsQuery.all(StateId.HEAD)))
                .get(0);
        ValidatorRegistration registration = ValidatorRegistration.of(
                RECIPIENT,
                UInt64.of(30_000_000),
                genesis().genesisTime(),
                first.validator().pubkey());
        await(beacon.duties()
                .registerValidators(
                        List.of(SignedValidatorRegistration.of(registration, Bytes96.of(new byte[Bytes96.SIZE])))));
        TABLE.agreed(BeaconOperations.REGISTER_VALIDATORS, "taken, by a node without a builder");
    }

    @Test
    @Order(5)
    void block_isProducedSignedPublishedAndTheHead() {
        HeardEvents heard = new HeardEvents();
        CompletableFuture<EventSubscription> opening =
                beacon.events().subscribe(List.of(EventTopic.HEAD, EventTopic.BLOCK), heard);
        ProposerDuty duty = awaitDuty(
                epoch -> await(beacon.duties().proposers(epoch)).duties(),
                ProposerDuty::slot,
                ProposerDuty::validatorIndex);
        TABLE.agreed(BeaconOperations.PROPOSER_DUTIES, "the proposer of the produced block");
        node.executionLayer().send(TransactionKind.LEGACY);
        ProducedFullBlock produced = (ProducedFullBlock)
                await(beacon.production().block(host.request(duty.slot()).build()));
        assertThat(produced.block().proposerIndex()).isEqualTo(duty.validatorIndex());
        assertThat(produced.block().body().executionPayload().feeRecipient()).isEqualTo(RECIPIENT);
        TABLE.agreed(BeaconOperations.PREPARE_PROPOSERS, "the next payload pays to whom it says");
        CapellaSignedBlock block = (CapellaSignedBlock) host.sign(produced.block());
        Bytes96 forgery = host.sign(UInt64.ZERO, Purpose.PROPOSAL, duty.slot(), Hash32.ZERO);

        assertThatThrownBy(() -> await(
                        beacon.production().publish(BlockPublication.of(SignedBlock.of(block.message(), forgery)))))
                .isInstanceOf(LighthouseException.Http.class);
        assertThat(await(beacon.production().publish(BlockPublication.of(block))))
                .isEqualTo(PublishResult.published());

        host.assertHead(block);
        Hash32 root = BlockCodec.of(Preset.MINIMAL).root(block.message());
        try (EventSubscription subscription = await(opening)) {
            assertThat(heard.next(BlockEvent.class, event -> event.block().equals(root))
                            .slot())
                    .isEqualTo(duty.slot());
            assertThat(heard.next(HeadEvent.class, event -> event.block().equals(root))
                            .state())
                    .isEqualTo(block.message().stateRoot());
            assertThat(subscription.isConnected()).isTrue();
        }
        TABLE.agreed(BeaconOperations.SUBSCRIBE_EVENTS, "the published block, and that it is the head");
        host.assertStored(block, words);
        host.report("@chainsafe/lodestar 1.5.1", "JSON", block);
        TABLE.agreed(BeaconOperations.PRODUCE_BLOCK, "signed with our root, it is valid");
        TABLE.agreed(BeaconOperations.PUBLISH_BLOCK, "JSON, by version 1: it is the head, here and below");
        assertThatThrownBy(() -> await(beacon.production()
                        .publish(BlockPublication.of(block)
                                .withValidation(BroadcastValidation.CONSENSUS_AND_EQUIVOCATION))))
                .isInstanceOf(LighthouseException.Unsupported.class);
    }

    @Test
    @Order(6)
    void attestation_isMadePublishedAndAggregated() {
        AttesterDuty duty = awaitDuty(
                epoch -> await(beacon.duties().attesters(epoch, free())).duties(),
                AttesterDuty::slot,
                AttesterDuty::validatorIndex);
        UInt64 validator = duty.validatorIndex();
        AttestationData data = await(beacon.production().attestationData(duty.slot(), duty.committeeIndex()));
        Hash32 root = OperationSchemas.ATTESTATION_DATA.root(data);
        Bits bits = Bits.ofSet((int) duty.committeeLength().toLong(), (int)
                duty.validatorCommitteeIndex().toLong());
        Attestation attestation =
                Attestation.of(bits, data, host.sign(validator, Purpose.ATTESTATION, duty.slot(), root));

        assertThat(await(beacon.pool().attestations(List.of(attestation)))).isEqualTo(PublishResult.published());
        Attestation aggregate =
                await(beacon.production().aggregate(duty.slot(), root)).orElseThrow();

        assertThat(aggregate.data()).isEqualTo(data);
        assertThat(aggregate.aggregationBits().isSet((int)
                        duty.validatorCommitteeIndex().toLong()))
                .isTrue();
        TABLE.agreed(BeaconOperations.ATTESTER_DUTIES, "an attestation by it is valid");
        TABLE.agreed(BeaconOperations.ATTESTATION_DATA, "signed with our root, it is valid");
        TABLE.agreed(BeaconOperations.PUBLISH_ATTESTATIONS, "it is in the aggregate");
        TABLE.agreed(BeaconOperations.AGGREGATE_ATTESTATION, "by our root of its data");
        AggregateAndProof proof = AggregateAndProof.of(
                validator,
                aggregate,
                host.sign(validator, Purpose.AGGREGATION_SLOT, duty.slot(), Basics.UINT64.root(duty.slot())));
        Hash32 proofRoot = schemas().operations.aggregateAndProof.root(proof);
        SignedAggregateAndProof signed =
                SignedAggregateAndProof.of(proof, host.sign(validator, Purpose.AGGREGATE, duty.slot(), proofRoot));
        assertThat(await(beacon.pool().aggregates(List.of(signed)))).isEqualTo(PublishResult.published());
        TABLE.agreed(BeaconOperations.PUBLISH_AGGREGATES, "signed with our root, it is valid");
    }

    @Test
    @Order(7)
    void syncCommitteeMessage_isMadePublishedAndContributed() {
        // contributions are for the present slot alone
        UInt64 slot = now().plus(1);
        awaitSlot(slot);
        Hash32 head = data(beacon.chain().blockRoot(BlockId.HEAD));
        SyncDuty duty = await(beacon.duties().syncCommittee(host.epochOf(slot), free())).duties().stream()
                .filter(seats -> !seats.validatorSyncCommitteeIndices().isEmpty())
                .findFirst()
                .orElseThrow();
        UInt64 validator = duty.validatorIndex();
        int seat = (int) duty.validatorSyncCommitteeIndices().get(0).toLong();
        UInt64 part = UInt64.of(seat / PART_OF_COMMITTEE);
        SyncCommitteeMessage message = SyncCommitteeMessage.builder()
                .slot(slot)
                .beaconBlockRoot(head)
                .validatorIndex(validator)
                .signature(host.sign(validator, Purpose.SYNC_COMMITTEE, slot, head))
                .build();

        assertThat(await(beacon.pool().syncMessages(List.of(message)))).isEqualTo(PublishResult.published());
        SyncCommitteeContribution contribution =
                await(beacon.production().contribution(slot, part, head)).orElseThrow();

        assertThat(contribution.aggregationBits().isSet(seat % PART_OF_COMMITTEE))
                .isTrue();
        TABLE.agreed(BeaconOperations.SYNC_DUTIES, "a message from its seat is valid");
        TABLE.agreed(BeaconOperations.PUBLISH_SYNC_MESSAGES, "it is in the contribution");
        TABLE.agreed(BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION, "with the bit of the seat");
        Hash32 selection = ValidatorHost.parent(Basics.UINT64.root(slot), Basics.UINT64.root(part));
        ContributionAndProof proof = ContributionAndProof.of(
                validator, contribution, host.sign(validator, Purpose.SYNC_AGGREGATION_SLOT, slot, selection));
        Hash32 proofRoot = schemas().operations.contributionAndProof.root(proof);
        SignedContributionAndProof signed =
                SignedContributionAndProof.of(proof, host.sign(validator, Purpose.CONTRIBUTION, slot, proofRoot));
        assertThat(await(beacon.pool().contributions(List.of(signed)))).isEqualTo(PublishResult.published());
        TABLE.agreed(BeaconOperations.PUBLISH_CONTRIBUTIONS, "signed with our root, it is valid");
    }

    @Test
    @Order(8)
    void connect_needsToBeToldWhatItIsTakenForAndRunsTheSameHostCode() {
        LighthouseConfig config = LighthouseConfig.builder()
                .beaconUrl(node.beaconUrl())
                .timeoutMultiplier(10)
                .build();
        assertThatThrownBy(() -> await(Lighthouse.connect(config)))
                .isInstanceOf(LighthouseException.Unsupported.class)
                .hasMessageContaining("Lodestar/v1.5.1");

        LighthouseConfig.Builder told = LighthouseConfig.builder().from(config);
        told.nodeRelease(Release.of(4, 0, 1));
        ForkSchedule forks = ForkSchedule.fromGenesis(node.executionLayer().genesisFile());
        try (RoutedLighthouse client = await(Lighthouse.connect(told.build()))) {
            VersionFreeHost.visit(client, Preset.MINIMAL, forks);
            assertThat(client.version()).isEqualTo(LighthouseVersion.V4);
        }
    }

    @Test
    @Order(9)
    void exitAndChange_areInThePool() {
        // before the exit: its check leaves the node unable to list the validators of its head
        ValidatorInfo last = data(beacon.validators().validators(ValidatorsQuery.all(StateId.HEAD)))
                .get(LodestarNode.VALIDATORS - 1);
        UInt64 validator = UInt64.of(LodestarNode.FIRST_FREE_VALIDATOR);
        VoluntaryExit exit = VoluntaryExit.of(UInt64.ZERO, validator);
        Bytes96 signature =
                host.sign(validator, Purpose.VOLUNTARY_EXIT, UInt64.ZERO, OperationSchemas.VOLUNTARY_EXIT.root(exit));
        SignedVoluntaryExit signedExit = SignedVoluntaryExit.of(exit, signature);
        assertThat(await(beacon.pool().voluntaryExit(signedExit))).isEqualTo(PublishResult.published());
        TABLE.agreed(BeaconOperations.PUBLISH_VOLUNTARY_EXIT, "signed with our root, it is valid");

        BlsToExecutionChange change =
                BlsToExecutionChange.of(last.index(), last.validator().pubkey(), RECIPIENT);
        Bytes96 byKey = validators.sign(
                last.index(),
                Purpose.CREDENTIALS_CHANGE,
                // this node calls the fork of its genesis state the genesis fork
                Bytes4.parse(await(beacon.chain().spec())
                        .text("GENESIS_FORK_VERSION")
                        .orElseThrow()),
                OperationSchemas.BLS_TO_EXECUTION_CHANGE.root(change));
        SignedBlsToExecutionChange signedChange = SignedBlsToExecutionChange.of(change, byKey);
        assertThat(await(beacon.pool().blsToExecutionChanges(List.of(signedChange))))
                .isEqualTo(PublishResult.published());
        TABLE.agreed(BeaconOperations.PUBLISH_BLS_CHANGES, "signed with our root, it is valid");
    }

    @Test
    @Order(10)
    void everyOperation_isServedOrFailsAsItself() {
        // without a reveal: to find out who proposes would be a call that may fail itself
        ProductionRequest blindable = ProductionRequest.builder()
                // one that has come, by the clock of the node
                .slot(host.slotAfterHead().minus(UInt64.ONE))
                .isBlindedAllowed(true)
                .build();
        List<Refused> others = List.of(
                new Refused(
                        BeaconOperations.BLOB_SIDECARS,
                        "Lighthouse v4.0.1 has no GET /eth/v1/beacon/blob_sidecars/{block_id}",
                        () -> beacon.chain().blobSidecars(BlobsQuery.all(BlockId.HEAD))),
                new Refused(
                        BeaconOperations.PRODUCE_BLOCK,
                        "HTTP 500 (Execution builder not set)",
                        () -> beacon.production().block(blindable)),
                new Refused(
                        BeaconOperations.PUBLISH_BLINDED_BLOCK,
                        "HTTP 500 (exeutionBuilder required to publish SignedBlindedBeaconBlock)",
                        () -> beacon.production().publish(blinded())),
                new Refused(
                        BeaconOperations.LIGHTHOUSE_HEALTH,
                        noRoute("GET:/lighthouse/health"),
                        () -> beacon.node().process()),
                new Refused(
                        BeaconOperations.LIGHTHOUSE_SYNCING,
                        noRoute("GET:/lighthouse/syncing"),
                        () -> beacon.node().syncState()),
                new Refused(
                        BeaconOperations.LIGHTHOUSE_NAT,
                        noRoute("GET:/lighthouse/nat"),
                        () -> beacon.node().isReachable()),
                new Refused(
                        BeaconOperations.DATABASE_INFO,
                        noRoute("GET:/lighthouse/database/info"),
                        () -> beacon.node().database()),
                new Refused(
                        BeaconOperations.HISTORICAL_BLOCKS,
                        noRoute("POST:/lighthouse/database/historical_blocks"),
                        () -> beacon.node().addHistoricalBlocks(List.of())),
                new Refused(
                        BeaconOperations.LIVENESS,
                        "Lighthouse v4.0.1 has no POST /eth/v1/validator/liveness/{epoch}",
                        () -> beacon.validators().liveness(UInt64.ZERO, free())),
                new Refused(
                        BeaconOperations.VALIDATOR_INCLUSION,
                        noRoute("GET:/lighthouse/validator_inclusion/1/global"),
                        () -> beacon.validators().inclusion(UInt64.ONE)));

        assertThat(others).allSatisfy(Refused::assertEnd);
        TABLE.assertComplete();
    }

    private static String noRoute(String request) {
        return "HTTP 404 (Route " + request + " not found)";
    }

    private static Genesis genesis() {
        return await(beacon.chain().genesis()).orElseThrow();
    }

    /** A block of the chain, with a header that says little of its payload. */
    private static BlindedBlockPublication blinded() {
        CapellaBlock block =
                (CapellaBlock) data(beacon.chain().block(BlockId.HEAD)).message();
        CapellaPayload payload = block.body().executionPayload();
        CapellaPayloadHeader header = CapellaPayloadHeader.builder()
                .parentHash(payload.parentHash())
                .feeRecipient(payload.feeRecipient())
                .stateRoot(payload.stateRoot())
                .receiptsRoot(payload.receiptsRoot())
                .logsBloom(payload.logsBloom())
                .prevRandao(payload.prevRandao())
                .blockNumber(payload.blockNumber())
                .gasLimit(payload.gasLimit())
                .gasUsed(payload.gasUsed())
                .timestamp(payload.timestamp())
                .extraData(payload.extraData())
                .baseFeePerGas(payload.baseFeePerGas())
                .blockHash(payload.blockHash())
                .transactionsRoot(Hash32.ZERO)
                .withdrawalsRoot(Hash32.ZERO)
                .build();
        CapellaBlindedBlock blinded = CapellaBlindedBlock.builder()
                .slot(block.slot())
                .proposerIndex(block.proposerIndex())
                .parentRoot(block.parentRoot())
                .stateRoot(block.stateRoot())
                .body(CapellaBlindedBlockBody.builder()
                        .from(block.body())
                        .executionPayloadHeader(header)
                        .build())
                .build();
        return BlindedBlockPublication.of(host.sign(blinded), new ProducerHandle(client.name(), block.slot(), 0));
    }

    private static BlockSchemas schemas() {
        return BlockSchemas.of(Preset.MINIMAL);
    }

    /** The validators that the node does not act for. */
    private static List<UInt64> free() {
        return LongStream.range(LodestarNode.FIRST_FREE_VALIDATOR, LodestarNode.VALIDATORS)
                .mapToObj(UInt64::of)
                .toList();
    }

    /** The slot that the clock is in. */
    private static UInt64 now() {
        long sinceGenesis =
                Instant.now().getEpochSecond() - genesis().genesisTime().toLong();
        return UInt64.of(Math.max(0, sinceGenesis / LodestarNode.SLOT.toSeconds()));
    }

    /** The head, as soon as it is more than the genesis. */
    private static SignedBlock awaitBlock() {
        for (UInt64 slot = now(); ; slot = slot.plus(1)) {
            awaitSlot(slot);
            SignedBlock head = data(beacon.chain().block(BlockId.HEAD));
            if (!head.message().slot().isZero()) {
                return head;
            }
        }
    }

    /**
     * The next duty of a validator that the node does not act for, as soon as its slot has begun. Asked for slot by
     * slot, as this node gives the proposers of the next epoch for the slots of the present one.
     */
    private static <D> D awaitDuty(
            Function<UInt64, List<D>> duties, Function<D, UInt64> slotOf, Function<D, UInt64> validatorOf) {
        for (UInt64 slot = now().plus(1); ; slot = slot.plus(1)) {
            UInt64 present = slot;
            awaitSlot(present);
            Optional<D> duty = duties.apply(host.epochOf(present)).stream()
                    .filter(candidate -> slotOf.apply(candidate).equals(present))
                    .filter(candidate -> free().contains(validatorOf.apply(candidate)))
                    .findFirst();
            if (duty.isPresent()) {
                return duty.get();
            }
        }
    }

    private static void awaitSlot(UInt64 slot) {
        Instant begin = Instant.ofEpochSecond(genesis().genesisTime().toLong())
                .plus(LodestarNode.SLOT.multipliedBy(slot.toLong()));
        Duration wait = Duration.between(Instant.now(), begin);
        CompletableFuture.runAsync(
                        () -> {}, CompletableFuture.delayedExecutor(wait.toMillis() + 1, TimeUnit.MILLISECONDS))
                .join();
    }
}
