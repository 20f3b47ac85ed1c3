package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.EngineFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class EngineCapabilitiesIT {
    private static final String EXCHANGE = EngineMethods.EXCHANGE_CAPABILITIES;

    private EngineFixture el = new EngineFixture(TestDialect.LONG);

    @AfterEach
    void close() {
        el.close();
    }

    @Test
    void capabilities_fetched_sendsTheDialectsListAndTellsTheAge() {
        assertThat(capabilities(el.engine()))
                .isEqualTo(Capabilities.of(new HashSet<>(TestDialect.METHODS), Duration.ZERO));
        el.time.advance(Duration.ofMinutes(14));

        assertThat(capabilities(el.engine()).age()).isEqualTo(Duration.ofMinutes(14));
        assertThat(el.server.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.body())
                        .contains("\"params\":[" + EngineScript.names(TestDialect.METHODS) + "]"));
        el.time.advance(Duration.ofMinutes(1));
        assertThat(capabilities(el.engine()).age()).isZero();
        assertThat(el.count(EXCHANGE)).isEqualTo(2);
    }

    @Test
    void manyCallsAtOnce_firstUse_shareOneExchange() {
        CountDownLatch gate = new CountDownLatch(1);
        el.script.on(EXCHANGE, (request, answer) -> {
            Threads.await(gate);
            answer.result(EngineScript.names(TestDialect.METHODS));
        });
        List<CompletableFuture<?>> calls = IntStream.range(0, 12)
                .<CompletableFuture<?>>mapToObj(i -> i % 2 == 0
                        ? el.engine().forkchoiceUpdated(Payloads.STATE)
                        : el.engine().clientVersion())
                .toList();
        el.server.awaitRequests(1);
        gate.countDown();
        calls.forEach(Lighthouse::await);

        assertThat(el.count(EXCHANGE)).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("losses")
    void capabilities_afterALoss_areExchangedAgain(LoopbackServer.Script loss) {
        capabilities(el.engine());
        el.script.on(EngineMethods.CHAIN_ID, loss);

        failure(LighthouseException.class, el.engine().chainId());
        capabilities(el.engine());

        assertThat(el.count(EXCHANGE)).isEqualTo(2);
    }

    static List<LoopbackServer.Script> losses() {
        return List.of(
                (request, answer) -> answer.hangUp(),
                (request, answer) -> answer.status("401 No", "", ""),
                (request, answer) -> answer.status("403 No", "", ""),
                (request, answer) -> answer.status("502 Bad Gateway", "", ""),
                (request, answer) -> answer.status("503 Unavailable", "", ""),
                (request, answer) -> answer.status("504 Gateway Timeout", "", ""),
                (request, answer) -> answer.error(-32601, "gone"),
                (request, answer) -> answer.error(-38005, "another fork"));
    }

    @Test
    void capabilities_afterACallThatGotNoAnswerInTime_areExchangedAgain() {
        capabilities(el.engine());
        el.script.on(EngineMethods.CHAIN_ID, (request, answer) -> answer.stall());
        CompletableFuture<?> call = el.engine().chainId();
        el.server.awaitStall();

        el.time.advance(Duration.ofSeconds(1));

        failure(LighthouseException.Timeout.class, call);
        capabilities(el.engine());
        assertThat(el.count(EXCHANGE)).isEqualTo(2);
    }

    @Test
    void capabilities_afterACallThatTheCallerCancelled_stay() {
        capabilities(el.engine());
        el.script.on(EngineMethods.CHAIN_ID, (request, answer) -> answer.stall());
        CompletableFuture<?> call = el.engine().chainId();
        el.server.awaitStall();

        call.cancel(true);

        el.server.awaitBreak();
        capabilities(el.engine());
        assertThat(el.count(EXCHANGE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"404 Not Found", "429 Too Many Requests", "500 Internal Server Error"})
    void capabilities_afterAnotherStatus_stay(String status) {
        capabilities(el.engine());
        el.script.on(EngineMethods.CHAIN_ID, (request, answer) -> answer.status(status, "", ""));

        failure(LighthouseException.Http.class, el.engine().chainId());
        capabilities(el.engine());

        assertThat(el.count(EXCHANGE)).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-32000, -32602, -38001, -38003})
    void capabilities_afterAnotherError_stay(int code) {
        capabilities(el.engine());
        el.script.on(EngineMethods.CHAIN_ID, (request, answer) -> answer.error(code, "no"));

        failure(LighthouseException.Rpc.class, el.engine().chainId());
        capabilities(el.engine());

        assertThat(el.count(EXCHANGE)).isEqualTo(1);
    }

    @Test
    @Tag("ask-20")
    void capabilities_thatLackAMethod_areExchangedAgainUnlessTheyAreFresh() {
        try (Warnings warnings = new Warnings()) {
            el.script.on(EXCHANGE, "[]");
            assertUnsupported();
            el.script.on(EXCHANGE, EngineScript.names(TestDialect.METHODS));
            el.time.advance(Duration.ofSeconds(1));
            assertUnsupported();

            el.time.advance(Duration.ofNanos(1));
            Lighthouse.await(el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA)));

            assertThat(el.count(EXCHANGE)).isEqualTo(2);
            assertThat(warnings.lines()).containsExactly(Warnings.LISTENING);
        }
    }

    private void assertUnsupported() {
        failure(LighthouseException.Unsupported.class, el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA)));
    }

    @Test
    void exchange_failed_failsOnlyTheCallsThatNeedIt() {
        el.script.on(EXCHANGE, (request, answer) -> answer.error(-32000, "starting"));

        LighthouseException.Rpc failure =
                failure(LighthouseException.Rpc.class, el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA)));
        assertThat(failure.operation()).isEqualTo(EXCHANGE);
        Lighthouse.await(el.engine().chainId());

        el.script.on(EXCHANGE, EngineScript.names(TestDialect.METHODS));
        Lighthouse.await(el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA)));
    }

    @Test
    void exchange_stalledAheadOfACall_isGivenUpBeforeTheCall() {
        el.script.on(EXCHANGE, (request, answer) -> answer.stall());
        CompletableFuture<?> call = el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA));
        el.server.awaitStall();

        el.time.advance(Duration.ofSeconds(1));

        LighthouseException.Timeout failure = failure(LighthouseException.Timeout.class, call);
        assertThat(failure.operation()).isEqualTo(EXCHANGE);
        assertThat(failure.limit()).isEqualTo(Duration.ofSeconds(1));
        el.server.awaitBreak();
    }

    @Test
    void exchange_askedForItself_hasTheDeadlineOfTheCall() {
        el.script.on(EXCHANGE, (request, answer) -> answer.stall());
        CompletableFuture<?> call = EngineApi.over(el.connection, CallOptions.DEFAULT.within(Duration.ofSeconds(5)))
                .capabilities();
        el.server.awaitStall();

        el.time.advance(Duration.ofSeconds(4));
        assertThat(call).isNotDone();
        el.time.advance(Duration.ofSeconds(1));

        assertThat(failure(LighthouseException.Timeout.class, call).operation()).isEqualTo("capabilities");
    }

    @Test
    void exchange_unknownToTheServer_isWhatTheDialectMakesOfIt() {
        el.script.on(EXCHANGE, (request, answer) -> answer.error(-32601, "unknown"));
        assertThat(failure(LighthouseException.Rpc.class, el.engine().capabilities())
                        .code())
                .isEqualTo(-32601);

        el.close();
        el = new EngineFixture(TestDialect.SHORT);
        el.script.on(EXCHANGE, (request, answer) -> answer.error(-32601, "unknown"));
        assertThat(capabilities(el.engine()).methods()).containsExactly(EngineMethods.NEW_PAYLOAD_V1);
        LighthouseException.Unsupported failure = failure(
                LighthouseException.Unsupported.class, el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA)));
        assertThat(failure.method()).isEqualTo(EngineMethods.NEW_PAYLOAD_V2);
        failure(LighthouseException.Unsupported.class, el.engine().forkchoiceUpdated(Payloads.STATE));
        failure(LighthouseException.Unsupported.class, el.engine().payloadBodiesByHash(List.of()));
        assertThat(el.methods()).containsOnly(EXCHANGE);
        Lighthouse.await(el.engine().chainId());
        Lighthouse.await(el.engine().raw(EngineMethods.CHAIN_ID));
    }

    private static Capabilities capabilities(EngineApi engine) {
        return Lighthouse.await(engine.capabilities());
    }
}
