package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

@Timeout(60)
class ApacheTransportIT {
    private static final CallLabel LABEL = new CallLabel(CallSite.of("c"), "engine_m");
    private static final String TOKEN = "head.claims.signature";
    private static final int LIMIT = 4096;
    private static final int CONNECTIONS = 8;

    private final LoopbackServer server = new LoopbackServer((request, answer) -> answer.json("{\"ok\":1}"));
    private final ApacheTransport transport = new ApacheTransport(server.url(), CONNECTIONS, LIMIT);

    @AfterEach
    void close() {
        transport.close();
        server.close();
    }

    @Test
    void execute_goodAnswer_sendsExactlyOneRequestAndGivesTheBody() {
        assertThat(post(false)).isEqualTo("{\"ok\":1}");

        LoopbackServer.Request request = server.requests().get(0);
        assertThat(server.requests()).hasSize(1);
        assertThat(request.line()).isEqualTo("POST / HTTP/1.1");
        assertThat(request.body()).isEqualTo("{\"q\":1}");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer " + TOKEN)
                .containsEntry("content-type", "application/json")
                .containsEntry("accept", "application/json")
                .containsEntry("user-agent", "lighthouse-compat")
                .containsEntry("content-length", "7")
                .containsEntry("host", server.url().getAuthority())
                .containsOnlyKeys(
                        "authorization",
                        "content-type",
                        "accept",
                        "user-agent",
                        "content-length",
                        "host",
                        "connection");
    }

    @Test
    void execute_secondTime_usesTheSameConnectionAndSendsNoCookie() {
        server.script((request, answer) -> answer.status("200 OK", "Set-Cookie: a=b; Path=/\r\n", "{}"));
        post(false);
        post(false);

        assertThat(server.requests())
                .extracting(LoopbackServer.Request::connection)
                .containsExactly(1, 1);
        assertThat(server.requests().get(1).headers()).doesNotContainKey("cookie");
    }

    @Test
    void execute_urlWithPath_postsThere() {
        try (ApacheTransport other = new ApacheTransport(server.url().resolve("/engine?x=1"), 1, LIMIT)) {
            other.exchange(LABEL, TestRequests.post("", TOKEN, false)).execute();

            assertThat(other.endpoint()).isEqualTo(server.url().toString());
        }

        assertThat(server.requests().get(0).line()).isEqualTo("POST /engine?x=1 HTTP/1.1");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void execute_refusedToken_isAuthenticationWithoutTheToken(int status) {
        server.script((request, answer) -> answer.status(
                status + " No",
                "WWW-Authenticate: Bearer\r\n",
                "bad token " + request.headers().get("authorization")));

        LighthouseException.Authentication failure = failureOfCall(LighthouseException.Authentication.class);

        assertThat(failure)
                .hasMessageContaining(server.url().toString())
                .hasMessageContaining("HTTP " + status + " (bad token Bearer (token))")
                .hasMessageNotContaining(TOKEN);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"204,''", "302,x", "404,x", "429,x", "500,x", "503,x"})
    void execute_otherStatus_isHttpOnceAndNotFollowed(int status, String body) {
        server.script(
                (request, answer) -> answer.status(status + " No", "Location: /elsewhere\r\nRetry-After: 0\r\n", body));

        if (status == 204) {
            assertThat(post(true)).isEmpty();
        } else {
            LighthouseException.Http failure = failureOfCall(LighthouseException.Http.class);
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure).hasMessageContaining("(x)");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void execute_longErrorPage_keepsItsBeginning() {
        server.script((request, answer) -> answer.status("500 Oops", "", "<html>" + "y".repeat(100_000)));

        assertThat(failureOfCall(LighthouseException.Http.class))
                .message()
                .contains("(<html>yyy")
                .hasSizeLessThan(450);
        assertThat(afterwards()).isEqualTo("{\"ok\":1}");
    }

    @Test
    void execute_closedPort_isUnreachableAndNotSent() throws IOException {
        URI closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        try (ApacheTransport other = new ApacheTransport(closed, 1, LIMIT)) {
            LighthouseException.Unreachable failure = catchThrowableOfType(
                    LighthouseException.Unreachable.class,
                    () -> other.exchange(LABEL, TestRequests.post("", TOKEN, true))
                            .execute());

            assertThat(failure.isSent()).isFalse();
            assertThat(failure).hasMessageContaining("no connection to " + closed);
        }
    }

    @Test
    void execute_tlsWithAServerThatSpeaksNone_isUnreachableAndNotSent() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ApacheTransport other =
                        new ApacheTransport(URI.create("https://127.0.0.1:" + plain.getLocalPort()), 1, LIMIT)) {
            Thread greeter = new Thread(() -> greet(plain));
            greeter.setDaemon(true);
            greeter.start();

            LighthouseException.Unreachable failure = catchThrowableOfType(
                    LighthouseException.Unreachable.class,
                    () -> other.exchange(LABEL, TestRequests.post("", TOKEN, true))
                            .execute());

            assertThat(failure.isSent()).isFalse();
            assertThat(failure).hasRootCauseInstanceOf(SSLException.class);
        }
    }

    private static void greet(ServerSocket plain) {
        try (Socket socket = plain.accept()) {
            socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
            while (socket.getInputStream().read() >= 0) {
                // until the client has read it and is gone
            }
        } catch (IOException e) {
            // the client broke off
        }
    }

    @Test
    void execute_hangUpWithoutAnswer_isUnreachableAndSent() {
        server.script((request, answer) -> answer.hangUp());

        assertThat(failure(LighthouseException.Unreachable.class).isSent()).isTrue();
        assertThat(server.requests())
                .as("on a fresh connection nothing is repeated")
                .hasSize(1);
        assertThat(afterwards()).isEqualTo("{\"ok\":1}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\n{\"half",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n6\r\n{\"half\r\n"
            })
    void execute_truncatedAnswer_isUnreachableAndSent(String half) {
        server.script((request, answer) -> {
            answer.raw(half);
            answer.hangUp();
        });

        assertThat(failure(LighthouseException.Unreachable.class).isSent()).isTrue();
        assertThat(afterwards()).isEqualTo("{\"ok\":1}");
    }

    @ParameterizedTest
    @Tag("ask-32")
    @ValueSource(strings = {"Content-Length: 4097\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n2000\r\n", "\r\n"})
    void execute_oversizedAnswer_isTooLargeAndBreaksOff(String head) {
        server.script((request, answer) -> {
            answer.raw("HTTP/1.1 200 OK\r\n" + head + "z".repeat(LIMIT + 1));
            answer.stall();
        });

        assertThat(failure(LighthouseException.TooLarge.class).limit()).isEqualTo(LIMIT);
        server.awaitBreak();
        assertThat(afterwards()).isEqualTo("{\"ok\":1}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SSH-2.0-OpenSSH_9\r\n", "HTTP/9.9 200 OK\r\n\r\n"})
    void execute_noHttp_isDecode(String greeting) {
        server.script((request, answer) -> {
            answer.raw(greeting);
            answer.hangUp();
        });

        assertThat(failure(LighthouseException.Decode.class).path()).isEqualTo("$");
    }

    @ParameterizedTest
    @ValueSource(strings = {"X-Long: ", "A: b\r\n"})
    void execute_endlessHead_isDecode(String header) {
        server.script((request, answer) -> {
            answer.raw(
                    "HTTP/1.1 200 OK\r\n" + (header.endsWith("\n") ? header.repeat(300) : header + "q".repeat(70_000)));
            answer.stall();
        });

        assertThat(failure(LighthouseException.Decode.class).path()).isEqualTo("$");
        server.awaitBreak();
    }

    @Test
    void execute_byAsManyThreadsAsThereAreConnections_nobodyGoesWithout() throws Exception {
        CompletableFuture<?>[] exchanges = new CompletableFuture<?>[CONNECTIONS];
        for (int thread = 0; thread < CONNECTIONS; thread++) {
            exchanges[thread] = CompletableFuture.runAsync(
                    () -> {
                        for (int i = 0; i < 500; i++) {
                            post(false);
                        }
                    },
                    task -> new Thread(task).start());
        }

        CompletableFuture.allOf(exchanges).get(50, TimeUnit.SECONDS);
        assertThat(server.requests()).hasSize(CONNECTIONS * 500);
    }

    @Test
    void execute_deadReusedConnection_isRepeatedOnceIfThatIsAllowed() {
        post(false);
        server.script((request, answer) -> {
            if (request.connection() == 1) {
                answer.hangUp();
            } else {
                answer.json("{\"ok\":2}");
            }
        });

        assertThat(post(true)).isEqualTo("{\"ok\":2}");
        assertThat(server.requests())
                .extracting(LoopbackServer.Request::connection)
                .containsExactly(1, 1, 2);
    }

    @Test
    void execute_deadReusedConnection_isNotRepeatedOtherwise() {
        post(false);
        server.script((request, answer) -> answer.hangUp());

        LighthouseException.Unreachable failure = catchThrowableOfType(
                LighthouseException.Unreachable.class, () -> exchange(false).execute());

        assertThat(failure.isSent()).isTrue();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void execute_repetitionFailsToo_isUnreachableAfterTwo() {
        post(false);
        server.script((request, answer) -> answer.hangUp());

        assertThat(failure(LighthouseException.Unreachable.class).isSent()).isTrue();
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void execute_reusedConnectionThatBreaksAfterAByte_isNotRepeated() {
        post(false);
        server.script((request, answer) -> {
            answer.raw("H");
            answer.hangUp();
        });

        assertThat(failure(LighthouseException.Decode.class).path()).isEqualTo("$");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void execute_everythingLogged_showsNoToken() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.addAppender(log);
        root.setLevel(Level.TRACE);
        log.start();
        try (ApacheTransport logged = new ApacheTransport(server.url(), 1, LIMIT)) {
            logged.exchange(LABEL, TestRequests.post("", TOKEN, false)).execute();
        } finally {
            root.setLevel(before);
            root.detachAppender(log);
        }

        assertThat(log.list).as("HttpClient logs something").isNotEmpty();
        assertThat(log.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .noneMatch(line -> line.contains("signature"));
    }

    private String afterwards() {
        server.script((request, answer) -> answer.json("{\"ok\":1}"));
        return post(false);
    }

    private String post(boolean isRepeatable) {
        return new String(exchange(isRepeatable).execute().body(), UTF_8);
    }

    private <X extends LighthouseException> X failure(Class<X> type) {
        X failure = catchThrowableOfType(type, () -> exchange(true).execute());
        assertThat(failure).isNotNull();
        assertThat(failure.operation()).isEqualTo("engine_m");
        assertThat(failure.backend()).isEqualTo("c");
        return failure;
    }

    /** What a call makes of an answer that is no success. */
    private <X extends LighthouseException> X failureOfCall(Class<X> type) {
        EngineRpc rpc = new EngineRpc(transport, new Jwt(TestSettings.SECRET, new ManualTime()));
        X failure = catchThrowableOfType(
                type,
                () -> rpc.call(new Attempt(LABEL), LABEL.operation(), EngineParams.NONE, true, EngineAnswers.QUANTITY));
        assertThat(failure).isNotNull();
        return failure;
    }

    private Transport.Exchange exchange(boolean isRepeatable) {
        return transport.exchange(LABEL, TestRequests.post("{\"q\":1}", TOKEN, isRepeatable));
    }
}
