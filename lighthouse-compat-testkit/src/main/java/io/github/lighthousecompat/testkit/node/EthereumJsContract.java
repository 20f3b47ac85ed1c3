package io.github.lighthousecompat.testkit.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.JwtSecret;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.PayloadAssembly;
import io.github.lighthousecompat.testkit.ChainDriver;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.testkit.node.EthereumJsNode.TransactionKind;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a client must show on an execution layer that nobody here wrote: {@code @ethereumjs/client}, started for each
 * test.
 *
 * <p>A subclass makes the client. The tests are skipped where there is no Node.js, unless it is required. Each block
 * that the node takes is printed with its hash.
 */
@RequiresNode
@Timeout(120)
public abstract class EthereumJsContract {
    private static final int BLOCKS = 8;
    private static final Duration TO_FORK = Duration.ofSeconds(60);
    private static final Hash32 UNKNOWN = Hash32.parse("0x" + "77".repeat(Hash32.SIZE));

    /** The client under test. */
    protected abstract LighthouseApi create(LighthouseConfig config);

    /** What drives the node, with the limits of a busy machine. */
    private static LighthouseConfig.Builder config(EthereumJsNode node) {
        LighthouseConfig.Builder builder = LighthouseConfig.builder();
        builder.engineUrl(node.engineUrl())
                .jwtSecret(JwtSecret.fromFile(node.jwtSecretFile()))
                .forks(ForkSchedule.fromGenesis(node.genesisFile()))
                .timeoutMultiplier(10);
        return builder;
    }

    @Test
    void capella_isBuiltImportedAndReadBack() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella());
                LighthouseApi client = create(config(node).build())) {
            List<NewPayloadRequest> chain = grow(node, client, BLOCKS);

            assertThat(chain).extracting(NewPayloadRequest::fork).containsOnly(Fork.CAPELLA);
            assertThat(chain)
                    .allSatisfy(block ->
                            assertThat(block.payload().transactions().isEmpty()).isFalse());
            assertReadBack(client.engine(), chain);
        }
    }

    @Test
    void deneb_isBuiltImportedAndReadBackOrRefused() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.deneb());
                LighthouseApi client = create(config(node).build())) {
            if (client.version().speaks(Fork.DENEB)) {
                List<NewPayloadRequest> chain = grow(node, client, BLOCKS);
                assertThat(chain).extracting(NewPayloadRequest::fork).containsOnly(Fork.DENEB);
                assertReadBack(client.engine(), chain);
            } else {
                assertDenebIsUnsupported(client);
            }
        }
    }

    @Test
    void liveFork_isFollowedOrRefused() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.forkAt(TO_FORK));
                LighthouseApi client = create(config(node).build())) {
            if (client.version().speaks(Fork.DENEB)) {
                List<NewPayloadRequest> chain = grow(node, client, BLOCKS + 2);
                assertThat(chain)
                        .extracting(NewPayloadRequest::fork)
                        .startsWith(Fork.CAPELLA)
                        .endsWith(Fork.DENEB);
                assertReadBack(client.engine(), chain);
            } else {
                grow(node, client, 4);
                assertDenebIsUnsupported(client);
            }
        }
    }

    @Test
    void statuses_areValues() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella());
                LighthouseApi checking = create(config(node).build());
                LighthouseApi client =
                        create(config(node).verifyBlockHash(false).build())) {
            grow(node, checking, 2);
            ChainDriver driver = driver(node, client);
            CapellaPayload next = (CapellaPayload) driver.build().payload();
            Hash32 head = driver.forkchoice().headBlockHash();

            CapellaPayload wrongHash =
                    CapellaPayload.builder().from(next).blockHash(UNKNOWN).build();
            PayloadStatus ofWrongHash = judge(client, wrongHash);
            assertThat(ofWrongHash.status()).isEqualTo(PayloadStatus.Status.INVALID);
            assertThat(ofWrongHash.latestValidHash()).isEmpty();
            assertThatThrownBy(() -> judge(checking, wrongHash))
                    .isInstanceOfSatisfying(
                            LighthouseException.Refused.class,
                            refused -> assertThat(refused.fault())
                                    .isEqualTo(LighthouseException.Refused.Fault.BLOCK_HASH));

            PayloadStatus ofWrongState = judge(
                    checking,
                    rehashed(CapellaPayload.builder()
                            .from(next)
                            .stateRoot(UNKNOWN)
                            .build()));
            assertThat(ofWrongState.status()).isEqualTo(PayloadStatus.Status.INVALID);
            assertThat(ofWrongState.latestValidHash()).contains(head);

            CapellaPayload orphan = rehashed(
                    CapellaPayload.builder().from(next).parentHash(UNKNOWN).build());
            assertThat(judge(checking, orphan)).isEqualTo(PayloadStatus.accepted());
            assertThat(Lighthouse.await(
                            client.engine().forkchoiceUpdated(ForkchoiceState.of(UNKNOWN, Hash32.ZERO, Hash32.ZERO))))
                    .isEqualTo(PayloadStatus.syncing());
        }
    }

    @Test
    void errors_haveTheirCodes() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella());
                LighthouseApi client = create(config(node).build())) {
            List<NewPayloadRequest> chain = grow(node, client, 2);
            EngineApi engine = client.engine();
            ForkchoiceState head = driver(node, client).forkchoice();

            assertRpc(
                    -38002,
                    () -> engine.forkchoiceUpdated(ForkchoiceState.of(head.headBlockHash(), UNKNOWN, Hash32.ZERO)));
            CapellaAttributes late = CapellaAttributes.builder()
                    .from((CapellaAttributes) driver(node, client).attributes())
                    .timestamp(chain.get(1).payload().timestamp())
                    .build();
            assertRpc(-32602, () -> engine.forkchoiceUpdated(head, late));
            assertRpc(-32001, () -> engine.getPayload(PayloadHandle.of(client.name(), UInt64.ONE, Fork.CAPELLA, 0)));
            assertRpc(-38004, () -> engine.payloadBodiesByHash(Collections.nCopies(33, UNKNOWN)));
            assertRpc(-32601, () -> engine.raw("engine_inventedV1"));
            assertThat(Lighthouse.await(engine.payloadBodiesByHash(List.of(head.headBlockHash(), UNKNOWN))))
                    .extracting(Optional::isPresent)
                    .containsExactly(true, false);
            assertThat(Lighthouse.await(engine.block(UNKNOWN))).isEmpty();
            assertThatThrownBy(() -> Lighthouse.await(engine.clientVersion()))
                    .isInstanceOf(LighthouseException.Unsupported.class);
            assertThat(Lighthouse.await(engine.syncing()).isSyncing()).isFalse();
            assertThat(Lighthouse.await(engine.chainId())).isEqualTo(UInt64.of(Genesis.CHAIN_ID));
        }
    }

    @Test
    void wrongSchedule_isToldByTheServer() {
        ForkSchedule never = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.forkAt(TO_FORK));
                LighthouseApi neverForks = create(config(node).forks(never).build())) {
            grow(node, neverForks, 4);
            ChainDriver driver = ChainDriver.over(neverForks.engine(), never);

            assertRpc(-38005, () -> neverForks.engine().forkchoiceUpdated(driver.forkchoice(), driver.attributes()));
        }
    }

    @Test
    void wrongSecretAndWrongClock_areAuthenticationFailures() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella());
                LighthouseApi stranger = create(config(node)
                        .jwtSecret(JwtSecret.fromHex("11".repeat(32)))
                        .build())) {
            assertThatThrownBy(() -> Lighthouse.await(stranger.engine().capabilities()))
                    .isInstanceOf(LighthouseException.Authentication.class)
                    .hasMessageContaining("JWT secret");
        }
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella());
                LighthouseApi late = create(config(node)
                        .time(ManualTime.startingAt(Instant.now().minusSeconds(120)))
                        .build())) {
            assertThatThrownBy(() -> Lighthouse.await(late.engine().capabilities()))
                    .isInstanceOf(LighthouseException.Authentication.class)
                    .hasMessageContaining("clocks within 60 s");
        }
    }

    @Test
    void oversizedRequest_isAnHttpFailureAndTheClientGoesOn() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella());
                LighthouseApi client =
                        create(config(node).verifyBlockHash(false).build())) {
            CapellaPayload small = (CapellaPayload) driver(node, client).build().payload();
            CapellaPayload large = CapellaPayload.builder()
                    .from(small)
                    .transactions(Transactions.of(List.of(Bytes.of(new byte[6 << 20]))))
                    .build();

            assertThatThrownBy(() -> judge(client, large))
                    .isInstanceOfSatisfying(
                            LighthouseException.Http.class,
                            http -> assertThat(http.status()).isEqualTo(413));
            assertThat(judge(client, small).isValid()).isTrue();
        }
    }

    @Test
    void node_thatRestartsIsReachedAgain() {
        try (EthereumJsNode node = EthereumJsNode.start(Genesis.capella());
                LighthouseApi client = create(config(node).build());
                LighthouseApi nowhere = create(
                        config(node).engineUrl(URI.create("http://127.0.0.1:9")).build())) {
            grow(node, client, 1);
            node.restart();
            grow(node, client, 1);

            assertThat(Lighthouse.await(client.engine().blockNumber())).isEqualTo(UInt64.of(2));
            assertThatThrownBy(() -> Lighthouse.await(nowhere.engine().blockNumber()))
                    .isInstanceOf(LighthouseException.Unreachable.class);
        }
    }

    private static ChainDriver driver(EthereumJsNode node, LighthouseApi client) {
        return ChainDriver.over(client.engine(), ForkSchedule.fromGenesis(node.genesisFile()));
    }

    /** Builds and imports blocks with transactions, and prints each. */
    private static List<NewPayloadRequest> grow(EthereumJsNode node, LighthouseApi client, int blocks) {
        List<NewPayloadRequest> chain = new ArrayList<>();
        ChainDriver driver = driver(node, client);
        for (int i = 0; i < blocks; i++) {
            node.send(TransactionKind.LEGACY, TransactionKind.ACCESS_LIST, TransactionKind.DYNAMIC_FEE);
            if (driver.attributes().fork() == Fork.DENEB) {
                node.send(TransactionKind.CONTRACT_CREATION, TransactionKind.BLOB);
            }
            NewPayloadRequest block = driver.build();
            driver.importBlock(block);
            chain.add(block);
            System.out.printf(
                    "accepted by @ethereumjs/client from %s: %s block %s with %d transactions, %s%n",
                    client.version().label(),
                    block.fork().consensusName(),
                    block.payload().blockNumber(),
                    block.payload().transactions().size(),
                    block.payload().blockHash());
        }
        return chain;
    }

    /** Reads the blocks in three ways and computes their hashes anew. */
    private static void assertReadBack(EngineApi engine, List<NewPayloadRequest> chain) {
        List<Hash32> hashes =
                chain.stream().map(block -> block.payload().blockHash()).toList();
        UInt64 first = chain.get(0).payload().blockNumber();
        List<Optional<PayloadBody>> byRange =
                Lighthouse.await(engine.payloadBodiesByRange(new BlockRange(first, chain.size() + 4)));
        assertThat(Lighthouse.await(engine.payloadBodiesByHash(hashes))).isEqualTo(byRange);
        for (int i = 0; i < chain.size(); i++) {
            ExecutionBlock header =
                    Lighthouse.await(engine.block(hashes.get(i))).orElseThrow();
            assertThat(Lighthouse.await(engine.block(BlockTag.of(header.number()))))
                    .contains(header);
            NewPayloadRequest read = PayloadAssembly.of(header, byRange.get(i).orElseThrow());
            assertThat(read).isEqualTo(chain.get(i));
            assertThat(BlockHash.of(read)).isEqualTo(hashes.get(i));
        }
        assertThat(Lighthouse.await(engine.blockNumber()))
                .isEqualTo(chain.get(chain.size() - 1).payload().blockNumber());
    }

    private static void assertDenebIsUnsupported(LighthouseApi client) {
        assertThat(client.version()).isEqualTo(LighthouseVersion.V4);
        EngineApi engine = client.engine();
        ExecutionBlock head = Lighthouse.await(engine.block(BlockTag.LATEST)).orElseThrow();
        ChainDriver driver = ChainDriver.over(
                engine, ForkSchedule.of(UInt64.ZERO, head.timestamp().plus(1)));
        assertThatThrownBy(driver::build)
                .isInstanceOfSatisfying(
                        LighthouseException.Unsupported.class,
                        unsupported -> assertThat(unsupported.fork()).contains(Fork.DENEB));
    }

    private static PayloadStatus judge(LighthouseApi client, CapellaPayload payload) {
        return Lighthouse.await(client.engine().newPayload(NewPayloadRequest.of(payload)));
    }

    private static CapellaPayload rehashed(CapellaPayload payload) {
        return CapellaPayload.builder()
                .from(payload)
                .blockHash(BlockHash.of(payload))
                .build();
    }

    private static void assertRpc(int code, Supplier<? extends CompletableFuture<?>> call) {
        assertThatThrownBy(() -> Lighthouse.await(call.get()))
                .isInstanceOfSatisfying(
                        LighthouseException.Rpc.class,
                        rpc -> assertThat(rpc.code()).isEqualTo(code));
    }
}
