package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.wire.HeardEvents.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BlockGossipEvent;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.UnknownEvent;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stream makes of what a node does, second by second. */
@Timeout(60)
class EventStreamTest {
    private static final CallLabel LABEL = new CallLabel(new CallSite("host", "old"), "subscribeEvents");

    private final RecordingTime time = new RecordingTime();
    private final ScriptedNode node = new ScriptedNode();
    private final HeardEvents heard = new HeardEvents();
    private final ExecutorService callbacks = Executors.newCachedThreadPool();
    private final EventStreams streams = new EventStreams(node, "host", time, callbacks);

    @AfterEach
    void close() {
        streams.close();
        callbacks.shutdown();
    }

    @Test
    void open_headersCome_completesAndHearsInOrder() {
        CompletableFuture<EventSubscription> future = open(EventTopic.HEAD, EventTopic.BLOCK_GOSSIP);
        ScriptedNode.Line line = node.accept();
        assertThat(future).isNotDone();
        line.open();
        EventSubscription subscription = Lighthouse.await(future);
        line.send(block(1) + block(2)).send(block(3));

        assertThat(heard.next(3)).containsExactly("1", "2", "3");
        assertThat(subscription.isConnected()).isTrue();
        assertThat(subscription.topics()).containsExactly(EventTopic.HEAD, EventTopic.BLOCK_GOSSIP);
        assertThat(subscription.ended()).isNotDone();
    }

    @Test
    void open_severalTopics_hasAParameterForEach() {
        open(EventTopic.HEAD, EventTopic.of("new_topic"));

        assertThat(node.accept().query()).isEqualTo("topics=head&topics=new_topic");
    }

    @Test
    void open_topicThatTheReleaseLacks_namesBothAndSendsNothing() {
        node.become(Release.of(4, 5, 0));

        LighthouseException.Unsupported failure =
                failure(LighthouseException.Unsupported.class, open(EventTopic.HEAD, EventTopic.BLOB_SIDECAR));
        assertThat(failure)
                .hasMessageContaining("v4.5.0")
                .hasMessageContaining("blob_sidecar")
                .hasMessageContaining("v4.6.0");
        assertThat(failure.method()).isEqualTo("events of blob_sidecar");
        assertThat(node.hasArrivals()).isFalse();
    }

    @Test
    void open_noHeaders_endsAtTheLimit() {
        CompletableFuture<EventSubscription> future = open(EventTopic.HEAD);
        ScriptedNode.Line line = node.accept();
        time.advance(RecordingTime.LIMIT);
        line.awaitCancel();

        assertThat(failure(LighthouseException.Timeout.class, future).limit()).isEqualTo(RecordingTime.LIMIT);
        Threads.awaitEnd("lighthouse-host-events-");
        assertThat(time.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 500, 503})
    void open_statusOfFailure_isTypedAndNotTriedAgain(int status) {
        CompletableFuture<EventSubscription> future = open(EventTopic.HEAD);
        node.accept().refuse(status);

        assertThat(failure(LighthouseException.Http.class, future).status()).isEqualTo(status);
        Threads.awaitEnd("lighthouse-host-events-");
        assertThat(time.waiting()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html; charset=utf-8", "application/json"})
    void open_noStream_isNotUnderstood(String contentType) {
        CompletableFuture<EventSubscription> future = open(EventTopic.HEAD);
        node.accept().open(contentType);

        assertThat(failure(LighthouseException.Decode.class, future)).hasMessageContaining(contentType);
    }

    @Test
    void open_cancelled_endsTheConnection() {
        CompletableFuture<EventSubscription> future = open(EventTopic.HEAD);
        ScriptedNode.Line line = node.accept();
        future.cancel(true);

        line.awaitCancel();
        Threads.awaitEnd("lighthouse-host-events-");
    }

    @Test
    void open_clientClosed_isCancelledOrRejected() {
        CompletableFuture<EventSubscription> before = open(EventTopic.HEAD);
        node.accept();
        streams.close();

        failure(LighthouseException.Cancelled.class, before);
        LighthouseException.Rejected rejected = failure(LighthouseException.Rejected.class, open(EventTopic.HEAD));
        assertThat(rejected.reason()).isEqualTo(LighthouseException.Rejected.Reason.CLOSED);
        Threads.awaitClosed("host");
    }

    @Test
    @Tag("ask-17")
    void silence_longerThanAllowed_opensAnewAndTellsTheGap() {
        EventSubscription subscription = connected();
        ScriptedNode.Line first = node.line();
        first.send(block(1));
        time.advance(RecordingTime.IDLE);
        first.awaitCancel();
        Duration pause = time.skipPause();
        assertThat(subscription.isConnected()).isFalse();
        node.accept().open().send(block(2));

        assertThat(pause).isLessThanOrEqualTo(Duration.ofMillis(500));
        assertThat(heard.next(1)).containsExactly("1");
        EventGap gap = (EventGap) heard.next();
        assertThat(gap.reason()).isEqualTo(EventGap.Reason.RECONNECTED);
        assertThat(gap.missed()).isEmpty();
        assertThat(gap.cause())
                .get()
                .isInstanceOfSatisfying(
                        LighthouseException.Timeout.class,
                        timeout -> assertThat(timeout.limit()).isEqualTo(RecordingTime.IDLE));
        assertThat(heard.next(1)).containsExactly("2");
    }

    @Test
    @Tag("ask-17")
    void silence_withCommentsInBetween_isNone() {
        connected();
        for (int i = 0; i < 10; i++) {
            time.advance(RecordingTime.IDLE.minusSeconds(1));
            node.line().send(":\n\n");
        }
        node.line().send(block(1));

        assertThat(heard.next(1)).containsExactly("1");
        assertThat(node.hasArrivals()).isFalse();
    }

    @Test
    void trickle_oneByteASecond_countsAsSilence() {
        connected();
        for (int i = 0; i < RecordingTime.IDLE.toSeconds(); i++) {
            node.line().send("x");
            time.advance(Duration.ofSeconds(1));
        }

        node.line().awaitCancel();
        time.skipPause();
        node.accept().open();
        assertThat(heard.next(1)).containsExactly("RECONNECTED");
    }

    @Test
    void end_ofTheNode_isRepairedInOrder() {
        connected();
        node.line().send(block(1)).end();
        time.skipPause();
        node.accept().open().send(block(2)).breakOff();
        time.skipPause();
        node.accept().open().send(block(3));

        assertThat(heard.next(5)).containsExactly("1", "RECONNECTED", "2", "RECONNECTED", "3");
    }

    @Test
    void reconnect_failing_waitsLongerAndLongerAndTellsOneGapWithTheFirstCause() {
        connected();
        node.line().breakOff();
        for (int i = 0; i < 6; i++) {
            Duration pause = time.skipPause();
            assertThat(pause).isBetween(Duration.ofMillis(250L << i), Duration.ofMillis(500L << i));
            node.accept().refuse(i == 0 ? 404 : 503);
        }
        time.skipPause();
        node.accept().open().send(block(7));

        EventGap gap = (EventGap) heard.next();
        assertThat(gap.cause()).get().isInstanceOf(LighthouseException.Unreachable.class);
        assertThat(heard.next(1)).containsExactly("7");
    }

    @Test
    void reconnect_headersDoNotCome_isTriedAgain() {
        connected();
        node.line().breakOff();
        time.skipPause();
        ScriptedNode.Line hanging = node.accept();
        time.advance(RecordingTime.LIMIT);
        hanging.awaitCancel();
        time.skipPause();
        node.accept().open();

        assertThat(heard.next(1)).containsExactly("RECONNECTED");
    }

    @Test
    void reconnect_afterALongConnection_beginsWithAShortPause() {
        connected();
        for (int i = 0; i < 8; i++) {
            node.line().breakOff();
            time.skipPause();
            node.accept().open();
        }
        time.advance(Backoff.MOST);
        node.line().breakOff();

        assertThat(time.skipPause()).isLessThanOrEqualTo(Duration.ofMillis(500));
        node.accept();
    }

    @Test
    void reconnect_nodeAsksForAPause_waitsThatLong() {
        connected();
        node.line().send("retry: 7000\n").breakOff();

        assertThat(time.skipPause()).isEqualTo(Duration.ofSeconds(7));
        node.accept();
    }

    @Test
    void reconnect_nodeKnowsTheTopicNoMore_endsTyped() {
        EventSubscription subscription = connected();
        node.line().breakOff();
        time.skipPause();
        node.accept().refuse(400);

        assertThat(failure(LighthouseException.Http.class, subscription.ended()).status())
                .isEqualTo(400);
        Threads.awaitEnd("lighthouse-host-events-");
    }

    @Test
    void reconnect_olderRelease_endsTyped() {
        node.become(Release.of(5, 3, 0));
        EventSubscription subscription = connected();
        node.become(Release.of(5, 2, 1));
        node.line().breakOff();
        time.skipPause();

        assertThat(failure(LighthouseException.Unsupported.class, subscription.ended()))
                .hasMessageContaining("v5.2.1")
                .hasMessageContaining("block_gossip");
    }

    @Test
    void reconnect_otherDialect_endsTyped() {
        EventSubscription subscription = connected();
        node.line().breakOff();
        time.skipPause();
        node.accept()
                .fail(new LighthouseException.VersionChanged(
                        LABEL.site(), LABEL.operation(), LighthouseVersion.V4, "Lighthouse/v5.0.0"));

        failure(LighthouseException.VersionChanged.class, subscription.ended());
    }

    @Test
    @Tag("ask-18")
    void reconnect_overAndOver_neverHasTwoConnectionsNorHearsOneTwice() {
        connected();
        for (int i = 1; i <= 20; i++) {
            node.line().send(block(i));
            if (i % 2 == 0) {
                node.line().breakOff();
            } else {
                time.advance(RecordingTime.IDLE);
                node.line().awaitCancel();
            }
            time.skipPause();
            node.accept().open();
            assertThat(heard.next(2)).containsExactly(Integer.toString(i), "RECONNECTED");
        }

        assertThat(node.mostOpen()).isOne();
        assertThat(Threads.of("host")).containsExactly("lighthouse-host-events-1");
    }

    @Test
    void comment_ofDroppedMessages_isAGapWithTheirNumber() {
        connected();
        node.line()
                .send(block(1) + ":error - dropped 7 messages\n\n: error - bad json\n\n: dropped 5 messages\n\n"
                        + block(2));

        assertThat(heard.next(1)).containsExactly("1");
        assertThat(((EventGap) heard.next()).missed()).hasValue(7);
        EventGap unknown = (EventGap) heard.next();
        assertThat(unknown.missed()).isEmpty();
        assertThat(unknown.reason()).isEqualTo(EventGap.Reason.DROPPED_BY_NODE);
        assertThat(heard.next(1)).containsExactly("2");
    }

    @Test
    void event_thatCannotBeRead_isAValueAndTheOthersGoOn() {
        connected();
        node.line().send("event:block_gossip\ndata:{\"slot\":7}\n\nevent:new\ndata:{}\n\n" + block(2));

        UnknownEvent unread = (UnknownEvent) heard.next();
        assertThat(unread.topic()).isEqualTo("block_gossip");
        assertThat(unread.problem()).get().asString().contains("$.slot");
        assertThat(heard.next())
                .isInstanceOfSatisfying(
                        UnknownEvent.class,
                        unknown -> assertThat(unknown.problem()).isEmpty());
        assertThat(heard.next()).isInstanceOf(BlockGossipEvent.class);
    }

    @Test
    void event_tooLarge_endsTheConnectionAndIsTheCauseOfTheGap() {
        connected();
        node.line().send(block(1)).send("data:" + "x".repeat(EventStream.MAX_EVENT_SIZE));
        time.skipPause();
        node.accept().open().send(block(2));

        assertThat(heard.next(1)).containsExactly("1");
        assertThat(((EventGap) heard.next()).cause()).get().isInstanceOf(LighthouseException.TooLarge.class);
        assertThat(heard.next(1)).containsExactly("2");
    }

    @Test
    void listener_blocked_neverStopsTheReader() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        EventSubscription subscription = connected(event -> {
            begun.countDown();
            Threads.await(gate);
            heard.accept(event);
        });
        node.line().send(block(0));
        Threads.await(begun);
        for (int i = 1; i < 100; i++) {
            node.line().send(block(i));
        }
        assertThat(subscription.isConnected()).isTrue();
        gate.countDown();

        assertThat(heard.next(10)).containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "OVERFLOW");
        node.line().send(block(100));
        assertThat(heard.next(1)).containsExactly("100");
    }

    @Test
    void listener_throws_hearsTheNext() {
        connected(event -> {
            heard.accept(event);
            throw new IllegalStateException("host");
        });
        node.line().send(block(1) + block(2));

        assertThat(heard.next(2)).containsExactly("1", "2");
    }

    @Test
    void close_connected_endsThreadAndConnectionAndIsHeardNoMore() {
        EventSubscription subscription = connected();
        subscription.close();
        subscription.close();
        node.line().awaitCancel();

        Lighthouse.await(subscription.ended());
        Threads.awaitEnd("lighthouse-host-events-");
        assertThat(subscription.isConnected()).isFalse();
        assertThat(time.waiting()).isZero();
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void close_whileItPauses_endsTheThread() {
        EventSubscription subscription = connected();
        node.line().breakOff();
        time.awaitPause();
        subscription.close();

        Threads.awaitEnd("lighthouse-host-events-");
        assertThat(time.waiting()).isZero();
        assertThat(node.hasArrivals()).isFalse();
    }

    @Test
    void close_byTheListener_isTheLastItHears() {
        CompletableFuture<EventSubscription> self = new CompletableFuture<>();
        EventSubscription subscription = connected(event -> {
            heard.accept(event);
            self.orTimeout(20, TimeUnit.SECONDS).join().close();
        });
        self.complete(subscription);
        node.line().send(block(1) + block(2));

        assertThat(heard.next(1)).containsExactly("1");
        Lighthouse.await(subscription.ended());
        Threads.awaitEnd("lighthouse-host-events-");
        assertThat(heard.isEmpty()).isTrue();
    }

    @Test
    void close_ofTheClient_endsAllStreams() {
        EventSubscription one = connected();
        ScriptedNode.Line first = node.line();
        EventSubscription other = connected();
        streams.close();

        first.awaitCancel();
        node.line().awaitCancel();
        Lighthouse.await(one.ended());
        Lighthouse.await(other.ended());
        Threads.awaitClosed("host");
    }

    private EventSubscription connected() {
        return connected(heard);
    }

    private EventSubscription connected(Consumer<BeaconEvent> listener) {
        EventRequest.Builder request = EventRequest.builder();
        request.addTopics(EventTopic.BLOCK_GOSSIP).listener(listener).bufferSize(8);
        CompletableFuture<EventSubscription> future = streams.open(request.build(), LABEL, RecordingTime.LIMIT);
        node.accept().open();
        return Lighthouse.await(future);
    }

    private CompletableFuture<EventSubscription> open(EventTopic... topics) {
        return streams.open(EventRequest.of(List.of(topics), heard), LABEL, RecordingTime.LIMIT);
    }

    private static <E extends LighthouseException> E failure(Class<E> type, CompletableFuture<?> future) {
        E failure =
                catchThrowableOfType(type, () -> Lighthouse.await(future.copy().orTimeout(20, TimeUnit.SECONDS)));
        assertThat(failure).isNotNull();
        assertThat(failure.backend()).isEqualTo("old");
        return failure;
    }
}
