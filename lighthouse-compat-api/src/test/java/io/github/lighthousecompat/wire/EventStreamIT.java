package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.BeaconFixture.failure;
import static io.github.lighthousecompat.wire.HeardEvents.block;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.threads.SystemTime;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n";

    private final Semaphore more = new Semaphore(0);
    private final SystemTime time = new SystemTime("it");
    private final BeaconFixture node = new BeaconFixture(
            TestDialect.LONG,
            "Lighthouse/v5.3.0-d6ba8c3/x86_64-linux",
            builder -> builder.time(time).workers(1));
    private final LoopbackServer server = node.server;
    private final HeardEvents heard = new HeardEvents();

    @AfterEach
    void close() {
        node.close();
        time.close();
    }

    @Test
    void stream_inPiecesOfOneByte_isHeard() {
        node.on((request, answer) -> {
            answer.raw(HEAD + "\r\n");
            for (char c : (block(1) + ":\n\n" + block(2)).toCharArray()) {
                answer.raw(String.valueOf(c));
            }
            answer.stall();
        });
        EventSubscription subscription = Lighthouse.await(open(LIMIT));

        assertThat(heard.next(2)).containsExactly("1", "2");
        assertThat(node.lines()).containsExactly("GET /eth/v1/events?topics=block_gossip");
        assertThat(server.requests().get(1).headers())
                .containsEntry("accept", "text/event-stream")
                .doesNotContainKey("accept-encoding");
        subscription.close();
        server.awaitBreak();
        Threads.awaitEnd("lighthouse-cl-events-");
    }

    @Test
    void stream_chunked_isHeardAsItComes() {
        node.on((request, answer) -> {
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
        node.on((request, answer) -> {
            Threads.acquire(more, 1);
            answer.raw(HEAD + "\r\n" + block(1));
            answer.stall();
        });
        CompletableFuture<EventSubscription> future = open(LIMIT);
        server.awaitRequests(2);
        assertThat(future).isNotDone();
        more.release();

        assertThat(Lighthouse.await(future).isConnected()).isTrue();
        assertThat(heard.next(1)).containsExactly("1");
    }

    @Test
    void stream_noHeadersAtAll_endsAtTheLimitAndTheNextOpens() {
        node.on((request, answer) -> answer.stall());
        CompletableFuture<EventSubscription> opening = open(Duration.ofSeconds(3));
        server.awaitStall();
        failure(LighthouseException.Timeout.class, opening);
        server.awaitBreak();
        Threads.awaitEnd("lighthouse-cl-events-");

        node.on(EventStreamIT::goOn);
        Lighthouse.await(open(LIMIT));
        assertThat(heard.next(1)).containsExactly("1");
    }

    @Test
    void stream_headersByTheByte_endAtTheLimit() {
        node.on((request, answer) -> {
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
        Threads.awaitEnd("lighthouse-cl-events-");
    }

    @ParameterizedTest
    @CsvSource({"400 Bad Request", "404 Not Found", "302 Found", "500 Error", "503 Unavailable"})
    void stream_failingStatus_isTypedWithTheNodesWords(String status) {
        node.on((request, answer) -> answer.status(
                status,
                "Location: " + server.url() + "/elsewhere\r\nContent-Type: application/json\r\n",
                "{\"code\":1,\"message\":\"BAD_REQUEST: unable to parse query\"}"));

        LighthouseException.Http failure = failure(LighthouseException.Http.class, open(LIMIT));
        assertThat(failure.status()).isEqualTo(Integer.parseInt(status.substring(0, 3)));
        assertThat(failure).hasMessageContaining("unable to parse query");
        assertThat(node.lines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "application/json"})
    void stream_pageOfAProxy_isNotUnderstood(String contentType) {
        node.on((request, answer) ->
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
        node.on((request, answer) -> {
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
        node.on(EventStreamIT::goOn);

        EventGap gap = (EventGap) heard.next();
        assertThat(gap.cause()).get().isInstanceOf(LighthouseException.TooLarge.class);
    }

    @Test
    @Tag("ask-17")
    void stream_silence_isNoticedAndRepaired() {
        node.on((request, answer) -> {
            answer.raw(HEAD + "\r\n" + block(1));
            answer.stall();
        });
        EventRequest.Builder request = EventRequest.builder();
        request.addTopics(EventTopic.BLOCK_GOSSIP).listener(heard).idleLimit(Duration.ofMillis(300));
        Lighthouse.await(subscribe(request.build(), LIMIT));
        assertThat(heard.next(1)).containsExactly("1");
        server.awaitBreak();

        EventGap gap = (EventGap) heard.next();
        assertThat(gap.cause()).get().isInstanceOf(LighthouseException.Timeout.class);
        assertThat(heard.next(1)).containsExactly("1");
    }

    @Test
    @Tag("ask-18")
    void stream_serverRestarts_isBoundAnewOnOneConnection() {
        node.on((request, answer) -> {
            answer.raw(HEAD + "\r\n" + block(node.lines().size()));
            answer.stall();
        });
        Lighthouse.await(open(LIMIT));
        assertThat(heard.next(1)).containsExactly("1");
        server.dropConnections();

        assertThat(heard.next(2)).containsExactly("RECONNECTED", "2");
        assertThat(node.lines()).hasSize(2);
    }

    @Test
    void stream_manyAtOnce_takeNoConnectionAndNoThreadFromCalls() {
        node.on((request, answer) -> {
            if (request.line().contains("/eth/v1/events")) {
                goOn(request, answer);
            }
            node.json(answer, "{\"data\":{\"version\":\"x\"}}");
        });
        List<EventSubscription> open = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            open.add(Lighthouse.await(open(LIMIT)));
        }

        assertThat(Lighthouse.await(node.beacon().raw("/eth/v1/any")).status()).isEqualTo(200);
        assertThat(heard.next(5)).containsOnly("1");
        assertThat(open).allMatch(EventSubscription::isConnected);
    }

    @Test
    void stream_topicThatTheReleaseLacks_isNotAskedFor() {
        node.becomes("Lighthouse/v5.2.1-9e12c21/x86_64-linux");

        assertThat(failure(LighthouseException.Unsupported.class, open(LIMIT)))
                .hasMessageContaining("v5.2.1")
                .hasMessageContaining("block_gossip");
        assertThat(node.lines()).isEmpty();
    }

    @Test
    void stream_topicThatTheReleaseBeforeLacked_isAskedForAfterAnUpgrade() {
        node.becomes("Lighthouse/v5.2.1-9e12c21/x86_64-linux");
        failure(LighthouseException.Unsupported.class, open(LIMIT));
        node.on(EventStreamIT::goOn);

        // nothing else is asked in between, which would show the upgrade
        node.becomes("Lighthouse/v5.3.0-d6ba8c3/x86_64-linux");
        Lighthouse.await(open(LIMIT));

        assertThat(heard.next(1)).containsExactly("1");
    }

    @Test
    void stream_topicThatTheReleaseBeforeLacked_showsANodeOfAnotherDialect() {
        node.becomes("Lighthouse/v5.2.1-9e12c21/x86_64-linux");
        failure(LighthouseException.Unsupported.class, open(LIMIT));
        node.becomes("Lighthouse/v4.5.0-441fc16/x86_64-linux");

        assertThat(failure(LighthouseException.VersionChanged.class, open(LIMIT))
                        .found())
                .contains("v4.5.0");
    }

    @Test
    void stream_nodeThatRestartsAsAReleaseWithoutTheTopic_endsAsUnsupported() {
        node.on(EventStreamIT::goOn);
        EventSubscription subscription = Lighthouse.await(open(LIMIT));
        assertThat(heard.next(1)).containsExactly("1");
        node.becomes("Lighthouse/v5.2.1-9e12c21/x86_64-linux");
        node.on((request, answer) -> node.error(answer, 400, "event topic cannot be parsed"));
        server.dropConnections();

        assertThat(failure(LighthouseException.Unsupported.class, subscription.ended()))
                .hasMessageContaining("v5.2.1")
                .hasMessageContaining("block_gossip");
    }

    @Test
    void stream_nodeOfAnotherDialect_isVersionChanged() {
        node.becomes("Lighthouse/v4.5.0-441fc16/x86_64-linux");

        assertThat(failure(LighthouseException.VersionChanged.class, open(LIMIT))
                        .found())
                .contains("v4.5.0");
        assertThat(node.lines()).isEmpty();
    }

    @Test
    void stream_nodeThatRestartsAsAnotherDialect_endsAsVersionChanged() {
        node.on((request, answer) -> {
            answer.raw("HTTP/1.1 200 OK\r\n" + node.header() + "Content-Type: text/event-stream\r\n\r\n" + block(1));
            answer.stall();
        });
        EventSubscription subscription = Lighthouse.await(open(LIMIT));
        assertThat(heard.next(1)).containsExactly("1");
        node.becomes("Lighthouse/v4.5.0-441fc16/x86_64-linux");
        server.dropConnections();

        failure(LighthouseException.VersionChanged.class, subscription.ended());
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void stream_refused_isAuthentication() {
        node.on((request, answer) -> node.error(answer, 401, "who are you"));

        assertThat(failure(LighthouseException.Authentication.class, open(LIMIT)))
                .hasMessageContaining("who are you");
    }

    @Test
    void close_ofTheClient_leavesNoThreadAndNoConnection() {
        node.on(EventStreamIT::goOn);
        Lighthouse.await(open(LIMIT));
        Lighthouse.await(open(LIMIT));
        assertThat(Threads.of("cl")).contains("lighthouse-cl-events-1", "lighthouse-cl-events-2");
        node.connection.close();

        Threads.awaitClosed("cl");
        server.awaitBreak();
        server.awaitBreak();
    }

    private CompletableFuture<EventSubscription> open(Duration limit) {
        return subscribe(EventRequest.of(List.of(EventTopic.BLOCK_GOSSIP), heard), limit);
    }

    private CompletableFuture<EventSubscription> subscribe(EventRequest request, Duration limit) {
        return node.connection.call(BeaconOperations.SUBSCRIBE_EVENTS, request, CallOptions.DEFAULT.within(limit));
    }

    private static void goOn(LoopbackServer.Request request, LoopbackServer.Answer answer) throws IOException {
        answer.raw(HEAD + "\r\n" + block(1));
        answer.stall();
    }

    private static void chunk(LoopbackServer.Answer answer, String text) throws IOException {
        answer.raw(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }
}
