package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.EngineFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.EngineApi;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever a server does, the call ends typed and in time, and the client works afterwards. */
@Timeout(120)
class EngineBadInputIT {
    private static final Function<EngineApi, CompletableFuture<?>> READ = EngineApi::chainId;
    private static final Function<EngineApi, CompletableFuture<?>> ORDERED =
            engine -> engine.newPayload(NewPayloadRequest.of(Payloads.CAPELLA));

    /**
     * One way to misbehave.
     *
     * @param name what the server does
     * @param script how
     * @param type what the call fails with
     * @param details what the failure says
     */
    record Fault<X extends LighthouseException>(
            String name, LoopbackServer.Script script, Class<X> type, Consumer<X> details) {
        void verify(CompletableFuture<?> call) {
            details.accept(failure(type, call));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private final EngineFixture el = new EngineFixture(TestDialect.LONG, builder -> builder.maxAnswerSize(4096));

    @AfterEach
    void close() {
        el.close();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void read_fault_isTypedAndTheClientStillWorks(Fault<?> fault) {
        misbehave(fault, READ);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void orderedCall_fault_isTypedAndTheClientStillWorks(Fault<?> fault) {
        misbehave(fault, ORDERED);
    }

    @ParameterizedTest
    @Tag("ask-27")
    @MethodSource("stalls")
    void stall_untilTheDeadline_isTimeoutAndTheClientStillWorks(String begin) {
        for (Function<EngineApi, CompletableFuture<?>> operation : List.of(READ, ORDERED)) {
            el.server.script((request, answer) -> {
                answer.raw(begin);
                answer.stall();
            });
            CompletableFuture<?> call = operation.apply(within(Duration.ofSeconds(3)));
            el.server.awaitStall();

            el.time.advance(Duration.ofSeconds(3));

            assertThat(failure(LighthouseException.Timeout.class, call).limit()).isEqualTo(Duration.ofSeconds(3));
            el.server.awaitBreak();
            worksAgain();
        }
    }

    @Test
    void closedPort_anyCall_isUnreachableAndNotSent() throws IOException {
        // a port that is bound but not listened on refuses, and nobody else can take it meanwhile
        try (Socket closed = new Socket()) {
            closed.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            URI url = URI.create("http://127.0.0.1:" + closed.getLocalPort());
            try (Connection connection =
                    Connection.of(TestSettings.at("el", url).time(el.time).build(), TestDialect.LONG)) {
                EngineApi engine = EngineApi.over(connection, CallOptions.DEFAULT);
                for (Function<EngineApi, CompletableFuture<?>> operation : List.of(READ, ORDERED)) {
                    LighthouseException.Unreachable failure =
                            failure(LighthouseException.Unreachable.class, operation.apply(engine));
                    assertThat(failure.isSent()).isFalse();
                    assertThat(failure).hasMessageContaining(url.toString());
                }
            }
        }
    }

    @Test
    void deadSocket_atTheNextRead_isRepeatedOnANewOne() {
        worksAgain();
        el.server.script((request, answer) -> {
            if (request.connection() == 1) {
                answer.hangUp();
            } else {
                el.script.answer(request, answer);
            }
        });

        assertThat(Lighthouse.await(el.engine().chainId())).isEqualTo(UInt64.of(0x539));
    }

    @Test
    void deadSocket_atTheNextForkchoice_isUnreachableAndSentOnce() {
        worksAgain();
        el.server.script((request, answer) -> answer.hangUp());

        LighthouseException.Unreachable failure =
                failure(LighthouseException.Unreachable.class, el.engine().forkchoiceUpdated(Payloads.STATE));

        assertThat(failure.isSent()).isTrue();
        assertThat(el.count(EngineMethods.FORKCHOICE_UPDATED_V3)).isEqualTo(1);
        worksAgain();
    }

    static Stream<Fault<?>> faults() {
        return Stream.of(
                status("401 Unauthorized", LighthouseException.Authentication.class, e -> {}),
                status("403 Forbidden", LighthouseException.Authentication.class, e -> {}),
                status(
                        "500 Oops",
                        LighthouseException.Http.class,
                        e -> assertThat(e.status()).isEqualTo(500)),
                status(
                        "404 Not Found",
                        LighthouseException.Http.class,
                        e -> assertThat(e.status()).isEqualTo(404)),
                decode("HTML", (request, answer) -> answer.json("<html>hello</html>"), "$"),
                decode("no body", (request, answer) -> answer.status("200 OK", "", ""), "$"),
                decode("cut JSON", (request, answer) -> answer.json("{\"jsonrpc\":\"2.0\",\"id\":"), "$.id"),
                decode(
                        "cut head",
                        (request, answer) -> {
                            answer.raw("HTTP/1.1 200");
                            answer.hangUp();
                        },
                        "$"),
                decode(
                        "wrong id",
                        (request, answer) -> answer.json("{\"jsonrpc\":\"2.0\",\"id\":999,\"result\":\"0x1\"}"),
                        "$.id"),
                decode("wrong type", (request, answer) -> answer.result("[true]"), "$.result"),
                decode(
                        "no result",
                        (request, answer) -> answer.json("{\"jsonrpc\":\"2.0\",\"id\":" + request.id() + "}"),
                        "$.result"),
                new Fault<>(
                        "truncated",
                        (request, answer) -> {
                            answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half");
                            answer.hangUp();
                        },
                        LighthouseException.Unreachable.class,
                        e -> assertThat(e.isSent()).isTrue()),
                new Fault<>(
                        "oversized",
                        (request, answer) -> answer.result("\"" + "z".repeat(5000) + "\""),
                        LighthouseException.TooLarge.class,
                        e -> assertThat(e.limit()).isEqualTo(4096)),
                new Fault<>(
                        "JSON-RPC error",
                        (request, answer) -> answer.error(-32000, "e".repeat(2000)),
                        LighthouseException.Rpc.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(-32000);
                            assertThat(e.text()).hasSize(512).endsWith("...");
                        }));
    }

    static List<String> stalls() {
        return List.of("", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"ha");
    }

    private static <X extends LighthouseException> Fault<X> status(String line, Class<X> type, Consumer<X> details) {
        return new Fault<>("HTTP " + line, (request, answer) -> answer.status(line, "", "no"), type, details);
    }

    private static Fault<LighthouseException.Decode> decode(String name, LoopbackServer.Script script, String path) {
        return new Fault<>(
                name,
                script,
                LighthouseException.Decode.class,
                e -> assertThat(e.path()).startsWith(path));
    }

    private void misbehave(Fault<?> fault, Function<EngineApi, CompletableFuture<?>> operation) {
        worksAgain();
        LoopbackServer.Script faulty = (request, answer) -> {
            if (request.method().equals(EngineMethods.EXCHANGE_CAPABILITIES)) {
                el.script.answer(request, answer);
            } else {
                fault.script().answer(request, answer);
            }
        };
        el.server.script(faulty);

        fault.verify(operation.apply(el.engine()));

        worksAgain();
    }

    private void worksAgain() {
        el.server.script(el.script);
        assertThat(Lighthouse.await(el.engine().chainId())).isEqualTo(UInt64.of(0x539));
        assertThat(Lighthouse.await(el.engine().newPayload(NewPayloadRequest.of(Payloads.CAPELLA)))
                        .isValid())
                .isTrue();
    }

    private EngineApi within(Duration deadline) {
        return EngineApi.over(el.connection, CallOptions.DEFAULT.within(deadline));
    }
}
