package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.HeardEvents.block;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.threads.SystemTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams over real connections, and what servers do to them. */
@Timeout(60)
class EventStreamIT {
    private static final CallLabel LABEL = new CallLabel(CallSite.of("it"), "subscribeEvents");
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    private final Semaphore more = new Semaphore(0);
    private final LoopbackServer server = new LoopbackServer((request, answer) -> {});
    private final ApacheTransport transport = new ApacheTransport(server.url(), 1, 1 << 20);
    private final SystemTime time = new SystemTime("it");
    private final ExecutorService callbacks = Executors.newCachedThreadPool();
    private final EventStreams streams = new EventStreams(new LoopbackNode(transport), "it", time, callbacks);
    private final HeardEvents heard = new HeardEvents();

    @AfterEach
    void close() {
        streams.close();
        transport.close();
        server.close();
        time.close();
        callbacks.shutdown();
    }

    @Test
    void stream_inPiecesOfOneByte_isHeard() {
        server.script((request, answer) -> {
            answer.raw(HEAD + "\r\n");
            for (char c : (block(1) + ":\n\n" + block(2)).toCharArray()) {
                answer.raw(String.valueOf(c));
            }
            answer.stall();
        });
        EventSubscription subscription = Lighthouse.await(open(LIMIT));

        assertThat(heard.next(2)).containsExactly("1", "2");
        assertThat(server.requests().get(0).line()).isEqualTo("GET /eth/v1/events?topics=block_gossip HTTP/1.1");
        assertThat(server.requests().get(0).headers())
                .containsEntry("accept", "text/event-stream")
                .doesNotContainKey("accept-encoding");
        subscription.close();
        server.awaitBreak();
        Threads.awaitEnd("lighthouse-it-events-");
    }

    @Test
    void stream_chunked_isHeardAsItComes() {
        server.script((request, answer) -> {
            answer.raw(HEAD + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 1; i <= 3; i++) {
                Threads.acquire(more, 1);
                chunk(answer, block(i).substring(0, 20));
                chunk(answer, block(i).substring(20));
            }
            answer.stall();
        });
        Lighthouse.await(open(LIMIT));
        for (int i = 1; i <= 3; i++) {
            more.release();
            assertThat(heard.next(1)).containsExactly(Integer.toString(i));
        }
    }

    @Test
    void stream_headersWithTheFirstEventOnly_opensThen() {
        server.script((request, answer) -> {
            Threads.acquire(more, 1);
            answer.raw(HEAD + "\r\n" + block(1));
            answer.stall();
        });
        CompletableFuture<EventSubscription> future = open(LIMIT);
        server.awaitRequests(1);
        assertThat(future).isNotDone();
        more.release();

        assertThat(Lighthouse.await(future).isConnected()).isTrue();
        assertThat(heard.next(1)).containsExactly("1");
    }

    @Test
    void stream_noHeadersAtAll_endsAtTheLimitAndTheNextOpens() {
        server.script((request, answer) -> answer.stall());
        failure(LighthouseException.Timeout.class, open(Duration.ofMillis(200)));
        server.awaitBreak();
        Threads.awaitEnd("lighthouse-it-events-");

        server.script(EventStreamIT::goOn);
        Lighthouse.await(open(LIMIT));
        assertThat(heard.next(1)).containsExactly("1");
    }

    @Test
    void stream_headersByTheByte_endAtTheLimit() {
        server.script((request, answer) -> {
            answer.raw("HTTP/1.1 200 OK\r\nX-Slow: ");
            try {
                while (!more.tryAcquire(10, TimeUnit.MILLISECONDS)) {
                    answer.raw("x");
                }
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });

        failure(LighthouseException.Timeout.class, open(Duration.ofMillis(300)));
        Threads.awaitEnd("lighthouse-it-events-");
    }

    @ParameterizedTest
    @CsvSource({"400 Bad Request", "404 Not Found", "302 Found", "500 Error", "503 Unavailable"})
    void stream_failingStatus_isTypedWithTheNodesWords(String status) {
        server.script((request, answer) -> answer.status(
                status,
                "Location: " + server.url() + "/elsewhere\r\nContent-Type: application/json\r\n",
                "{\"code\":1,\"message\":\"BAD_REQUEST: unable to parse query\"}"));

        LighthouseException.Http failure = failure(LighthouseException.Http.class, open(LIMIT));
        assertThat(failure.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(failure).hasMessageContaining("unable to parse query");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json"})
    void stream_pageOfAProxy_isNotUnderstood(String contentType) {
        server.script((request, answer) ->
                answer.status("200 OK", "Content-Type: " + contentType + "\r\n", "<html>".repeat(1000)));

        assertThat(failure(LighthouseException.Decode.class, open(LIMIT))).hasMessageContaining(contentType);
    }

    @Test
    void stream_noServer_isUnreachable() {
        server.close();

        failure(LighthouseException.Unreachable.class, open(LIMIT));
    }

    @Test
    void stream_lineOfTenMegabytes_isCutOffAndRepaired() {
        server.script((request, answer) -> {
            answer.raw(HEAD + "\r\n" + block(1) + "data:");
            String piece = "x".repeat(1 << 16);
            for (int i = 0; i < 160; i++) {
                answer.raw(piece);
            }
            answer.stall();
        });
        Lighthouse.await(open(LIMIT));
        assertThat(heard.next(1)).containsExactly("1");
        server.awaitBreak();
        server.script(EventStreamIT::goOn);

        EventGap gap = (EventGap) heard.next();
        assertThat(gap.cause()).get().isInstanceOf(LighthouseException.TooLarge.class);
    }

    @Test
    @Tag("ask-17")
    void stream_silence_isNoticedAndRepaired() {
        server.script((request, answer) -> {
            answer.raw(HEAD + "\r\n" + block(1));
            answer.stall();
        });
        EventRequest.Builder request = EventRequest.builder();
        request.addTopics(EventTopic.BLOCK_GOSSIP).listener(heard).idleLimit(Duration.ofMillis(300));
        Lighthouse.await(streams.open(request.build(), LABEL, LIMIT));
        assertThat(heard.next(1)).containsExactly("1");
        server.awaitBreak();

        EventGap gap = (EventGap) heard.next();
        assertThat(gap.cause()).get().isInstanceOf(LighthouseException.Timeout.class);
        assertThat(heard.next(1)).containsExactly("1");
    }

    @Test
    @Tag("ask-18")
    void stream_serverRestarts_isBoundAnewOnOneConnection() {
        server.script((request, answer) -> {
            answer.raw(HEAD + "\r\n" + block(request.connection()));
            answer.stall();
        });
        Lighthouse.await(open(LIMIT));
        assertThat(heard.next(1)).containsExactly("1");
        server.dropConnections();

        assertThat(heard.next(2)).containsExactly("RECONNECTED", "2");
        assertThat(server.requests())
                .extracting(LoopbackServer.Request::connection)
                .containsExactly(1, 2);
    }

    @Test
    void stream_manyAtOnce_takeNoConnectionFromCalls() {
        server.script((request, answer) -> {
            if (request.line().contains("/eth/v1/events")) {
                goOn(request, answer);
            }
            answer.json("{}");
        });
        List<EventSubscription> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.add(Lighthouse.await(open(LIMIT)));
        }
        HttpAnswer answer = transport
                .exchange(LABEL, HttpRequest.get("/eth/v1/node/version", HttpRequest.JSON))
                .execute();

        assertThat(new String(answer.body(), UTF_8)).isEqualTo("{}");
        assertThat(heard.next(5)).containsOnly("1");
        assertThat(open).allMatch(EventSubscription::isConnected);
    }

    @Test
    void close_ofTheClient_leavesNoThreadAndNoConnection() {
        server.script(EventStreamIT::goOn);
        Lighthouse.await(open(LIMIT));
        Lighthouse.await(open(LIMIT));
        assertThat(Threads.of("it")).contains("lighthouse-it-events-1", "lighthouse-it-events-2");
        long begin = System.nanoTime();
        streams.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(2));
        assertThat(Threads.of("it")).noneMatch(name -> name.contains("-events-"));
        server.awaitBreak();
        server.awaitBreak();
    }

    private CompletableFuture<EventSubscription> open(Duration limit) {
        return streams.open(EventRequest.of(List.of(EventTopic.BLOCK_GOSSIP), heard), LABEL, limit);
    }

    private static void goOn(LoopbackServer.Request request, LoopbackServer.Answer answer) throws IOException {
        answer.raw(HEAD + "\r\n" + block(1));
        answer.stall();
    }

    private static void chunk(LoopbackServer.Answer answer, String text) throws IOException {
        answer.raw(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    private static <E extends LighthouseException> E failure(Class<E> type, CompletableFuture<?> future) {
        E failure = catchThrowableOfType(type, () -> Lighthouse.await(future));
        assertThat(failure).isNotNull();
        return failure;
    }
}
