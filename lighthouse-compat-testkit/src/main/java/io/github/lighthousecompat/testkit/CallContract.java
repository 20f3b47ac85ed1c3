package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseV4;
import io.github.lighthousecompat.LighthouseV5;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.SyncStatus;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The part of the contract that is about calls as such: futures, threads, failures and the end. */
abstract class CallContract extends ContractSetup {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void client_saysWhatItIs() {
        LighthouseApi api = open();

        assertThat(api.name()).isNotBlank();
        assertThat(api.version().speaks(anyFork())).isTrue();
        assertThat(api.<Class<?>>fold(
                        v4 -> LighthouseV4.class, v5 -> LighthouseV5.class, routed -> RoutedLighthouse.class))
                .isAssignableFrom(api.getClass());
    }

    @Test
    void reads_answer() {
        LighthouseApi api = open();
        EngineApi engine = api.engine(CallOptions.DEFAULT.within(LIMIT));
        UInt64 chainId = await(engine.chainId());

        assertThat(await(engine.raw("eth_chainId"))).isEqualTo('"' + chainId.toQuantity() + '"');
        assertThat(await(engine.capabilities()).has("engine_newPayloadV2")).isTrue();
        assertThat(await(engine.capabilities()).age()).isLessThan(Duration.ofMinutes(15));
        assertThat(await(engine.syncing())).isEqualTo(SyncStatus.SYNCED);
        assertThat(await(engine.blockNumber())).isEqualTo(UInt64.ZERO);
        assertThat(await(engine.block(BlockTag.of(UInt64.of(1))))).isEmpty();
        assertThat(await(engine.block(Hash32.ZERO))).isEmpty();
    }

    @Test
    void clientVersion_isToldOrUnsupported() {
        LighthouseApi api = open();

        List<String> codes = api.engine()
                .clientVersion()
                .handle((clients, failure) -> failure == null
                        ? clients.stream().map(client -> client.code()).toList()
                        : List.of(failure.getClass().getSimpleName()))
                .join();
        assertThat(codes).isNotEmpty().allMatch(code -> code.length() == 2 || code.equals("Unsupported"));
    }

    @Test
    void failure_isTheLibrarysOwn_andNamesTheCall() {
        LighthouseApi api = open();
        LighthouseException failure = failure(api.engine().raw("engine_noSuchMethod"));

        assertThat(failure).isInstanceOfAny(LighthouseException.Rpc.class, LighthouseException.Unsupported.class);
        assertThat(failure.client()).isEqualTo(api.name());
        assertThat(failure).hasMessageContaining(failure.client()).hasMessageContaining(failure.operation());
    }

    @Test
    void await_rethrowsTheFailureItself() {
        LighthouseApi api = open();
        CompletableFuture<?> call = api.engine().getPayload(foreignHandle());

        assertThatThrownBy(() -> await(call)).isSameAs(failure(call));
    }

    @Test
    void calls_atOnce_areAllAnswered() {
        LighthouseApi api = open();
        drive(api).advance(2);

        List<CompletableFuture<UInt64>> calls =
                IntStream.range(0, 50).mapToObj(i -> api.engine().blockNumber()).toList();
        assertThat(calls).allSatisfy(call -> assertThat(await(call)).isEqualTo(UInt64.of(2)));
    }

    @Test
    void continuation_ofEveryCall_mayBlock() throws InterruptedException {
        LighthouseApi api = open();
        ChainDriver driver = drive(api);
        List<Supplier<CompletableFuture<?>>> calls = everyCall(api.engine(), driver);
        CountDownLatch blocked = new CountDownLatch(calls.size());
        CountDownLatch gate = new CountDownLatch(1);
        try {
            for (Supplier<CompletableFuture<?>> call : calls) {
                Thread host = new Thread(() -> call.get().handle((answer, failure) -> {
                    blocked.countDown();
                    return waitFor(gate);
                }));
                host.setDaemon(true);
                host.start();
            }
            assertThat(blocked.await(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .as("every continuation runs, though the others block")
                    .isTrue();

            assertThat(driver.advance(2)).hasSize(2);
            assertThat(await(api.engine().syncing())).isEqualTo(SyncStatus.SYNCED);
        } finally {
            gate.countDown();
        }
    }

    @Test
    void cancel_racingWithTheAnswer_endsTheCallOneWay() {
        LighthouseApi api = open();
        CompletableFuture<UInt64> call = api.engine().blockNumber();

        if (call.cancel(true)) {
            assertThat(call.isCancelled()).isTrue();
            assertThat(failure(call)).isInstanceOf(LighthouseException.Cancelled.class);
        } else {
            assertThat(await(call)).isEqualTo(UInt64.ZERO);
        }
        assertThat(await(api.engine().blockNumber())).isEqualTo(UInt64.ZERO);
    }

    @Test
    void cancel_ofABuildThatWaits_endsIt() {
        LighthouseApi api = open();
        ChainDriver driver = drive(api);
        CompletableFuture<?> build =
                api.engine().buildPayload(driver.forkchoice(), driver.attributes(), Duration.ofHours(1));

        assertThat(build.cancel(true)).isTrue();
        assertThat(failure(build)).isInstanceOf(LighthouseException.Cancelled.class);
        assertThat(driver.advance(1)).hasSize(1);
    }

    @Test
    void close_endsABuildThatWaits() {
        LighthouseApi api = open();
        ChainDriver driver = drive(api);
        CompletableFuture<?> build =
                api.engine().buildPayload(driver.forkchoice(), driver.attributes(), Duration.ofHours(1));
        await(api.engine().syncing());

        api.close();

        assertThat(failure(build)).isInstanceOf(LighthouseException.Cancelled.class);
    }

    @Test
    void close_again_doesNothing_andLaterCallsAreRejected() {
        LighthouseApi api = open();
        List<Supplier<CompletableFuture<?>>> calls = everyCall(api.engine(), drive(api));
        api.close();
        api.close();

        assertThat(calls)
                .allSatisfy(call -> assertThat(failure(call.get()))
                        .isInstanceOfSatisfying(
                                LighthouseException.Rejected.class,
                                rejected -> assertThat(rejected.reason())
                                        .isEqualTo(LighthouseException.Rejected.Reason.CLOSED)));
    }

    /** One call of each operation and composite, none of which moves the head of the chain. */
    private static List<Supplier<CompletableFuture<?>>> everyCall(EngineApi engine, ChainDriver driver) {
        ForkchoiceState state = driver.forkchoice();
        PayloadAttributes attributes = driver.attributes();
        NewPayloadRequest block = driver.build();
        PayloadHandle handle =
                await(engine.forkchoiceUpdated(state, attributes)).payload().orElseThrow();
        NewPayloadRequest orphan = Hashes.right(Tampering.withAnotherParent(block));
        return List.of(
                () -> engine.newPayload(block),
                () -> engine.forkchoiceUpdated(state),
                () -> engine.forkchoiceUpdated(state, attributes),
                () -> engine.getPayload(handle),
                () -> engine.buildPayload(state, attributes, Duration.ZERO),
                () -> engine.importPayload(ImportRequest.of(orphan, Hash32.ZERO, Hash32.ZERO)),
                () -> engine.payloadBodiesByHash(List.of(state.headBlockHash())),
                () -> engine.payloadBodiesByRange(new BlockRange(UInt64.ONE, 1)),
                engine::capabilities,
                engine::syncing,
                engine::chainId,
                engine::blockNumber,
                () -> engine.block(BlockTag.LATEST),
                () -> engine.block(state.headBlockHash()),
                () -> engine.raw("eth_chainId"));
    }

    final PayloadHandle foreignHandle() {
        return PayloadHandle.of("somebody-else", UInt64.ONE, anyFork(), 0);
    }

    private static boolean waitFor(CountDownLatch gate) {
        try {
            return gate.await(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
