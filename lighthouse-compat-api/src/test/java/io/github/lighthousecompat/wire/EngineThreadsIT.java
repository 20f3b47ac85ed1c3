package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.EngineFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.engine.BuildResult;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ImportRequest;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

@Timeout(120)
class EngineThreadsIT {
    private static final List<EveryOperation<?, ?>> OPERATIONS = EveryOperation.ALL;

    private EngineFixture el =
            new EngineFixture(TestDialect.LONG, builder -> builder.workers(1).queueCapacity(64));

    @AfterEach
    void close() {
        el.close();
    }

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void blockedContinuation_everyOperation_stallsNobody(EveryOperation<?, ?> blocked) {
        Semaphore inside = new Semaphore(0);
        CountDownLatch end = new CountDownLatch(1);
        CountDownLatch attached = new CountDownLatch(1);
        el.server.script((request, answer) -> {
            Threads.await(attached);
            el.script.answer(request, answer);
        });
        CompletableFuture<?> continued = blocked.on(el.connection).whenComplete((value, failure) -> {
            inside.release();
            Threads.await(end);
        });
        attached.countDown();
        Threads.acquire(inside, 1);

        OPERATIONS.forEach(every -> Lighthouse.await(every.on(el.connection)));
        assertThat(continued).isNotDone();
        end.countDown();
        Lighthouse.await(continued);
    }

    @Test
    void orderedCalls_manyWhileTheExchangeIsSlow_arriveInTheOrderOfTheCalls() {
        CountDownLatch gate = new CountDownLatch(1);
        el.script.on(EngineMethods.EXCHANGE_CAPABILITIES, (request, answer) -> {
            Threads.await(gate);
            answer.result(EngineScript.names(TestDialect.METHODS));
        });
        el.script.on(EngineMethods.FORKCHOICE_UPDATED_V3, "{\"payloadStatus\":{\"status\":\"SYNCING\"}}");
        List<CompletableFuture<?>> calls = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        for (int i = 1; i <= 20; i++) {
            Hash32 head = Payloads.hash(i);
            expected.add(head.toString());
            calls.add(el.engine().forkchoiceUpdated(ForkchoiceState.of(head, Hash32.ZERO, Hash32.ZERO)));
            calls.add(el.engine().clientVersion());
            if (i % 5 == 0) {
                expected.add("payload");
                calls.add(el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA)));
            }
        }
        gate.countDown();
        calls.forEach(Lighthouse::await);

        assertThat(el.server.requests().stream()
                        .filter(request -> request.method().startsWith("engine_forkchoice")
                                || request.method().startsWith("engine_newPayload"))
                        .map(EngineThreadsIT::headOf))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("OPERATIONS")
    void cancel_everyOperation_reachesTheExchange(EveryOperation<?, ?> every) {
        el.server.script((request, answer) -> answer.stall());
        CompletableFuture<?> call = every.on(el.connection);
        el.server.awaitStall();

        call.cancel(true);

        el.server.awaitBreak();
        failure(LighthouseException.Cancelled.class, call);
        el.server.script(el.script);
        Lighthouse.await(every.on(el.connection));
    }

    @ParameterizedTest
    @Tag("ask-29")
    @FieldSource("OPERATIONS")
    void deadline_everyOperation_isThatOfLighthouseTimesTheMultiplier(EveryOperation<?, ?> every) {
        el.close();
        el = new EngineFixture(TestDialect.LONG, builder -> builder.timeoutMultiplier(3));
        Lighthouse.await(el.engine().capabilities());
        el.time.advance(Duration.ofMinutes(every.method().equals(EngineMethods.EXCHANGE_CAPABILITIES) ? 15 : 0));
        el.server.script((request, answer) -> answer.stall());
        CompletableFuture<?> call = every.on(el.connection);
        el.server.awaitStall();

        Duration limit = Duration.ofSeconds(
                switch (every.operation().name()) {
                    case "newPayload", "forkchoiceUpdated", "forkchoiceBuild" -> 24;
                    case "getPayload" -> 6;
                    case "payloadBodiesByHash", "payloadBodiesByRange", "raw" -> 30;
                    default -> 3;
                });
        el.time.advance(limit.minusNanos(1));
        assertThat(call).isNotDone();
        el.time.advance(Duration.ofNanos(1));

        assertThat(failure(LighthouseException.Timeout.class, call).limit()).isEqualTo(limit);
        assertThat(el.connection.limit(every.operation())).isEqualTo(limit);
        el.server.awaitBreak();
    }

    @Test
    void queueFull_manyCalls_areRejectedAndTheOthersAnswered() {
        el.close();
        el = new EngineFixture(TestDialect.LONG, builder -> builder.workers(2).queueCapacity(4));
        CountDownLatch gate = new CountDownLatch(1);
        el.script.on(EngineMethods.CHAIN_ID, (request, answer) -> {
            Threads.await(gate);
            answer.result("\"0x1\"");
        });
        List<CompletableFuture<?>> taken = IntStream.range(0, 6)
                .<CompletableFuture<?>>mapToObj(i -> el.engine().chainId())
                .toList();

        assertThat(failure(Rejected.class, el.engine().chainId()).reason()).isEqualTo(Rejected.Reason.QUEUE_FULL);
        gate.countDown();
        taken.forEach(Lighthouse::await);
    }

    @Test
    void close_withCallsOfEveryOperation_cancelsThemAndLeavesNoThread() {
        LighthouseConfig.Builder builder =
                TestSettings.at("closing", el.server.url()).timeoutMultiplier(10);
        Connection own = Connection.of(builder.build(), TestDialect.LONG);
        el.server.script((request, answer) -> answer.stall());
        List<CompletableFuture<?>> calls = new ArrayList<>();
        OPERATIONS.forEach(every -> {
            if (!every.operation().name().equals("getPayload")) {
                calls.add(every.on(own));
            }
        });
        el.server.awaitStall();

        own.close();
        own.close();

        calls.forEach(
                call -> assertThat(call.handle((value, failure) -> failure).join())
                        .isInstanceOf(LighthouseException.Cancelled.class));
        Threads.awaitClosed("closing");
        CompletableFuture<?> late = OPERATIONS.get(0).on(own);
        assertThat(late.handle((value, failure) -> failure).join())
                .isInstanceOfSatisfying(
                        Rejected.class, failure -> assertThat(failure.reason()).isEqualTo(Rejected.Reason.CLOSED));
    }

    @Test
    void await_interrupted_cancelsTheCallAndKeepsTheInterrupt() {
        el.server.script((request, answer) -> answer.stall());
        CompletableFuture<?> call = el.engine().chainId();
        el.server.awaitStall();
        Thread.currentThread().interrupt();

        Throwable thrown = catchThrowable(() -> Lighthouse.await(call));

        assertThat(Thread.interrupted()).isTrue();
        assertThat(thrown).isInstanceOf(LighthouseException.Cancelled.class);
        el.server.awaitBreak();
    }

    @Test
    void importPayload_deadline_coversBothSteps() {
        EngineApi engine = EngineApi.over(el.connection, CallOptions.DEFAULT.within(Duration.ofSeconds(8)));
        el.script.on(EngineMethods.NEW_PAYLOAD_V2, (request, answer) -> {
            el.time.advance(Duration.ofSeconds(5));
            answer.result(Payloads.valid(Payloads.CAPELLA.blockHash()));
        });
        el.script.on(EngineMethods.FORKCHOICE_UPDATED_V3, (request, answer) -> answer.stall());
        CompletableFuture<?> call = engine.importPayload(
                ImportRequest.of(NewPayloadRequest.of(Payloads.CAPELLA), Payloads.HEAD, Payloads.HEAD));
        el.server.awaitStall();

        el.time.advance(Duration.ofSeconds(3));

        assertThat(failure(LighthouseException.Timeout.class, call).limit()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void close_whileAPayloadIsBeingBuilt_endsTheWait() {
        CompletableFuture<BuildResult> built =
                el.engine().buildPayload(Payloads.STATE, Payloads.DENEB_ATTRIBUTES, Duration.ofSeconds(4));
        el.server.awaitRequests(2);
        Lighthouse.await(el.engine().forkchoiceUpdated(Payloads.STATE));

        el.connection.close();

        failure(LighthouseException.class, built);
    }

    private static String headOf(LoopbackServer.Request request) {
        return request.method().startsWith("engine_newPayload")
                ? "payload"
                : request.body().replaceAll(".*\"headBlockHash\":\"([^\"]+)\".*", "$1");
    }
}
