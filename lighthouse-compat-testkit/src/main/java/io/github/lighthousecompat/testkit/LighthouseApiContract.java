package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.BuildResult;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.ImportResult;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.PayloadAssembly;
import io.github.lighthousecompat.hash.VersionedHash;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link LighthouseApi} does, as tests: extend this to show it of an implementation, of a routed client, or
 * of a host's own.
 *
 * <p>It asks of the execution layer no more than a healthy one gives on a fresh chain, so it runs on fakes, on adapters
 * and on real software alike. JUnit makes an instance for each test.
 */
@Timeout(120)
public abstract class LighthouseApiContract extends CallContract {
    private static final int BLOCKS = 3;

    /** For those who extend it. */
    protected LighthouseApiContract() {}

    @Test
    void blocks_areBuiltImportedAndReadBack() {
        onEachFork((api, driver) -> {
            List<NewPayloadRequest> blocks = driver.advance(BLOCKS);
            EngineApi engine = api.engine();
            Hash32 head = blocks.get(BLOCKS - 1).payload().blockHash();

            assertThat(await(engine.blockNumber())).isEqualTo(UInt64.of(BLOCKS));
            assertThat(await(engine.block(BlockTag.LATEST)).map(ExecutionBlock::hash))
                    .contains(head);
            assertThat(await(engine.block(BlockTag.SAFE)).map(ExecutionBlock::hash))
                    .contains(driver.forkchoice().safeBlockHash());
            assertThat(await(engine.block(BlockTag.FINALIZED)).map(ExecutionBlock::hash))
                    .contains(driver.forkchoice().finalizedBlockHash());
            blocks.forEach(block -> assertReadBack(engine, block));
        });
    }

    @Test
    void builtBlocks_haveTheHashesThatTheyState() {
        onEachFork((api, driver) -> driver.advance(BLOCKS).forEach(block -> {
            assertThat(block.payload().blockHash()).isEqualTo(BlockHash.of(block));
            if (block instanceof DenebNewPayload deneb) {
                assertThat(VersionedHash.in(deneb.payload().transactions())).isEqualTo(deneb.versionedHashes());
            }
        }));
    }

    @Test
    void chain_crossesTheFork() {
        if (forks().containsAll(Set.of(Fork.CAPELLA, Fork.DENEB))) {
            ForkSchedule schedule = ForkSchedule.of(SHANGHAI, SHANGHAI.plus(3 * SLOT));
            ChainDriver driver = ChainDriver.over(open(schedule).engine(), schedule);

            assertThat(driver.advance(4))
                    .extracting(NewPayloadRequest::fork)
                    .containsExactly(Fork.CAPELLA, Fork.CAPELLA, Fork.DENEB, Fork.DENEB);
        }
    }

    @Test
    void bodies_ofUnknownBlocks_areEmpty_andThoseAfterTheHeadLeftOut() {
        onEachFork((api, driver) -> {
            List<NewPayloadRequest> blocks = driver.advance(BLOCKS);
            Hash32 known = blocks.get(0).payload().blockHash();
            Optional<PayloadBody> body = Optional.of(BlockViews.body(blocks.get(0)));

            assertThat(await(api.engine().payloadBodiesByHash(List.of(Hash32.ZERO, known))))
                    .containsExactly(Optional.empty(), body);
            assertThat(await(api.engine().payloadBodiesByHash(List.of()))).isEmpty();
            assertThat(await(api.engine().payloadBodiesByRange(new BlockRange(UInt64.ONE, 2 * BLOCKS))))
                    .hasSize(BLOCKS)
                    .startsWith(body);
        });
    }

    @Test
    void blockOnAnUnknownParent_isNotJudged() {
        onEachFork((api, driver) -> {
            NewPayloadRequest orphan = Hashes.right(Tampering.withAnotherParent(driver.build()));
            PayloadStatus status = await(api.engine().newPayload(orphan));

            assertThat(status.isValid() || status.isInvalid()).isFalse();
            assertThat(await(api.engine().importPayload(ImportRequest.of(orphan, Hash32.ZERO, Hash32.ZERO))))
                    .isInstanceOfSatisfying(
                            ImportResult.Optimistic.class,
                            result -> assertThat(result.isHead()).isFalse());
            assertThat(await(api.engine().blockNumber())).isEqualTo(UInt64.ZERO);
        });
    }

    @Test
    void blockWithAWrongState_isInvalid_andTheHeadStays() {
        onEachFork((api, driver) -> {
            NewPayloadRequest wrong = Hashes.right(Tampering.withAnotherState(driver.build()));

            assertThat(await(api.engine().newPayload(wrong)).isInvalid()).isTrue();
            assertThat(await(api.engine().importPayload(ImportRequest.of(wrong, Hash32.ZERO, Hash32.ZERO))))
                    .isInstanceOf(ImportResult.Invalid.class);
            assertThat(await(api.engine().blockNumber())).isEqualTo(UInt64.ZERO);
            assertThat(driver.advance(1)).hasSize(1);
        });
    }

    @Test
    void blockWithAWrongHash_isRefusedOrInvalid() {
        onEachFork((api, driver) -> {
            NewPayloadRequest stale = Tampering.withAnotherState(driver.build());
            CompletableFuture<PayloadStatus> call = api.engine().newPayload(stale);

            if (call.handle((status, failure) -> failure == null).join()) {
                assertThat(await(call).isInvalid()).isTrue();
                assertThat(await(call).latestValidHash()).isEmpty();
            } else {
                assertRefused(Refused.Fault.BLOCK_HASH, call);
            }
        });
    }

    @Test
    void head_movesBetweenBranches() {
        onEachFork((api, driver) -> {
            EngineApi engine = api.engine();
            ForkchoiceState genesis = driver.forkchoice();
            PayloadAttributes attributes = Tampering.withAnotherMix(driver.attributes());
            NewPayloadRequest one = driver.build();
            NewPayloadRequest other = build(engine, genesis, attributes);
            assertThat(await(engine.newPayload(one)).isValid()).isTrue();
            assertThat(await(engine.newPayload(other)).isValid()).isTrue();

            for (NewPayloadRequest head : List.of(one, other, one)) {
                Hash32 hash = head.payload().blockHash();
                assertThat(await(engine.forkchoiceUpdated(ForkchoiceState.of(hash, Hash32.ZERO, Hash32.ZERO))))
                        .isEqualTo(PayloadStatus.valid(hash));
                assertThat(await(engine.block(BlockTag.LATEST)).map(ExecutionBlock::hash))
                        .contains(hash);
            }
        });
    }

    @Test
    void build_onAnUnknownHead_buildsNothing() {
        onEachFork((api, driver) -> {
            ForkchoiceState unknown =
                    ForkchoiceState.of(driver.build().payload().blockHash(), Hash32.ZERO, Hash32.ZERO);
            BuildResult result = await(api.engine().buildPayload(unknown, driver.attributes(), Duration.ZERO));

            assertThat(result)
                    .isInstanceOfSatisfying(
                            BuildResult.NotBuilt.class,
                            not -> assertThat(not.status().isValid()).isFalse());
        });
    }

    @Test
    void attributes_notAfterTheHead_areAnError() {
        onEachFork((api, driver) -> {
            PayloadAttributes late = Tampering.at(SHANGHAI, driver.attributes());

            assertThat(failure(api.engine().forkchoiceUpdated(driver.forkchoice(), late)))
                    .isInstanceOf(LighthouseException.Rpc.class);
        });
    }

    @Test
    void handle_survivesItsText() {
        onEachFork((api, driver) -> {
            ForkchoiceUpdated started = await(api.engine().forkchoiceUpdated(driver.forkchoice(), driver.attributes()));
            PayloadHandle handle = started.payload().orElseThrow();

            assertThat(await(api.engine().getPayload(PayloadHandle.parse(handle.text())))
                            .payload()
                            .parentHash())
                    .isEqualTo(driver.forkchoice().headBlockHash());
        });
    }

    @Test
    void handle_ofAnotherOwner_isRefused() {
        assertRefused(Refused.Fault.FOREIGN_HANDLE, open().engine().getPayload(foreignHandle()));
    }

    @Test
    void handle_ofAnUnknownPayload_isAnError() {
        onEachFork((api, driver) -> {
            PayloadHandle known = await(api.engine().forkchoiceUpdated(driver.forkchoice(), driver.attributes()))
                    .payload()
                    .orElseThrow();
            UInt64 another = UInt64.fromLongBits(~known.id().longBits());

            assertThat(failure(api.engine()
                            .getPayload(PayloadHandle.of(known.owner(), another, known.fork(), known.revision()))))
                    .isInstanceOf(LighthouseException.Rpc.class);
        });
    }

    @Test
    void typeOfAnotherFork_isRefused() {
        if (forks().containsAll(Set.of(Fork.CAPELLA, Fork.DENEB))) {
            onEachFork((api, driver) -> {
                NewPayloadRequest block = driver.build();
                Fork other = block.fork() == Fork.CAPELLA ? Fork.DENEB : Fork.CAPELLA;

                assertOfWrongFork(api.engine().newPayload(Hashes.right(Tampering.asOtherFork(block))));
                assertOfWrongFork(
                        api.engine().forkchoiceUpdated(driver.forkchoice(), Tampering.as(other, driver.attributes())));
            });
        }
    }

    @Test
    void forkThatTheClientDoesNotSpeak_isUnsupported() {
        UInt64 cancun = SHANGHAI.plus(1000 * SLOT);
        UInt64 prague = SHANGHAI.plus(2000 * SLOT);
        ChainDriver source = drive(open());
        NewPayloadRequest block = source.build();
        LighthouseApi api = open(ForkSchedule.builder()
                .shanghai(SHANGHAI)
                .cancun(cancun)
                .prague(prague)
                .build());
        for (Fork fork : EnumSet.complementOf(EnumSet.copyOf(forks()))) {
            UInt64 timestamp = switch (fork) {
                case BELLATRIX -> SHANGHAI.minus(UInt64.ONE);
                case CAPELLA -> SHANGHAI;
                case DENEB -> cancun;
                case ELECTRA -> prague;
            };
            Fork type = fork.compareTo(Fork.CAPELLA) <= 0 ? Fork.CAPELLA : Fork.DENEB;
            PayloadAttributes attributes = Tampering.at(timestamp, Tampering.as(type, source.attributes()));
            NewPayloadRequest typed = block.fork() == type ? block : Tampering.asOtherFork(block);

            assertUnsupported(fork, api.engine().forkchoiceUpdated(source.forkchoice(), attributes));
            assertUnsupported(fork, api.engine().newPayload(Hashes.right(Tampering.at(timestamp, typed))));
        }
    }

    private static NewPayloadRequest build(EngineApi engine, ForkchoiceState state, PayloadAttributes attributes) {
        BuildResult result = await(engine.buildPayload(state, attributes, Duration.ZERO));
        return PayloadAssembly.of(((BuildResult.Built) result).built(), attributes);
    }

    private static void assertReadBack(EngineApi engine, NewPayloadRequest block) {
        ExecutionPayload payload = block.payload();
        ExecutionBlock read = await(engine.block(payload.blockHash())).orElseThrow();

        assertThat(await(engine.block(BlockTag.of(payload.blockNumber())))).contains(read);
        assertThat(read).isEqualTo(BlockViews.header(block));
        assertThat(await(engine.payloadBodiesByHash(List.of(payload.blockHash()))))
                .containsExactly(Optional.of(BlockViews.body(block)));
        int number = (int) payload.blockNumber().toLong();
        assertThat(await(engine.payloadBodiesByRange(new BlockRange(UInt64.of(number), 1))))
                .containsExactly(Optional.of(BlockViews.body(block)));
    }

    /** Refused; a backend of a routed client may say first that it does not speak the fork of the timestamp at all. */
    private static void assertOfWrongFork(CompletableFuture<?> call) {
        if (failure(call) instanceof LighthouseException.Unsupported unsupported) {
            assertThat(unsupported.fork()).isPresent();
        } else {
            assertRefused(Refused.Fault.WRONG_FORK, call);
        }
    }

    private static void assertRefused(Refused.Fault fault, CompletableFuture<?> call) {
        assertThat(failure(call))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.fault()).isEqualTo(fault));
    }

    private static void assertUnsupported(Fork fork, CompletableFuture<?> call) {
        assertThat(failure(call))
                .isInstanceOfSatisfying(
                        LighthouseException.Unsupported.class,
                        unsupported -> assertThat(unsupported.fork()).contains(fork));
    }
}
