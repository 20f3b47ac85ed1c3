package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static io.github.lighthousecompat.jmh.ValidatorHost.data;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.AttesterDuty;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconBlockHeader;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.BlobSidecarEvent;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockContents;
import io.github.lighthousecompat.beacon.BlockEncoding;
import io.github.lighthousecompat.beacon.BlockEvent;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.CommitteeSubscription;
import io.github.lighthousecompat.beacon.DenebSignedBlock;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.FinalityCheckpoints;
import io.github.lighthousecompat.beacon.FinalizedCheckpointEvent;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeadEvent;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.SignedVoluntaryExit;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.StateSsz;
import io.github.lighthousecompat.beacon.SyncCommitteeSubscription;
import io.github.lighthousecompat.beacon.SyncDuty;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.beacon.VoluntaryExit;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.hash.VersionedHash;
import io.github.lighthousecompat.jmh.OperationTable.Refused;
import io.github.lighthousecompat.ssz.BlockCodec;
import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import io.github.lighthousecompat.testkit.node.InteropValidators;
import io.github.lighthousecompat.testkit.node.LodestarDenebNode;
import io.github.lighthousecompat.testkit.node.RequiresNode;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;

/**
 * The beacon facet of the v5 adapter on routes, codecs and states that nobody here wrote, on a chain that goes from
 * Capella to Deneb. The tests are the life of one chain, and run in its order.
 */
@RequiresNode
@Timeout(120)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LodestarDenebNodeIT {
    private static final int VALIDATORS = 8;
    private static final UInt64 FIRST_OF_DENEB =
            UInt64.of((long) LodestarDenebNode.DENEB_EPOCH * LodestarDenebNode.SLOTS_PER_EPOCH);
    private static final OperationTable TABLE =
            new OperationTable("@lodestar/api and @lodestar/state-transition 1.38.0, taken for v5.3.0:");

    private static LodestarDenebNode node;
    private static NodeReader words;
    private static Preset preset;
    private static BlockCodec codec;
    private static InteropValidators validators;
    private static LighthouseApi jsonClient;
    private static LighthouseApi sszClient;
    private static DenebProposer json;
    private static DenebProposer ssz;

    @BeforeAll
    static void start() {
        node = LodestarDenebNode.start();
        words = new NodeReader(node.beaconUrl());
        jsonClient = client(Preset.MINIMAL, BlockEncoding.JSON);
        BeaconSpec spec = await(TABLE.watch(jsonClient).chain().spec());
        // Lodestar has another number of commitments in its minimal preset than Lighthouse
        preset = Preset.builder()
                .from(Preset.MINIMAL)
                .maxBlobCommitmentsPerBlock((int) spec.number("MAX_BLOB_COMMITMENTS_PER_BLOCK")
                        .orElseThrow()
                        .toLong())
                .build();
        jsonClient.close();
        codec = BlockCodec.of(preset);
        jsonClient = client(preset, BlockEncoding.JSON);
        sszClient = client(preset, BlockEncoding.SSZ);
        validators = InteropValidators.of(genesis().genesisValidatorsRoot());
        json = new DenebProposer(new ValidatorHost(jsonClient, TABLE.watch(jsonClient), preset, validators), words);
        ssz = new DenebProposer(new ValidatorHost(sszClient, TABLE.watch(sszClient), preset, validators), words);
    }

    private static LighthouseApi client(Preset preset, BlockEncoding encoding) {
        return Lighthouse.v5(LighthouseConfig.builder()
                .beaconUrl(node.beaconUrl())
                .engineUrl(node.executionLayer().engineUrl())
                .jwtSecret(JwtSecret.fromFile(node.executionLayer().jwtSecretFile()))
                .forks(ForkSchedule.fromGenesis(node.executionLayer().genesisFile()))
                .nodeRelease(Release.of(5, 3, 0))
                .preset(preset)
                .blockEncoding(encoding)
                .timeoutMultiplier(10)
                .build());
    }

    @AfterAll
    static void stop() {
        TABLE.print();
        sszClient.close();
        jsonClient.close();
        validators.close();
        node.close();
    }

    @Test
    @Order(1)
    void configuration_isThatOfTheExecutionLayer() {
        BeaconSpec spec = await(json.beacon().chain().spec());
        assertThat(spec.forkSchedule(genesis()))
                .contains(ForkSchedule.fromGenesis(node.executionLayer().genesisFile()));
        assertThat(spec.presetBase()).contains("minimal");
        assertThat(spec.structures()).containsKey("BLOB_SCHEDULE");
        TABLE.agreed(BeaconOperations.SPEC, "fork times of the execution layer's genesis");
        TABLE.agreed(BeaconOperations.GENESIS, "signatures made with its root are valid");

        List<ForkVersions> forks = await(json.beacon().chain().forks());
        // Lodestar lists forks that are not planned, too
        assertThat(forks)
                .filteredOn(fork -> !fork.epoch().equals(UInt64.MAX))
                .endsWith(ForkVersions.of(
                        spec.forkVersion(Fork.CAPELLA).orElseThrow(),
                        spec.forkVersion(Fork.DENEB).orElseThrow(),
                        spec.forkEpoch(Fork.DENEB).orElseThrow()));
        TABLE.agreed(BeaconOperations.FORKS, "versions and epochs of the spec");

        assertThat(await(json.beacon().node().version()).text()).startsWith("Lodestar");
        TABLE.agreed(BeaconOperations.NODE_VERSION, "it is named");
        assertThat(await(json.beacon().node().health()).isReady()).isTrue();
        TABLE.agreed(BeaconOperations.NODE_HEALTH, "ready");
        assertThat(await(json.beacon().node().peerCount()).connected()).isEqualTo(UInt64.ZERO);
        TABLE.agreed(BeaconOperations.PEER_COUNT, "no peers");
        assertThat(await(json.beacon().node().identity()).peerId()).isEqualTo("none");
        TABLE.agreed(BeaconOperations.NODE_IDENTITY, "decoded");
        assertThat(await(json.beacon().raw("/eth/v1/node/version")).body())
                .isEqualTo(words.bytes("/eth/v1/node/version"));
        TABLE.agreed(BeaconOperations.RAW, "the node's own bytes");
    }

    @Test
    @Order(2)
    void capella_isReadProducedAndPublished() {
        node.executionLayer().send(TransactionKind.LEGACY, TransactionKind.DYNAMIC_FEE);
        Hash32 head = node.advance(4);

        assertStored(UInt64.of(4), Fork.CAPELLA);
        assertThat(data(json.beacon().chain().blockRoot(BlockId.HEAD))).isEqualTo(head);
        node.executionLayer().send(TransactionKind.ACCESS_LIST);
        propose(json, "JSON");
        node.executionLayer().send(TransactionKind.CONTRACT_CREATION);
        propose(ssz, "SSZ");
        assertThat(data(json.beacon().chain().blobSidecars(BlobsQuery.all(BlockId.HEAD))))
                .isEmpty();
    }

    @Test
    @Order(3)
    void deneb_isReadProducedAndPublishedWithBlobs() {
        node.executionLayer().send(TransactionKind.BLOB, TransactionKind.LEGACY);
        node.advance(2);
        assertThat(assertStored(FIRST_OF_DENEB, Fork.DENEB)).isInstanceOf(DenebSignedBlock.class);
        json.assertSidecars((DenebSignedBlock) data(ssz.beacon().chain().block(BlockId.HEAD)), 1);

        node.executionLayer().send(TransactionKind.BLOB);
        json.assertSidecars((DenebSignedBlock) propose(json, "JSON"), 1);
        node.executionLayer().send(TransactionKind.BLOB, TransactionKind.BLOB);
        json.assertSidecars((DenebSignedBlock) propose(ssz, "SSZ"), 2);
        json.assertSidecars((DenebSignedBlock) propose(ssz, "SSZ"), 0);
        TABLE.agreed(
                BeaconOperations.PRODUCE_BLOCK,
                "our JSON of a full block is the node's, but for capitals, in both forks");
        TABLE.agreed(BeaconOperations.PUBLISH_BLOCK, "JSON and SSZ, in both forks: it is the head, here and below");
        TABLE.agreed(BeaconOperations.BLOCK, "JSON and SSZ give one value, which gives the node's bytes in both");
        TABLE.agreed(BeaconOperations.BLOCK_ROOT, "our root of the block");
        TABLE.agreed(BeaconOperations.HEADER, "our header of the block");
        TABLE.agreed(BeaconOperations.HEADERS, "the header by slot and by parent");
        TABLE.agreed(BeaconOperations.BLOB_SIDECARS, "what was published; proofs lead to our root of the body");
    }

    @Test
    @Order(4)
    void blindedBlock_isFilledInByTheNodeThatProducedIt() {
        for (ValidatorHost host : List.of(json.host(), ssz.host())) {
            UInt64 slot = host.slotAfterHead();
            ProducedBlindedBlock produced = (ProducedBlindedBlock) await(host.beacon()
                    .production()
                    .block(host.request(slot).isBlindedAllowed(true).build()));
            SignedBlindedBlock signed = host.sign(produced.block());

            assertThat(await(host.beacon()
                            .production()
                            .publish(BlindedBlockPublication.of(signed, produced.producer()))))
                    .isEqualTo(PublishResult.published());
            SignedBlock block = data(host.beacon().chain().block(BlockId.of(slot)));
            assertThat(codec.root(block.message())).isEqualTo(codec.root(produced.block()));
            assertThat(block.signature()).isEqualTo(signed.signature());
            host.assertHead(block);
        }
        TABLE.agreed(BeaconOperations.PUBLISH_BLINDED_BLOCK, "JSON and SSZ: the full block has the blinded one's root");
    }

    @Test
    @Order(5)
    void wrongPublication_isRefusedAndARepeatedOneIsKnown() {
        ProducedFullBlock produced = json.produce();
        BlockContents contents = produced.contents().orElseThrow();
        DenebSignedBlock block = (DenebSignedBlock) json.host().sign(produced.block());
        Bytes96 forgery = Bytes96.parse("0xc0" + "00".repeat(Bytes96.SIZE - 1));

        for (DenebProposer proposer : List.of(json, ssz)) {
            assertThatThrownBy(() -> proposer.publish(SignedBlock.of(block.message(), forgery), contents))
                    .isInstanceOfSatisfying(
                            LighthouseException.Http.class,
                            refused -> assertThat(refused.status()).isEqualTo(400))
                    .hasMessageContaining("not valid");
        }
        assertThat(json.publish(block, contents)).isEqualTo(PublishResult.published());
        assertThat(ssz.publish(block, contents).status()).isEqualTo(PublishResult.Status.ACCEPTED);
        assertThat(await(json.beacon().chain().block(BlockId.of(json.host().slotAfterHead()))))
                .isEmpty();
        assertThat(await(json.beacon().chain().block(BlockId.of(Hash32.ZERO)))).isEmpty();
    }

    @Test
    @Order(6)
    void events_tellOfWhatWasPublished() {
        HeardEvents heard = new HeardEvents();
        CompletableFuture<EventSubscription> opening = json.beacon()
                .events()
                .subscribe(
                        List.of(
                                EventTopic.HEAD,
                                EventTopic.BLOCK,
                                EventTopic.BLOB_SIDECAR,
                                EventTopic.FINALIZED_CHECKPOINT),
                        heard);
        // this server sends no headers before its first event
        while (!opening.isDone()) {
            node.advance(1);
        }
        try (EventSubscription subscription = await(opening)) {
            node.executionLayer().send(TransactionKind.BLOB);
            SignedBlock block = ssz.propose();
            Hash32 root = codec.root(block.message());

            BlobSidecarEvent sidecar = heard.next(
                    BlobSidecarEvent.class, event -> event.blockRoot().equals(root));
            assertThat(((DenebSignedBlock) block).message().body().blobKzgCommitments())
                    .containsExactly(sidecar.kzgCommitment());
            assertThat(sidecar.versionedHash()).isEqualTo(VersionedHash.of(sidecar.kzgCommitment()));
            assertThat(heard.next(BlockEvent.class, event -> event.block().equals(root))
                            .slot())
                    .isEqualTo(block.message().slot());
            assertThat(heard.next(HeadEvent.class, event -> event.block().equals(root))
                            .state())
                    .isEqualTo(block.message().stateRoot());
            node.advance(3 * LodestarDenebNode.SLOTS_PER_EPOCH);
            FinalizedCheckpointEvent finalized = heard.next(FinalizedCheckpointEvent.class, event -> true);
            assertThat(data(json.beacon().chain().header(BlockId.of(finalized.block())))
                            .header()
                            .message()
                            .stateRoot())
                    .isEqualTo(finalized.state());
            assertThat(subscription.isConnected()).isTrue();
        }
        assertThatThrownBy(() -> await(json.beacon().events().subscribe(List.of(EventTopic.of("weather")), heard)))
                .isInstanceOfSatisfying(
                        LighthouseException.Http.class,
                        refused -> assertThat(refused.status()).isEqualTo(400));
        TABLE.agreed(BeaconOperations.SUBSCRIBE_EVENTS, "blocks, heads, blobs and finality, with our roots and hashes");
    }

    @Test
    @Order(7)
    void states_areThoseOfTheChain() {
        HeaderInfo head = data(json.beacon().chain().header(BlockId.HEAD));
        BeaconBlockHeader header = head.header().message();

        assertThat(data(json.beacon().chain().stateRoot(StateId.HEAD))).isEqualTo(header.stateRoot());
        assertThat(data(json.beacon().chain().stateRoot(StateId.of(header.slot()))))
                .isEqualTo(header.stateRoot());
        TABLE.agreed(BeaconOperations.STATE_ROOT, "the state root of the head");
        assertThat(data(json.beacon().chain().stateFork(StateId.HEAD)))
                .isEqualTo(json.host().forkAt(header.slot()));
        assertThat(data(json.beacon().chain().stateFork(StateId.GENESIS)).epoch())
                .isEqualTo(UInt64.ZERO);
        TABLE.agreed(BeaconOperations.STATE_FORK, "the fork schedule");
        StateSsz state = await(json.beacon().chain().stateSsz(StateId.HEAD)).orElseThrow();
        ByteBuffer bytes = ByteBuffer.wrap(state.ssz().toArray()).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(state.fork()).contains("deneb");
        assertThat(bytes.getLong(0)).isEqualTo(genesis().genesisTime().toLong());
        assertThat(bytes.getLong(Long.BYTES + Hash32.SIZE))
                .isEqualTo(header.slot().toLong());
        TABLE.agreed(BeaconOperations.STATE_SSZ, "genesis time and slot are where they belong");
        assertThat(await(json.beacon().node().syncing()).headSlot()).isEqualTo(header.slot());
        TABLE.agreed(BeaconOperations.NODE_SYNCING, "the head's slot");
    }

    @Test
    @Order(8)
    void validators_areThoseOfTheChain() {
        List<ValidatorInfo> all = data(json.beacon().validators().validators(ValidatorsQuery.all(StateId.HEAD)));
        assertThat(all).hasSize(VALIDATORS).allSatisfy(validator -> {
            assertThat(validator.status()).isEqualTo(ValidatorStatus.ACTIVE_ONGOING);
            assertThat(validator.validator().effectiveBalance()).isEqualTo(UInt64.of(32_000_000_000L));
        });
        ValidatorInfo last = all.get(VALIDATORS - 1);
        List<ValidatorId> both = List.of(
                ValidatorId.of(UInt64.ONE), ValidatorId.of(last.validator().pubkey()));
        assertThat(data(json.beacon().validators().validators(ValidatorsQuery.of(StateId.HEAD, both))))
                .containsExactly(all.get(1), last);
        assertThat(data(json.beacon()
                        .validators()
                        .validators(ValidatorsQuery.all(StateId.HEAD)
                                .withStatuses(List.of(ValidatorStatus.EXITED_SLASHED)))))
                .isEmpty();
        List<ValidatorId> many = LongStream.range(0, 70)
                .mapToObj(index -> ValidatorId.of(UInt64.of(index)))
                .toList();
        assertThat(data(json.beacon().validators().validators(ValidatorsQuery.of(StateId.HEAD, many))))
                .isEqualTo(all);
        TABLE.agreed(BeaconOperations.VALIDATORS, "by GET and by POST, by index, key and status");

        List<ValidatorBalance> balances = data(json.beacon().validators().balances(BalancesQuery.all(StateId.HEAD)));
        assertThat(balances)
                .extracting(ValidatorBalance::balance)
                .isEqualTo(all.stream().map(ValidatorInfo::balance).toList());
        assertThat(data(json.beacon().validators().balances(BalancesQuery.of(StateId.HEAD, many))))
                .isEqualTo(balances);
        assertThat(data(json.beacon().validators().balances(BalancesQuery.of(StateId.HEAD, both))))
                .hasSize(2);
        TABLE.agreed(BeaconOperations.VALIDATOR_BALANCES, "by GET and by POST, those of the validators");
    }

    @Test
    @Order(9)
    void duties_areWhatTheBlocksShow() {
        UInt64 slot = json.host().slotAfterHead();
        UInt64 epoch = json.host().epochOf(slot);
        List<UInt64> everybody =
                LongStream.range(0, VALIDATORS).mapToObj(UInt64::of).toList();
        List<ValidatorInfo> all = data(json.beacon().validators().validators(ValidatorsQuery.all(StateId.HEAD)));

        List<AttesterDuty> attesters =
                await(json.beacon().duties().attesters(epoch, everybody)).duties();
        assertThat(attesters)
                .hasSize(VALIDATORS)
                .allSatisfy(duty -> assertThat(duty.pubkey())
                        .isEqualTo(all.get((int) duty.validatorIndex().toLong())
                                .validator()
                                .pubkey()));
        List<SyncDuty> sync =
                await(json.beacon().duties().syncCommittee(epoch, everybody)).duties();
        assertThat(sync.stream()
                        .mapToInt(duty -> duty.validatorSyncCommitteeIndices().size()))
                .satisfies(counts -> assertThat(
                                counts.stream().mapToInt(Integer::intValue).sum())
                        .isEqualTo(preset.syncCommitteeSize()));
        TABLE.agreed(BeaconOperations.SYNC_DUTIES, "every seat of the committee is somebody's");

        Address recipient = Address.parse("0x" + "ee".repeat(Address.SIZE));
        await(json.beacon()
                .duties()
                .prepareProposers(everybody.stream()
                        .map(index -> ProposerPreparation.of(index, recipient))
                        .toList()));
        await(json.beacon()
                .duties()
                .subscribe(attesters.stream()
                        .map(duty -> CommitteeSubscription.builder()
                                .validatorIndex(duty.validatorIndex())
                                .committeeIndex(duty.committeeIndex())
                                .committeesAtSlot(duty.committeesAtSlot())
                                .slot(duty.slot())
                                .isAggregator(true)
                                .build())
                        .toList()));
        await(json.beacon()
                .duties()
                .subscribeSyncCommittees(sync.stream()
                        .map(duty -> SyncCommitteeSubscription.builder()
                                .validatorIndex(duty.validatorIndex())
                                .syncCommitteeIndices(duty.validatorSyncCommitteeIndices())
                                .untilEpoch(epoch.plus(1))
                                .build())
                        .toList()));
        TABLE.agreed(BeaconOperations.SUBSCRIBE_COMMITTEES, "taken");
        TABLE.agreed(BeaconOperations.SUBSCRIBE_SYNC_COMMITTEES, "taken");

        node.advance(1);
        AttestationData attested = await(json.beacon().production().attestationData(slot, UInt64.ZERO));
        List<ProposerDuty> proposers =
                await(json.beacon().duties().proposers(epoch)).duties();
        node.advance(1);
        SignedBlock block = data(json.beacon().chain().block(BlockId.of(slot)));
        SignedBlock next = data(json.beacon().chain().block(BlockId.of(slot.plus(1))));

        assertThat(proposers).anySatisfy(duty -> {
            assertThat(duty.slot()).isEqualTo(slot);
            assertThat(duty.validatorIndex()).isEqualTo(block.message().proposerIndex());
        });
        TABLE.agreed(BeaconOperations.PROPOSER_DUTIES, "the proposer of the block of the slot");
        assertThat(block.message().body().executionPayload().feeRecipient()).isEqualTo(recipient);
        TABLE.agreed(BeaconOperations.PREPARE_PROPOSERS, "the next payloads pay to whom it says");
        assertThat(next.message().body().attestations())
                .extracting(Attestation::data)
                .containsExactly(attested);
        TABLE.agreed(BeaconOperations.ATTESTATION_DATA, "what the next block has of it");
        assertThat(attesters)
                .filteredOn(duty -> duty.slot().equals(slot))
                .allSatisfy(duty -> assertThat(duty.committeeLength())
                        .isEqualTo(UInt64.of(next.message()
                                .body()
                                .attestations()
                                .get(0)
                                .aggregationBits()
                                .size())));
        TABLE.agreed(BeaconOperations.ATTESTER_DUTIES, "keys of the validators, and the size of the committee");
    }

    @Test
    @Order(10)
    void finality_isThatOfTheHeaders() {
        FinalityCheckpoints checkpoints = data(json.beacon().chain().finality(StateId.HEAD));
        ChainAnswer<HeaderInfo> finalized =
                await(json.beacon().chain().header(BlockId.FINALIZED)).orElseThrow();
        assertThat(checkpoints.finalized().epoch().toLong()).isPositive();
        assertThat(checkpoints.finalized().root()).isEqualTo(finalized.data().root());
        assertThat(finalized.finalized()).contains(true);
        assertThat(await(json.beacon().chain().header(BlockId.HEAD))
                        .orElseThrow()
                        .finalized())
                .contains(false);
        TABLE.agreed(BeaconOperations.FINALITY_CHECKPOINTS, "the finalized header");
        assertThat(data(ssz.beacon().chain().block(BlockId.FINALIZED)))
                .isEqualTo(data(
                        json.beacon().chain().block(BlockId.of(finalized.data().root()))));
    }

    @Test
    @Order(11)
    void connect_needsToBeToldWhatItIsTakenForAndRunsTheSameHostCode() {
        LighthouseConfig config = LighthouseConfig.builder()
                .beaconUrl(node.beaconUrl())
                .preset(preset)
                .timeoutMultiplier(10)
                .build();
        assertThatThrownBy(() -> await(Lighthouse.connect(config)))
                .isInstanceOf(LighthouseException.Unsupported.class)
                .hasMessageContaining("Lodestar-packages/v1.38.0");

        LighthouseConfig.Builder told = LighthouseConfig.builder().from(config);
        told.nodeRelease(Release.of(5, 3, 0));
        ForkSchedule forks = ForkSchedule.fromGenesis(node.executionLayer().genesisFile());
        try (RoutedLighthouse client = await(Lighthouse.connect(told.build()))) {
            assertThat(VersionFreeHost.visit(client, preset, forks)).isEqualTo(node.advance(0));
        }
        ForkSchedule others = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);
        assertThatThrownBy(() -> await(Lighthouse.connect(told.forks(others).build())))
                .isInstanceOfSatisfying(
                        LighthouseException.Refused.class,
                        refused ->
                                assertThat(refused.fault()).isEqualTo(LighthouseException.Refused.Fault.FORK_SCHEDULE));
    }

    @Test
    @Order(12)
    void everyOperation_isServedOrFailsAsItself() {
        BeaconApi beacon = json.beacon();
        SignedVoluntaryExit exit =
                SignedVoluntaryExit.of(VoluntaryExit.of(UInt64.ONE, UInt64.ONE), Bytes96.of(new byte[Bytes96.SIZE]));
        List<Refused> others = List.of(
                new Refused(
                        BeaconOperations.LIVENESS,
                        notServed("getLiveness"),
                        () -> beacon.validators().liveness(UInt64.ONE, List.of(UInt64.ONE))),
                new Refused(
                        BeaconOperations.AGGREGATE_ATTESTATION,
                        notServed("getAggregatedAttestation"),
                        () -> beacon.production().aggregate(UInt64.ONE, Hash32.ZERO)),
                new Refused(
                        BeaconOperations.SYNC_COMMITTEE_CONTRIBUTION,
                        notServed("produceSyncCommitteeContribution"),
                        () -> beacon.production().contribution(UInt64.ONE, UInt64.ZERO, Hash32.ZERO)),
                new Refused(
                        BeaconOperations.PUBLISH_ATTESTATIONS,
                        notServed("submitPoolAttestations"),
                        () -> beacon.pool().attestations(List.of())),
                new Refused(
                        BeaconOperations.PUBLISH_AGGREGATES,
                        notServed("publishAggregateAndProofs"),
                        () -> beacon.pool().aggregates(List.of())),
                new Refused(
                        BeaconOperations.PUBLISH_SYNC_MESSAGES,
                        notServed("submitPoolSyncCommitteeSignatures"),
                        () -> beacon.pool().syncMessages(List.of())),
                new Refused(
                        BeaconOperations.PUBLISH_CONTRIBUTIONS,
                        notServed("publishContributionAndProofs"),
                        () -> beacon.pool().contributions(List.of())),
                new Refused(
                        BeaconOperations.PUBLISH_VOLUNTARY_EXIT,
                        notServed("submitPoolVoluntaryExit"),
                        () -> beacon.pool().voluntaryExit(exit)),
                new Refused(
                        BeaconOperations.PUBLISH_BLS_CHANGES,
                        notServed("submitPoolBLSToExecutionChange"),
                        () -> beacon.pool().blsToExecutionChanges(List.of())),
                new Refused(
                        BeaconOperations.REGISTER_VALIDATORS,
                        notServed("registerValidator"),
                        () -> beacon.duties().registerValidators(List.of())),
                new Refused(
                        BeaconOperations.LIGHTHOUSE_HEALTH,
                        noRoute("health"),
                        () -> beacon.node().process()),
                new Refused(
                        BeaconOperations.LIGHTHOUSE_SYNCING,
                        noRoute("syncing"),
                        () -> beacon.node().syncState()),
                new Refused(
                        BeaconOperations.LIGHTHOUSE_NAT,
                        noRoute("nat"),
                        () -> beacon.node().isReachable()),
                new Refused(
                        BeaconOperations.DATABASE_INFO,
                        noRoute("database/info"),
                        () -> beacon.node().database()),
                new Refused(
                        BeaconOperations.HISTORICAL_BLOCKS,
                        "Lighthouse v5.3.0 has no POST /lighthouse/database/historical_blocks",
                        () -> beacon.node().addHistoricalBlocks(List.of())),
                new Refused(
                        BeaconOperations.VALIDATOR_INCLUSION,
                        noRoute("validator_inclusion/1/global"),
                        () -> beacon.validators().inclusion(UInt64.ONE)));

        assertThat(others).allSatisfy(Refused::assertEnd);
        TABLE.assertComplete();
    }

    /** What the server says of a route that it knows, and whose request it has read, where its chain has nothing. */
    private static String notServed(String name) {
        return "HTTP 501 (this chain does not serve " + name + ")";
    }

    private static String noRoute(String path) {
        return "HTTP 404 (there is no route GET /lighthouse/" + path + ")";
    }

    private static Genesis genesis() {
        return await(TABLE.watch(jsonClient).chain().genesis()).orElseThrow();
    }

    /** Proposes in the slot after the head; the node keeps what was published. */
    private static SignedBlock propose(DenebProposer proposer, String form) {
        SignedBlock block = proposer.propose();
        proposer.host().assertHead(block);
        assertThat(assertStored(block.message().slot(), block.fork())).isEqualTo(block);
        proposer.host().report("@lodestar/state-transition", form, block);
        return block;
    }

    /** The block of a slot is the same value in JSON and in SSZ, and gives the bytes that it came in. */
    private static SignedBlock assertStored(UInt64 slot, Fork fork) {
        SignedBlock block = data(json.beacon().chain().block(BlockId.of(slot)));
        assertThat(block.fork()).isEqualTo(fork);
        json.host().assertStored(block, words);
        ssz.host().assertStored(block, words);
        assertThat(codec.toSsz(block)).isEqualTo(words.ssz("/eth/v2/beacon/blocks/" + slot));
        return block;
    }
}
