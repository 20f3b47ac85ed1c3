package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.Lighthouse.await;
import static io.github.lighthousecompat.engine.EngineOperations.FORKCHOICE_BUILD;
import static io.github.lighthousecompat.engine.EngineOperations.FORKCHOICE_UPDATED;
import static io.github.lighthousecompat.engine.EngineOperations.GET_PAYLOAD;
import static io.github.lighthousecompat.engine.EngineOperations.NEW_PAYLOAD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.ImportResult;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class FakeLighthouseTest {
    private static final ForkSchedule CAPELLA = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);
    private static final ForkSchedule DENEB_AT_36 = ForkSchedule.of(UInt64.ZERO, UInt64.of(36));

    @Test
    void script_killsBetweenBuildAndFetch() {
        try (FakeLighthouseV5 v5 = FakeLighthouseV5.of(CAPELLA)) {
            v5.script().on(FORKCHOICE_BUILD).thenKill();

            ForkchoiceUpdated started = await(v5.engine().forkchoiceUpdated(v5.forkchoice(), v5.nextAttributes()));

            assertThatThrownBy(
                            () -> await(v5.engine().getPayload(started.payload().orElseThrow())))
                    .isInstanceOf(LighthouseException.Unreachable.class);
            assertThat(v5.calls(GET_PAYLOAD)).containsExactly(started.payload().orElseThrow());
        }
    }

    @Test
    void chain_growsAcrossTheForkWithBlobs() {
        try (FakeLighthouseV5 v5 = FakeLighthouseV5.of(DENEB_AT_36)) {
            List<NewPayloadRequest> blocks =
                    ChainDriver.over(v5.engine(), DENEB_AT_36).advance(5);

            assertThat(blocks)
                    .extracting(NewPayloadRequest::fork)
                    .containsExactly(Fork.CAPELLA, Fork.CAPELLA, Fork.DENEB, Fork.DENEB, Fork.DENEB);
            assertThat(((DenebPayload) blocks.get(3).payload()).blobGasUsed()).isEqualTo(UInt64.of(131_072));
            assertThat(await(v5.engine().blockNumber())).isEqualTo(UInt64.of(5));
        }
    }

    @Test
    void twoChains_takeEachOthersBlocks() {
        ChainSpec spec = ChainSpec.of(CAPELLA);
        ChainSpec other = ChainSpec.builder().from(spec).seed(2).build();
        try (FakeLighthouseV4 v4 = FakeLighthouseV4.builder().chain(spec).build();
                FakeLighthouseV5 v5 = FakeLighthouseV5.builder().chain(other).build()) {
            NewPayloadRequest fromV4 = ChainDriver.over(v4.engine(), CAPELLA).build();
            NewPayloadRequest fromV5 = ChainDriver.over(v5.engine(), CAPELLA).build();

            assertThat(fromV4.payload().blockHash())
                    .isNotEqualTo(fromV5.payload().blockHash());
            assertThat(await(v5.engine().newPayload(fromV4)).isValid()).isTrue();
            assertThat(await(v4.engine().newPayload(fromV5)).isValid()).isTrue();
        }
    }

    @Test
    void v4_atDeneb_isUnsupported() {
        try (FakeLighthouseV4 v4 = FakeLighthouseV4.of(DENEB_AT_36)) {
            ChainDriver driver = ChainDriver.over(v4.engine(), DENEB_AT_36);
            driver.advance(2);

            assertThatThrownBy(driver::build)
                    .isInstanceOfSatisfying(
                            LighthouseException.Unsupported.class,
                            e -> assertThat(e.fork()).contains(Fork.DENEB));
        }
    }

    @Test
    void rules_applyInTheirOrder() {
        PayloadStatus accepted = PayloadStatus.accepted();
        try (FakeLighthouseV5 v5 = FakeLighthouseV5.of(CAPELLA)) {
            v5.script().on(FORKCHOICE_UPDATED).times(1).answer(accepted);
            v5.script()
                    .on(FORKCHOICE_UPDATED)
                    .times(1)
                    .fail((site, operation) -> new LighthouseException.Http(site, operation, 503, ""));

            assertThat(await(v5.engine().forkchoiceUpdated(v5.forkchoice()))).isEqualTo(accepted);
            assertThatThrownBy(() -> await(v5.engine().forkchoiceUpdated(v5.forkchoice())))
                    .isInstanceOf(LighthouseException.Http.class)
                    .hasMessageContaining("v5");
            assertThat(await(v5.engine().forkchoiceUpdated(v5.forkchoice())).isValid())
                    .isTrue();
        }
    }

    @Test
    void delay_answersWhenTimeHasPassed() {
        ManualTime time = ManualTime.create();
        try (FakeLighthouseV5 v5 = manual(time)) {
            v5.script().on(FORKCHOICE_UPDATED).delay(Duration.ofMillis(50));
            CompletableFuture<PayloadStatus> answer = v5.engine().forkchoiceUpdated(v5.forkchoice());

            time.advance(Duration.ofMillis(49));
            assertThat(answer).isNotDone();
            time.advance(Duration.ofMillis(1));
            assertThat(answer.join().isValid()).isTrue();
            assertThat(time.pending()).isZero();
        }
    }

    @Test
    void hold_untilReleased() {
        try (FakeLighthouseV5 v5 = manual(ManualTime.create())) {
            FakeScript.Rule<?, ?> rule = v5.script().on(FORKCHOICE_UPDATED).hold();
            CompletableFuture<PayloadStatus> answer = v5.engine().forkchoiceUpdated(v5.forkchoice());

            assertThat(answer).isNotDone();
            assertThat(rule.held()).isEqualTo(1);
            rule.release();
            assertThat(answer.join().isValid()).isTrue();
        }
    }

    @Test
    void hold_endsAtTheDeadline() {
        ManualTime time = ManualTime.create();
        try (FakeLighthouseV5 v5 = manual(time)) {
            v5.script().on(FORKCHOICE_UPDATED).hold();
            CompletableFuture<PayloadStatus> usual = v5.engine().forkchoiceUpdated(v5.forkchoice());
            CompletableFuture<PayloadStatus> hurried =
                    v5.engine(CallOptions.DEFAULT.within(Duration.ofSeconds(1))).forkchoiceUpdated(v5.forkchoice());

            time.advance(Duration.ofSeconds(1));
            assertThat(usual).isNotDone();
            assertThatThrownBy(() -> await(hurried)).isInstanceOf(LighthouseException.Timeout.class);
            time.advance(Duration.ofSeconds(7));
            assertThatThrownBy(() -> await(usual)).isInstanceOf(LighthouseException.Timeout.class);
        }
    }

    @Test
    void kill_endsCallsUnderWay_andReviveGoesOn() {
        try (FakeLighthouseV5 v5 = manual(ManualTime.create())) {
            v5.script().on(NEW_PAYLOAD).hold();
            ChainDriver driver = ChainDriver.over(v5.engine(), CAPELLA);
            NewPayloadRequest block = driver.build();
            ForkchoiceUpdated started = await(v5.engine().forkchoiceUpdated(v5.forkchoice(), v5.nextAttributes()));
            CompletableFuture<PayloadStatus> underWay = v5.engine().newPayload(block);

            v5.kill();

            assertThatThrownBy(() -> await(underWay))
                    .isInstanceOfSatisfying(
                            LighthouseException.Unreachable.class,
                            e -> assertThat(e.isSent()).isTrue());
            assertThatThrownBy(() -> await(v5.engine().blockNumber()))
                    .isInstanceOfSatisfying(
                            LighthouseException.Unreachable.class,
                            e -> assertThat(e.isSent()).isFalse());
            v5.revive();
            v5.script().clear();
            assertThatThrownBy(
                            () -> await(v5.engine().getPayload(started.payload().orElseThrow())))
                    .isInstanceOfSatisfying(
                            LighthouseException.Rpc.class,
                            e -> assertThat(e.code()).isEqualTo(-38001));
            assertThat(driver.advance(1)).containsExactly(block);
        }
    }

    @Test
    void wipe_leavesTheGenesisBlock() {
        try (FakeLighthouseV5 v5 = FakeLighthouseV5.of(CAPELLA)) {
            List<NewPayloadRequest> blocks =
                    ChainDriver.over(v5.engine(), CAPELLA).advance(3);
            v5.wipe();

            assertThat(await(v5.engine().blockNumber())).isEqualTo(UInt64.ZERO);
            assertThat(await(v5.engine().newPayload(blocks.get(2)))).isEqualTo(PayloadStatus.syncing());
        }
    }

    @Test
    void change_keepsTheEffect() {
        try (FakeLighthouseV5 v5 = FakeLighthouseV5.of(CAPELLA)) {
            v5.script().on(NEW_PAYLOAD).times(1).change(status -> PayloadStatus.invalid(Optional.empty(), "no"));
            ChainDriver driver = ChainDriver.over(v5.engine(), CAPELLA);
            NewPayloadRequest block = driver.build();

            assertThat(await(v5.engine().newPayload(block)).isInvalid()).isTrue();
            assertThat(await(v5.engine().newPayload(block)).isValid()).isTrue();
        }
    }

    @Test
    void sharedChain_isOneExecutionLayer() {
        try (FakeLighthouseV4 v4 = FakeLighthouseV4.of(CAPELLA);
                FakeLighthouseV5 v5 = FakeLighthouseV5.builder().chainOf(v4).build()) {
            ChainDriver.over(v4.engine(), CAPELLA).advance(2);

            assertThat(v5.forkchoice()).isEqualTo(v4.forkchoice());
            assertThat(await(v5.engine().blockNumber())).isEqualTo(UInt64.of(2));
        }
    }

    @Test
    void build_withoutChain_isRefused() {
        assertThatThrownBy(() -> FakeLighthouseV4.builder().build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("chain(..)");
    }

    @Test
    void unscripted_importIsImported() {
        try (FakeLighthouseV4 v4 = FakeLighthouseV4.of(CAPELLA)) {
            NewPayloadRequest block = ChainDriver.over(v4.engine(), CAPELLA).build();
            ImportResult result = await(v4.engine()
                    .importPayload(ImportRequest.of(
                            block,
                            v4.forkchoice().headBlockHash(),
                            v4.forkchoice().headBlockHash())));

            assertThat(result)
                    .isEqualTo(new ImportResult.Imported(block.payload().blockHash()));
        }
    }

    @Test
    void importPayload_deadline_goesByTheTimeOfTheFake() {
        ManualTime time = ManualTime.create();
        try (FakeLighthouseV5 v5 = manual(time)) {
            NewPayloadRequest block = ChainDriver.over(v5.engine(), CAPELLA).build();
            Hash32 head = v5.forkchoice().headBlockHash();
            v5.script().on(NEW_PAYLOAD).delay(Duration.ofSeconds(5));
            CompletableFuture<ImportResult> result = v5.engine(CallOptions.DEFAULT.within(Duration.ofSeconds(8)))
                    .importPayload(ImportRequest.of(block, head, head));

            time.advance(Duration.ofSeconds(5));

            assertThat(await(result))
                    .isEqualTo(new ImportResult.Imported(block.payload().blockHash()));
            assertThat(v5.calls().get(v5.calls().size() - 1).options().deadline())
                    .contains(Duration.ofSeconds(3));
        }
    }

    private static FakeLighthouseV5 manual(ManualTime time) {
        return FakeLighthouseV5.builder()
                .chain(ChainSpec.of(CAPELLA))
                .time(time)
                .callbackExecutor(Runnable::run)
                .build();
    }
}
