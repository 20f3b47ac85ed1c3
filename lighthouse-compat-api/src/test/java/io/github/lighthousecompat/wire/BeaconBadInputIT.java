package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.BeaconFixture.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.beacon.Acknowledged;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Authentication;
import io.github.lighthousecompat.call.LighthouseException.Decode;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.TooLarge;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a node, or a proxy before it, answers: the call ends typed and in time, and the client works afterwards. */
@Timeout(120)
class BeaconBadInputIT {
    private static final String NODE = "Lighthouse/v5.3.0-d6ba8c3/x86_64-linux";
    private static final String SECRET = "Bearer not-to-be-told";
    private static final String SYNCING =
            "{\"data\":{\"is_syncing\":false,\"is_optimistic\":false,\"el_offline\":false,"
                    + "\"head_slot\":\"7\",\"sync_distance\":\"0\"}}";
    private static final Function<BeaconApi, CompletableFuture<?>> ASK =
            beacon -> beacon.node().syncing();
    private static final Function<BeaconApi, CompletableFuture<?>> BLOCK =
            beacon -> beacon.chain().block(BlockId.HEAD);

    private static final Function<BeaconApi, CompletableFuture<?>> PUBLISH =
            beacon -> beacon.pool().attestations(List.of());
    private static final Function<BeaconApi, CompletableFuture<?>> ANNOUNCE =
            beacon -> beacon.duties().prepareProposers(List.of());

    private final BeaconFixture node = new BeaconFixture(
            TestDialect.LONG,
            NODE,
            builder -> builder.maxAnswerSize(4096).beaconHeaders(() -> Map.of("Authorization", SECRET)));

    @AfterEach
    void close() {
        node.close();
    }

    /**
     * One way to misbehave.
     *
     * @param name what the server does
     * @param script how
     * @param call what is asked
     * @param type what the call fails with
     * @param details what the failure says
     */
    record Fault<X extends LighthouseException>(
            String name,
            LoopbackServer.Script script,
            Function<BeaconApi, CompletableFuture<?>> call,
            Class<X> type,
            Consumer<X> details) {
        void verify(BeaconApi beacon) {
            details.accept(failure(type, call.apply(beacon)));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void fault_isTypedAndTheClientStillWorks(Fault<?> fault) {
        worksAgain();
        node.on(fault.script());

        fault.verify(node.beacon());

        worksAgain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\n{\"da"})
    void stall_untilTheDeadline_isTimeoutAndTheClientStillWorks(String begin) {
        worksAgain();
        node.on((request, answer) -> {
            answer.raw(begin);
            answer.stall();
        });
        CompletableFuture<?> call = ASK.apply(node.beacon(CallOptions.DEFAULT.within(Duration.ofSeconds(3))));
        node.server.awaitStall();

        node.time.advance(Duration.ofSeconds(3));

        assertThat(failure(LighthouseException.Timeout.class, call).limit()).isEqualTo(Duration.ofSeconds(3));
        node.server.awaitBreak();
        worksAgain();
    }

    /** A byte a second is no silence: only the time of the whole call ends it. */
    @Test
    void trickle_untilTheDeadline_isTimeoutAndTheClientStillWorks() throws InterruptedException {
        worksAgain();
        Semaphore due = new Semaphore(0);
        Semaphore sent = new Semaphore(0);
        node.on((request, answer) -> {
            answer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 4000\r\n\r\n");
            while (true) {
                due.acquireUninterruptibly();
                answer.raw(" ");
                sent.release();
            }
        });
        CompletableFuture<?> call = ASK.apply(node.beacon(CallOptions.DEFAULT.within(Duration.ofSeconds(3))));
        for (int second = 0; second < 3; second++) {
            due.release();
            sent.acquire();
            assertThat(call).isNotDone();
            node.time.advance(Duration.ofSeconds(1));
        }

        assertThat(failure(LighthouseException.Timeout.class, call).limit()).isEqualTo(Duration.ofSeconds(3));
        due.release(4000);
        worksAgain();
    }

    @Test
    void answerThatTrickles_untilTheDeadline_isTimeoutAndTheClientStillWorks() {
        Semaphore seconds = new Semaphore(0);
        worksAgain();
        node.on((request, answer) -> {
            answer.raw("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 500\r\n\r\n");
            for (int second = 1; second < 3; second++) {
                Threads.acquire(seconds, 1);
                answer.raw(" ");
            }
            answer.stall();
        });
        CompletableFuture<?> call = ASK.apply(node.beacon(CallOptions.DEFAULT.within(Duration.ofSeconds(3))));

        for (int second = 1; second < 3; second++) {
            node.time.advance(Duration.ofSeconds(1));
            seconds.release();
        }
        node.server.awaitStall();
        assertThat(call).isNotDone();
        node.time.advance(Duration.ofSeconds(1));

        assertThat(failure(LighthouseException.Timeout.class, call).limit()).isEqualTo(Duration.ofSeconds(3));
        node.server.awaitBreak();
        worksAgain();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{}"})
    void publication_whatANodeAnswers_isPublished(String body) {
        node.on((request, answer) -> node.json(answer, body));

        assertThat(Lighthouse.await(node.beacon().pool().attestations(List.of()))
                        .isPublished())
                .isTrue();
        assertThat(Lighthouse.await(node.beacon().duties().prepareProposers(List.of())))
                .isEqualTo(Acknowledged.ACKNOWLEDGED);
    }

    @Test
    void whatIsSigned_onAConnectionThatBroke_isAskedForOnce() {
        ProductionRequest wanted =
                ProductionRequest.builder().slot(UInt64.of(7)).build();

        assertOnce(beacon -> beacon.production().block(wanted));
        assertOnce(beacon -> beacon.raw("/eth/v3/validator/blocks/7"));
    }

    private void assertOnce(Function<BeaconApi, CompletableFuture<?>> call) {
        worksAgain();
        int before = node.lines().size();
        node.on((request, answer) -> answer.hangUp());

        failure(Unreachable.class, call.apply(node.beacon()));

        assertThat(node.lines()).hasSize(before + 1);
    }

    @Test
    @Tag("ask-31")
    void headers_everyRequest_carriesThem() {
        worksAgain();

        assertThat(node.server.requests())
                .isNotEmpty()
                .allSatisfy(request -> assertThat(request.headers()).containsEntry("authorization", SECRET));
    }

    /** Whose status it is decides whether a block is missing, and whether a node is away or behind. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "404 | {\"message\":\"no Route matched with those values\"} | false",
                "404 | {\"code\":5,\"message\":\"no such service\"} | false",
                "404 | {\"error\":\"Not Found\"} | false",
                "503 | {\"message\":\"name resolution failed\"} | false",
                "503 | {\"code\":0,\"message\":\"no healthy upstream\"} | false",
                "503 | {\"code\":503,\"message\":\"SERVICE_UNAVAILABLE: beacon node is syncing\"} | true",
                "503 | {\"statusCode\":503,\"error\":\"Unavailable\",\"message\":\"syncing\"} | true"
            })
    void status_isTheNodesOwn_ifItsErrorRepeatsIt(int status, String body, boolean isOfNode) {
        node.on((request, answer) -> answer.status(status + " No", "Content-Type: application/json\r\n", body));

        Http failure = failure(Http.class, BLOCK.apply(node.beacon()));

        assertThat(failure.status()).isEqualTo(status);
        assertThat(failure.isOfNode()).isEqualTo(isOfNode);
    }

    static Stream<Fault<?>> faults() {
        return Stream.of(
                http("406", 406, "{\"code\":406,\"message\":\"NOT_ACCEPTABLE\"}"),
                http("415", 415, "{\"code\":415,\"message\":\"UNSUPPORTED_MEDIA_TYPE\"}"),
                http("429", 429, "slow down"),
                http("503 with the node's words", 503, "{\"code\":503,\"message\":\"SERVICE_UNAVAILABLE: syncing\"}"),
                http("redirect", 307, ""),
                http("error envelope with a success", 202, "{\"code\":202,\"message\":\"ACCEPTED: later\"}"),
                http("page of a proxy that fails", 502, "<html>" + "x".repeat(100_000) + "</html>"),
                http("failure that repeats a secret", 400, "you said " + SECRET),
                new Fault<>(
                        "401",
                        (request, answer) -> answer.status("401 No", "", SECRET),
                        ASK,
                        Authentication.class,
                        e -> assertThat(e)
                                .hasMessageContaining("beaconHeaders, such as a bearer token")
                                .message()
                                .doesNotContain("JWT")),
                new Fault<>(
                        "403",
                        (request, answer) -> answer.status("403 Forbidden", "", SECRET),
                        ASK,
                        Authentication.class,
                        e -> assertThat(e)
                                .hasMessageContaining("beaconHeaders, such as a bearer token")
                                .message()
                                .doesNotContain("JWT")),
                decode("page of a proxy", ok("text/html", "<html>hello</html>"), ASK, "$", "text/html, not JSON"),
                decode("page for a publication", ok("text/html", "<html>hello</html>"), PUBLISH, "$", "text/html, not"),
                decode(
                        "page for an announcement",
                        ok("text/html", "<html>hello</html>"),
                        ANNOUNCE,
                        "$",
                        "text/html, not"),
                decode("page of no type for a publication", page("200 OK"), PUBLISH, "$", "web page"),
                decode("page of no type for an announcement", page("200 OK"), ANNOUNCE, "$", "web page"),
                decode("accepted by a proxy", page("202 Accepted"), PUBLISH, "$", "web page"),
                decode("success that no node knows", page("203 No"), PUBLISH, "$", "HTTP 203"),
                decode("number for a publication", ok("application/json", "7"), PUBLISH, "$", "found a number"),
                decode("half an answer to a publication", ok("application/json", "{\"a\":"), PUBLISH, "$.a", "ends"),
                new Fault<>(
                        "page of a proxy that knows no such path",
                        (request, answer) ->
                                answer.status("404 No", "Content-Type: text/html\r\n", "<html>nothing here</html>"),
                        BLOCK,
                        Http.class,
                        e -> assertThat(e.status()).isEqualTo(404)),
                decode("JSON that breaks off", ok("application/json", "{\"data\":"), ASK, "$.data", "ends"),
                decode("no body", ok("application/json", ""), ASK, "$", "ends"),
                decode(
                        "numbers without quotes",
                        ok("application/json", SYNCING.replace("\"7\"", "7")),
                        ASK,
                        "$.data.head_slot",
                        "found a number"),
                decode("missing member", ok("application/json", "{\"data\":{}}"), ASK, "$.data.is_syncing", "missing"),
                decode(
                        "compressed without being asked",
                        (request, answer) -> answer.status(
                                "200 OK", "Content-Type: application/json\r\nContent-Encoding: gzip\r\n", "zzzz"),
                        ASK,
                        "$",
                        "gzip"),
                decode("block of nobody knows what", ok("application/json", "{\"data\":{}}"), BLOCK, "$.version", ""),
                decode(
                        "block of an unknown fork",
                        ok("application/json", "{\"version\":\"fulu\",\"data\":{}}"),
                        BLOCK,
                        "$.version",
                        "no fork"),
                decode(
                        "SSZ of nobody knows what",
                        ok("application/octet-stream", "bytes"),
                        BLOCK,
                        "$",
                        "Eth-Consensus-Version"),
                headed("SSZ of an unknown fork", "application/octet-stream", "bytes"),
                headed("JSON of an unknown fork", "application/json", "{\"data\":{}}"),
                new Fault<>(
                        "body over the cap",
                        ok("application/json", " ".repeat(5000)),
                        ASK,
                        TooLarge.class,
                        e -> assertThat(e.limit()).isEqualTo(4096)),
                new Fault<>(
                        "no answer",
                        (request, answer) -> answer.hangUp(),
                        ASK,
                        Unreachable.class,
                        e -> assertThat(e.isSent()).isTrue()));
    }

    private static Fault<Http> http(String name, int status, String body) {
        return new Fault<>(
                name,
                (request, answer) -> answer.status(
                        status + " No", "Content-Type: application/json\r\nLocation: /elsewhere\r\n", body),
                ASK,
                Http.class,
                e -> {
                    assertThat(e.status()).isEqualTo(status);
                    assertThat(e.getMessage()).hasSizeLessThan(700).doesNotContain(SECRET);
                });
    }

    private static Fault<Decode> decode(
            String name,
            LoopbackServer.Script script,
            Function<BeaconApi, CompletableFuture<?>> call,
            String path,
            String problem) {
        return new Fault<>(name, script, call, Decode.class, e -> {
            assertThat(e.path()).isEqualTo(path);
            assertThat(e).hasMessageContaining(problem);
        });
    }

    /** A block whose fork stands in the header, under a name that nobody knows. */
    private static Fault<Decode> headed(String name, String type, String body) {
        return decode(
                name,
                (request, answer) ->
                        answer.status("200 OK", "Content-Type: " + type + "\r\nEth-Consensus-Version: fulu\r\n", body),
                BLOCK,
                "$",
                "is of the fork fulu; read are Capella and Deneb");
    }

    private static LoopbackServer.Script ok(String type, String body) {
        return (request, answer) -> answer.status("200 OK", "Content-Type: " + type + "\r\n", body);
    }

    private static LoopbackServer.Script page(String status) {
        return (request, answer) -> answer.status(status, "", "<html>hello</html>");
    }

    private void worksAgain() {
        node.on((request, answer) -> node.json(answer, SYNCING));
        assertThat(Lighthouse.await(node.beacon().node().syncing()).headSlot()).isEqualTo(UInt64.of(7));
    }
}
