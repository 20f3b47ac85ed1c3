package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.beacon.Attestation;
import io.github.lighthousecompat.beacon.AttestationData;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockEvent;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.BroadcastValidation;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.ChainApi;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.HeadersQuery;
import io.github.lighthousecompat.beacon.NodeApi;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.ProducedBlock;
import io.github.lighthousecompat.beacon.ProducedFullBlock;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.ProposerDuty;
import io.github.lighthousecompat.beacon.PublishResult;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.SyncState;
import io.github.lighthousecompat.beacon.ValidatorBalance;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorInfo;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.schema.OperationSchemas;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link LighthouseApi} does with a Lighthouse node, as tests: extend this to show it of an implementation,
 * of a routed client, or of a host's own. {@link LighthouseApiContract} is the same for execution layers.
 *
 * <p>The nodes are {@link FakeBeaconNode}s of the releases that the client speaks to. JUnit makes an instance for each
 * test.
 */
@Timeout(120)
public abstract class BeaconContract extends BeaconCallContract {
    private static final Release VALIDATION = Release.of(4, 3, 0);
    private static final Release LIVENESS = Release.of(4, 4, 1);
    private static final Release BLOBS = Release.of(4, 6, 0);
    private static final BlockId NO_BLOCK = BlockId.of(UInt64.of(999_999));
    private static final StateId NO_STATE = StateId.of(UInt64.of(999_999));

    /** For those who extend it. */
    protected BeaconContract() {}

    private static Release release(FakeBeaconNode node) {
        return Release.parse(node.version()).orElseThrow();
    }

    private static <T> T present(CompletableFuture<Optional<ChainAnswer<T>>> call) {
        return await(call).orElseThrow().data();
    }

    private static void assertUnsupported(FakeBeaconNode node, String endpoint, CompletableFuture<?> call) {
        assertThat(failure(call)).isInstanceOfSatisfying(Unsupported.class, unsupported -> {
            assertThat(unsupported.method()).isEqualTo(endpoint);
            assertThat(unsupported).hasMessageContaining(release(node).toString());
        });
    }

    @Test
    void node_saysWhatItIs() {
        onEachRelease((api, node) -> {
            NodeApi about = api.beacon().node();

            assertThat(await(about.version()).text()).isEqualTo(node.version());
            assertThat(await(about.version()).release()).contains(release(node));
            assertThat(await(about.identity()).peerId()).isNotBlank();
            assertThat(await(about.peerCount()).connected()).isNotEqualTo(UInt64.ZERO);
            assertThat(await(about.process()).processId()).isNotEqualTo(UInt64.ZERO);
            assertThat(await(about.syncState())).isEqualTo(SyncState.SYNCED);
            assertThat(await(about.isReachable())).isTrue();
            assertThat(await(about.database()).split().slot()).isEqualTo(UInt64.ZERO);
        });
    }

    @Test
    void node_saysHowItIs() {
        onEachRelease((api, node) -> {
            NodeApi about = api.beacon().node();
            assertThat(await(about.health()).troubles()).isEmpty();
            assertThat(await(about.health()).isReady()).isTrue();

            node.syncing(100);
            NodeSyncing syncing = await(about.syncing());
            assertThat(syncing.isSyncing()).isTrue();
            assertThat(syncing.syncDistance()).isEqualTo(UInt64.of(100));
            assertThat(await(about.health()).troubles()).containsExactly(NodeHealth.Trouble.SYNCING);

            node.synced();
            node.optimistic(true);
            assertThat(await(about.health()).troubles()).containsExactly(NodeHealth.Trouble.OPTIMISTIC);
        });
    }

    @Test
    void chain_isDescribed() {
        onEachRelease((api, node) -> {
            ChainApi chain = api.beacon().chain();
            Genesis genesis = await(chain.genesis()).orElseThrow();
            BeaconSpec spec = await(chain.spec());

            assertThat(genesis.genesisTime()).isEqualTo(node.chain().genesisTime());
            assertThat(spec.secondsPerSlot()).contains(node.chain().slotTime());
            assertThat(spec.forkSchedule(genesis)).contains(node.chain().forks());
            assertThat(await(chain.forks())).last().isEqualTo(present(chain.stateFork(StateId.HEAD)));
        });
    }

    @Test
    void blocks_areReadBackAsTheyAre() {
        onEachRelease((api, node) -> {
            ChainApi chain = api.beacon().chain();
            SignedBlock head = node.head();
            for (long slot = 0; slot <= head.message().slot().toLong(); slot++) {
                assertThat(present(chain.block(BlockId.of(UInt64.of(slot)))))
                        .isEqualTo(node.block(slot).orElseThrow());
            }
            assertThat(present(chain.block(BlockId.of(node.headRoot())))).isEqualTo(head);
            assertThat(present(chain.block(BlockId.HEAD))).isEqualTo(head);
        });
    }

    @Test
    void rootsAndHeaders_areThoseOfTheBlocks() {
        onEachRelease((api, node) -> {
            ChainApi chain = api.beacon().chain();
            BeaconBlock head = node.head().message();
            HeaderInfo header = present(chain.header(BlockId.HEAD));

            assertThat(header.root()).isEqualTo(node.headRoot());
            assertThat(header.isCanonical()).isTrue();
            assertThat(header.header().message().slot()).isEqualTo(head.slot());
            assertThat(header.header().message().stateRoot()).isEqualTo(head.stateRoot());
            assertThat(present(chain.blockRoot(BlockId.HEAD))).isEqualTo(node.headRoot());
            assertThat(present(chain.stateRoot(StateId.HEAD))).isEqualTo(head.stateRoot());
            assertThat(await(chain.headers(HeadersQuery.HEAD)).data()).containsExactly(header);
            assertThat(await(chain.headers(HeadersQuery.atSlot(head.slot()))).data())
                    .containsExactly(header);
            assertThat(await(chain.headers(HeadersQuery.childrenOf(head.parentRoot())))
                            .data())
                    .containsExactly(header);
            assertThat(await(chain.stateSsz(StateId.HEAD)).orElseThrow().ssz().size())
                    .isPositive();
        });
    }

    @Test
    void finality_isTold() {
        onEachRelease((api, node) -> {
            node.finalizeEpoch(2);

            assertThat(present(api.beacon().chain().finality(StateId.HEAD))
                            .finalized()
                            .epoch())
                    .isEqualTo(UInt64.of(2));
        });
    }

    @Test
    void unknownBlocksAndStates_areEmpty() {
        onEachRelease((api, node) -> {
            ChainApi chain = api.beacon().chain();

            assertThat(await(chain.block(NO_BLOCK))).isEmpty();
            assertThat(await(chain.block(BlockId.of(Hash32.ZERO)))).isEmpty();
            assertThat(await(chain.header(NO_BLOCK))).isEmpty();
            assertThat(await(chain.blockRoot(NO_BLOCK))).isEmpty();
            assertThat(await(chain.headers(HeadersQuery.childrenOf(node.headRoot())))
                            .data())
                    .isEmpty();
            assertThat(await(chain.stateRoot(NO_STATE))).isEmpty();
            assertThat(await(chain.stateFork(NO_STATE))).isEmpty();
            assertThat(await(chain.finality(NO_STATE))).isEmpty();
            assertThat(await(chain.stateSsz(NO_STATE))).isEmpty();
            assertThat(await(api.beacon().validators().validators(ValidatorsQuery.all(NO_STATE))))
                    .isEmpty();
            assertThat(await(api.beacon().validators().balances(BalancesQuery.all(NO_STATE))))
                    .isEmpty();
        });
    }

    @Test
    void blobs_areThoseOfTheBlock_orUnsupported() {
        onEachRelease((api, node) -> {
            CompletableFuture<Optional<ChainAnswer<List<BlobSidecar>>>> call =
                    api.beacon().chain().blobSidecars(BlobsQuery.all(BlockId.HEAD));

            if (release(node).compareTo(BLOBS) < 0) {
                assertUnsupported(node, "GET /eth/v1/beacon/blob_sidecars/{block_id}", call);
            } else {
                assertThat(present(call))
                        .hasSize(node.head().message().fork() == Fork.DENEB ? 1 : 0)
                        .allSatisfy(blob -> assertThat(blob.signedBlockHeader().signature())
                                .isEqualTo(node.head().signature()));
                assertThat(await(api.beacon().chain().blobSidecars(BlobsQuery.all(NO_BLOCK))))
                        .isEmpty();
            }
        });
    }

    @Test
    void validators_areRead_alsoManyAndUnknownOnes() {
        onEachRelease((api, node) -> {
            List<ValidatorInfo> all = node.validators();
            List<ValidatorId> two =
                    List.of(ValidatorId.of(all.get(3).validator().pubkey()), ValidatorId.of(UInt64.of(5)));

            assertThat(present(api.beacon().validators().validators(ValidatorsQuery.all(StateId.HEAD))))
                    .isEqualTo(all);
            assertThat(present(api.beacon().validators().validators(ValidatorsQuery.of(StateId.HEAD, two))))
                    .containsExactly(all.get(3), all.get(5));
            assertThat(present(
                            api.beacon().validators().validators(ValidatorsQuery.of(StateId.HEAD, BeaconCalls.many()))))
                    .as("the last is not known")
                    .isEqualTo(all);
            assertThat(present(api.beacon().validators().balances(BalancesQuery.of(StateId.HEAD, BeaconCalls.many()))))
                    .extracting(ValidatorBalance::balance)
                    .isEqualTo(all.stream().map(ValidatorInfo::balance).toList());
        });
    }

    @Test
    void dutiesAndLiveness_areTold() {
        onEachRelease((api, node) -> {
            BeaconApi beacon = api.beacon();
            UInt64 epoch = new BeaconCalls(beacon, node).epoch();
            List<UInt64> two = List.of(UInt64.ZERO, UInt64.of(5));

            assertThat(await(beacon.duties().proposers(epoch)).duties())
                    .extracting(ProposerDuty::slot)
                    .hasSize(node.chain().preset().slotsPerEpoch())
                    .contains(node.head().message().slot());
            assertThat(await(beacon.duties().attesters(epoch, two)).duties())
                    .extracting(duty -> duty.validatorIndex())
                    .isEqualTo(two);
            assertThat(await(beacon.duties().syncCommittee(epoch, two)).duties())
                    .allMatch(duty -> two.contains(duty.validatorIndex()));
            if (release(node).compareTo(LIVENESS) < 0) {
                assertUnsupported(
                        node,
                        "POST /eth/v1/validator/liveness/{epoch}",
                        beacon.validators().liveness(epoch, two));
            } else {
                assertThat(await(beacon.validators().liveness(epoch, two)))
                        .extracting(seen -> seen.index())
                        .isEqualTo(two);
            }
            assertThat(await(beacon.validators().inclusion(epoch)).currentEpochActive())
                    .isNotEqualTo(UInt64.ZERO);
        });
    }

    @Test
    void block_isProducedPublishedAndThenADuplicate() {
        onEachRelease((api, node) -> {
            BeaconCalls calls = new BeaconCalls(api.beacon(), node);
            UInt64 slot = calls.nextSlot();
            BlockPublication block = calls.full();

            assertThat(block.block().message().slot()).isEqualTo(slot);
            assertThat(await(api.beacon().production().publish(block))).isEqualTo(PublishResult.published());
            assertThat(node.head()).isEqualTo(block.block());
            assertThat(await(api.beacon().production().publish(block)).status())
                    .isEqualTo(PublishResult.Status.ACCEPTED);
        });
    }

    @Test
    void blockThatMayNotBeBlinded_isFull() {
        onEachRelease((api, node) -> {
            node.blinding(true);
            ProductionRequest request = ProductionRequest.builder()
                    .slot(new BeaconCalls(api.beacon(), node).nextSlot())
                    .build();
            ProducedBlock produced = await(api.beacon().production().block(request));

            assertThat(produced).isInstanceOf(ProducedFullBlock.class);
        });
    }

    @Test
    void blindedBlock_isFilledInByItsProducer() {
        onEachRelease((api, node) -> {
            BlindedBlockPublication block = new BeaconCalls(api.beacon(), node).blinded();

            assertThat(await(api.beacon().production().publish(block))).isEqualTo(PublishResult.published());
            assertThat(node.head().signature()).isEqualTo(block.block().signature());
        });
    }

    @Test
    void strictValidation_isUnsupportedWhereItCantBeAskedFor_andNothingIsPublished() {
        onEachRelease((api, node) -> {
            SignedBlock before = node.head();
            BlockPublication block =
                    new BeaconCalls(api.beacon(), node).full().withValidation(BroadcastValidation.CONSENSUS);
            CompletableFuture<PublishResult> call = api.beacon().production().publish(block);

            if (release(node).compareTo(VALIDATION) < 0) {
                assertUnsupported(node, "POST /eth/v2/beacon/blocks", call);
                assertThat(node.head()).isEqualTo(before);
            } else {
                assertThat(await(call)).isEqualTo(PublishResult.published());
            }
        });
    }

    @Test
    void attestation_isMadeAggregatedAndPublished() {
        onEachRelease((api, node) -> {
            BeaconApi beacon = api.beacon();
            AttestationData data = new BeaconCalls(beacon, node).attestationData();
            Attestation aggregate = await(
                            beacon.production().aggregate(data.slot(), OperationSchemas.ATTESTATION_DATA.root(data)))
                    .orElseThrow();
            Attestation stray = Attestation.of(
                    aggregate.aggregationBits(),
                    AttestationData.builder()
                            .from(data)
                            .beaconBlockRoot(Hash32.ZERO)
                            .build(),
                    aggregate.signature());

            assertThat(data.beaconBlockRoot()).isEqualTo(node.headRoot());
            assertThat(aggregate.data()).isEqualTo(data);
            assertThat(await(beacon.production().aggregate(data.slot(), Hash32.ZERO)))
                    .isEmpty();
            assertThat(await(beacon.pool().attestations(List.of(aggregate)))).isEqualTo(PublishResult.published());
            PublishResult result = await(beacon.pool().attestations(List.of(aggregate, stray)));
            assertThat(result.status()).isEqualTo(PublishResult.Status.INCOMPLETE);
            assertThat(result.failures()).extracting(failure -> failure.index()).containsExactly(UInt64.ONE);
        });
    }

    @Test
    void contribution_ofAnUnknownBlock_isEmpty() {
        onEachRelease((api, node) -> {
            UInt64 slot = node.head().message().slot();

            assertThat(await(api.beacon().production().contribution(slot, UInt64.ZERO, node.headRoot())))
                    .isPresent();
            assertThat(await(api.beacon().production().contribution(slot, UInt64.ZERO, Hash32.ZERO)))
                    .isEmpty();
        });
    }

    @Test
    void raw_reachesEverythingElse() {
        onEachRelease((api, node) -> {
            assertThat(await(api.beacon().raw("/lighthouse/ui/validator_count")).status())
                    .isEqualTo(200);
            assertThat(failure(api.beacon().raw("/no/such/path")))
                    .isInstanceOfSatisfying(
                            LighthouseException.Http.class,
                            http -> assertThat(http.status()).isEqualTo(404));
        });
    }

    @Test
    void events_areHeardInOrder_untilTheSubscriptionIsClosed() {
        onEachRelease((api, node) -> {
            BlockingQueue<BeaconEvent> heard = new LinkedBlockingQueue<>();
            EventSubscription subscription =
                    await(api.beacon().events().subscribe(List.of(EventTopic.BLOCK), heard::add));
            node.events().whenOpen(1).join();

            for (SignedBlock block : List.of(node.advance(), node.advance())) {
                assertThat(next(heard))
                        .isInstanceOfSatisfying(
                                BlockEvent.class,
                                event -> assertThat(event.slot())
                                        .isEqualTo(block.message().slot()));
            }
            subscription.close();
            subscription.ended().join();
            node.advance();
            assertThat(heard).isEmpty();
        });
    }

    @Test
    void events_thatTheReleaseHasNot_areUnsupported() {
        onEachRelease((api, node) -> {
            if (release(node).compareTo(BLOBS) < 0) {
                assertThat(failure(api.beacon().events().subscribe(List.of(EventTopic.BLOB_SIDECAR), event -> {})))
                        .isInstanceOf(Unsupported.class)
                        .hasMessageContaining(release(node).toString())
                        .hasMessageContaining("blob_sidecar");
            }
        });
    }

    private static BeaconEvent next(BlockingQueue<BeaconEvent> heard) {
        try {
            return Optional.ofNullable(heard.poll(30, TimeUnit.SECONDS)).orElseThrow();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
