package io.github.lighthousecompat.testkit.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.UnknownEvent;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.RouteTrace;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.KillSwitch;
import io.github.lighthousecompat.route.ManualKillSwitch;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.route.WeightSource;
import io.github.lighthousecompat.testkit.Eventually;
import io.github.lighthousecompat.testkit.ManualTime;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A stream of events goes where the router sends it, as long as it lives. */
@Tag("ask-18")
@Timeout(30)
class EventRoutingTest {
    private static final Duration SLOT = Duration.ofSeconds(12);

    private final ManualTime time = ManualTime.create();
    private final StreamNode first = new StreamNode("v4");
    private final StreamNode second = new StreamNode("v5");
    private final Backend old = Backend.of("v4", first);
    private final Backend young = Backend.of("v5", second);
    private final List<BeaconEvent> heard = new CopyOnWriteArrayList<>();
    private final List<RoutedLighthouse> clients = new ArrayList<>();

    @AfterEach
    void close() {
        clients.forEach(RoutedLighthouse::close);
    }

    private RoutedLighthouse route(Router router) {
        RoutedLighthouse client = RoutedLighthouse.builder()
                .topology(Topology.SHARED)
                .time(time)
                .backends(old, young)
                .router(router)
                .build();
        clients.add(client);
        return client;
    }

    private EventSubscription subscribe(RoutedLighthouse client) {
        return Lighthouse.await(client.beacon().events().subscribe(List.of(EventTopic.HEAD), heard::add));
    }

    /** Lets slots pass until it has happened. */
    private void until(BooleanSupplier condition) {
        Eventually.until(condition, () -> time.advance(SLOT));
    }

    private List<String> texts() {
        return heard.stream()
                .map(event -> event instanceof UnknownEvent unknown
                        ? unknown.topic() + " " + unknown.data()
                        : event instanceof EventGap gap ? gap.reason().name() : event.toString())
                .toList();
    }

    private static LighthouseException failureOf(CompletableFuture<?> end) {
        return (LighthouseException)
                end.handle((nothing, failure) -> Optional.ofNullable(failure).orElseThrow())
                        .join();
    }

    @Test
    void killSwitch_movesTheStream_withOneGap() {
        ManualKillSwitch kill = KillSwitch.manual();
        EventSubscription events = subscribe(route(Router.only(young).killable(old, kill)));
        second.says(1);

        kill.on();
        until(() -> heard.size() > 1);
        first.says(2);

        assertThat(texts()).containsExactly("v5 1", "RECONNECTED", "v4 2");
        assertThat(((EventGap) heard.get(1)).cause()).as("it was well").isEmpty();
        assertThat(second.hasStream()).isFalse();
        assertThat(events.isConnected()).isTrue();
        assertThat(events.ended()).isNotDone();
        kill.off();
        until(second::hasStream);
        Eventually.until(() -> !first.hasStream());
    }

    @Test
    void nextStream_isOpenBeforeTheOtherIsClosed_andWhatItSaysWaits() {
        RoutedLighthouse client = route(Router.only(young));
        subscribe(client);
        first.holds();

        client.router(Router.only(old));
        until(() -> !first.streams().isEmpty());
        StreamNode.Opened next = first.streams().get(0);
        next.says(new UnknownEvent("v4", "2", Optional.empty()));
        second.says(1);

        assertThat(texts()).containsExactly("v5 1");
        assertThat(second.stream().isClosed()).isFalse();
        next.answer().complete(next);
        Eventually.until(() -> texts().size() == 3);
        assertThat(texts()).containsExactly("v5 1", "RECONNECTED", "v4 2");
        Eventually.until(() -> !second.hasStream());
    }

    @Test
    void nodeThatDies_isLeft() {
        RoutedLighthouse client = route(Router.primaryWithFallback(young, old));
        EventSubscription events = subscribe(client);

        second.dies();
        until(first::hasStream);
        Eventually.until(events::isConnected);

        first.says(7);
        assertThat(texts()).containsExactly("RECONNECTED", "v4 7");
    }

    @Test
    void nodeThatFallsBehind_isLeft_thoughItsStreamIsWell() {
        subscribe(route(Router.primaryWithFallback(young, old)));

        second.isNow(BeaconSamples.syncing(true, false, false));
        until(first::hasStream);
        Eventually.until(() -> !second.hasStream());
        second.isNow(BeaconSamples.syncing(false, false, false));
        until(second::hasStream);

        Eventually.until(() -> heard.size() == 2);
        assertThat(texts()).containsExactly("RECONNECTED", "RECONNECTED");
    }

    @Test
    void backendThatIsDetached_isLeft() {
        RoutedLighthouse client = route(Router.only(young));
        subscribe(client);

        client.router(Router.only(old));
        client.detach("v5");
        until(first::hasStream);

        Eventually.until(() -> !second.hasStream());
        first.says(3);
        second.says(4);
        assertThat(texts()).containsExactly("RECONNECTED", "v4 3");
    }

    @Test
    void streamThatEnds_isOpenedElsewhereAtOnce() {
        EventSubscription events = subscribe(route(Router.primaryWithFallback(young, old)));

        second.ends(Optional.of(Failure.UNSUPPORTED));

        assertThat(first.hasStream()).isTrue();
        assertThat(((EventGap) heard.get(0)).cause()).get().isInstanceOf(Unsupported.class);
        assertThat(events.ended()).isNotDone();
    }

    @Test
    void streamOfAClientThatIsClosed_isOpenedElsewhereAtOnce() {
        EventSubscription events = subscribe(route(Router.primaryWithFallback(young, old)));

        second.ends(Optional.empty());

        assertThat(first.hasStream()).isTrue();
        assertThat(texts()).containsExactly("RECONNECTED");
        assertThat(((EventGap) heard.get(0)).cause()).get().isInstanceOf(Rejected.class);
        assertThat(events.isConnected()).isTrue();
    }

    @Test
    void nobodyWhoCanOpenIt_leavesItWhereItIs_asLongAsItLives() {
        RoutedLighthouse client = route(Router.only(young));
        EventSubscription events = subscribe(client);
        first.refuses(Failure.UNSUPPORTED);
        client.router(Router.only(old));

        for (int slot = 0; slot < 5; slot++) {
            time.advance(SLOT);
        }
        second.says(1);
        assertThat(texts()).containsExactly("v5 1");
        assertThat(events.isConnected()).isTrue();

        second.ends(Optional.of(Failure.HTTP_500));

        assertThat(failureOf(events.ended()))
                .isInstanceOf(Http.class)
                .satisfies(
                        end -> assertThat(end.getSuppressed()).singleElement().isInstanceOf(Unsupported.class));
        assertThat(events.isConnected()).isFalse();
    }

    @Test
    void streamThatEnds_whileNobodyElseAnswers_waitsForOneWhoDoes() {
        EventSubscription events = subscribe(route(Router.primaryWithFallback(young, old)));
        first.refuses(Failure.NOT_SENT);

        second.ends(Optional.of(Failure.UNSUPPORTED));
        second.refuses(Failure.UNSUPPORTED);
        assertThat(events.isConnected()).isFalse();
        assertThat(events.ended()).isNotDone();
        first.refusesNoMore();

        until(first::hasStream);
        Eventually.until(() -> heard.size() == 1);
        assertThat(((EventGap) heard.get(0)).cause()).get().isInstanceOf(Unsupported.class);
    }

    @Test
    void close_whileAnotherIsOpened_closesBoth_andNothingIsHeard() {
        RoutedLighthouse client = route(Router.only(young));
        EventSubscription events = subscribe(client);
        first.holds();
        client.router(Router.only(old));
        until(() -> !first.streams().isEmpty());
        StreamNode.Opened next = first.streams().get(0);

        events.close();

        Eventually.until(() -> next.answer().isCancelled());
        assertThat(second.hasStream()).isFalse();
        next.says(new UnknownEvent("v4", "2", Optional.empty()));
        second.streams().get(0).says(new UnknownEvent("v5", "2", Optional.empty()));
        assertThat(heard).isEmpty();
        Lighthouse.await(events.ended());
        assertThat(events.isConnected()).isFalse();
    }

    /** A listener may close its own subscription at the first event, and that may come before anything else. */
    @Test
    void listener_atAnEventThatCameWithTheStream_hasItsSubscription() {
        second.holds();
        CompletableFuture<CompletableFuture<EventSubscription>> own = new CompletableFuture<>();
        List<Boolean> opened = new CopyOnWriteArrayList<>();
        CompletableFuture<EventSubscription> opening = route(Router.only(young))
                .beacon()
                .events()
                .subscribe(List.of(EventTopic.HEAD), event -> {
                    heard.add(event);
                    opened.add(own.join().isDone());
                });
        own.complete(opening);
        StreamNode.Opened stream = second.streams().get(0);

        stream.says(new UnknownEvent("v5", "1", Optional.empty()));
        assertThat(heard).isEmpty();
        stream.answer().complete(stream);

        assertThat(texts()).containsExactly("v5 1");
        assertThat(opened)
                .as("a listener that waited for it would wait for itself")
                .containsExactly(true);
    }

    /** Cancelling comes too late for one that has just opened: it is closed when it arrives. */
    @Test
    void streamThatOpensAfterTheClose_isClosed() {
        RoutedLighthouse client = route(Router.only(young));
        AtomicBoolean isClosing = new AtomicBoolean();
        CompletableFuture<EventSubscription> own = new CompletableFuture<>();
        own.complete(Lighthouse.await(client.beacon().events().subscribe(List.of(EventTopic.HEAD), event -> {
            heard.add(event);
            if (isClosing.compareAndSet(false, true)) {
                own.join().close();
            }
        })));
        client.router(Router.only(old));
        until(() -> !heard.isEmpty());

        Lighthouse.await(own.join().ended());
        Eventually.until(() -> !first.hasStream() && !second.hasStream());
        first.streams().get(0).says(new UnknownEvent("v4", "2", Optional.empty()));
        assertThat(texts()).as("closed by its own listener at the gap").containsExactly("RECONNECTED");
    }

    @Test
    void closedClient_endsStreamsOfBackendsThatItOnlyBorrows() {
        Backend borrowed = Backend.borrowed("v4", first);
        RoutedLighthouse client = RoutedLighthouse.builder()
                .time(time)
                .backends(borrowed)
                .router(Router.only(borrowed))
                .build();
        EventSubscription events = subscribe(client);

        client.close();

        Lighthouse.await(events.ended());
        assertThat(first.hasStream()).isFalse();
        first.streams().get(0).says(new UnknownEvent("v4", "2", Optional.empty()));
        assertThat(heard).isEmpty();
    }

    @Test
    void closedClient_cancelsAStreamThatIsNotOpenYet() {
        second.holds();
        RoutedLighthouse client = route(Router.only(young));
        CompletableFuture<EventSubscription> opening =
                client.beacon().events().subscribe(List.of(EventTopic.HEAD), heard::add);

        client.close();

        assertThatThrownBy(() -> Lighthouse.await(opening))
                .isInstanceOf(Cancelled.class)
                .hasMessageContaining("client was closed");
        assertThat(second.streams().get(0).answer()).isCancelled();
    }

    @Test
    void firstStream_isOpenedByAnotherNode_whereTheOneToAskCanNot() {
        second.refuses(Failure.NOT_SENT);
        RoutedLighthouse client = route(Router.primaryWithFallback(young, old));
        List<RouteTrace> traces = new CopyOnWriteArrayList<>();

        EventSubscription events = Lighthouse.await(client.beacon(CallOptions.DEFAULT.traced(traces::add))
                .events()
                .subscribe(List.of(EventTopic.HEAD), heard::add));

        assertThat(events.isConnected()).isTrue();
        assertThat(heard).as("it is the first stream").isEmpty();
        assertThat(traces).singleElement().satisfies(trace -> {
            assertThat(trace.primary()).isEqualTo("v5");
            assertThat(trace.standIn()).contains("v4");
            assertThat(trace.attempts()).hasSize(2);
        });
    }

    @Test
    void firstStream_thatNobodyOpens_failsAsTheOneToAskDoes() {
        second.refuses(Failure.UNSUPPORTED);
        first.refuses(Failure.NOT_SENT);
        RoutedLighthouse client = route(Router.primaryWithFallback(young, old));

        assertThatThrownBy(() -> subscribe(client)).isInstanceOf(Unsupported.class);
    }

    /** A draw for each look would send a stream of a canary to and fro. */
    @Test
    void canary_keepsAStreamWhereItBegan_whileTheWeightIsTheSame() {
        RoutedLighthouse client =
                route(Router.canary(old, young, WeightSource.of(Weight.percent(50)), Assignment.random()));
        subscribe(client);

        for (int slot = 0; slot < 100; slot++) {
            time.advance(SLOT);
        }

        assertThat(first.streams().size() + second.streams().size()).isEqualTo(1);
        assertThat(heard).isEmpty();
    }

    /** Nodes that talk at once, a router that changes all the time, and a listener that is slow. */
    @Test
    @Tag("ask-18")
    void manySwitches_areHeardAsOneSequence() throws InterruptedException {
        RoutedLighthouse client = route(Router.only(young));
        AtomicInteger inside = new AtomicInteger();
        AtomicBoolean overlap = new AtomicBoolean();
        EventSubscription events =
                Lighthouse.await(client.beacon().events().subscribe(List.of(EventTopic.HEAD), event -> {
                    overlap.compareAndSet(false, inside.incrementAndGet() > 1);
                    heard.add(event);
                    inside.decrementAndGet();
                }));
        AtomicBoolean isOver = new AtomicBoolean();
        CountDownLatch done = new CountDownLatch(2);
        for (StreamNode node : List.of(first, second)) {
            new Thread(
                            () -> {
                                for (int number = 1; !isOver.get(); number++) {
                                    node.says(number);
                                    Thread.onSpinWait();
                                }
                                done.countDown();
                            },
                            "node-" + node.name())
                    .start();
        }
        for (int turn = 0; turn < 40; turn++) {
            boolean toOld = turn % 2 == 0;
            client.router(Router.only(toOld ? old : young));
            until(() -> (toOld ? first : second).hasStream() && !(toOld ? second : first).hasStream());
            Eventually.until(() -> heard.get(heard.size() - 1) instanceof UnknownEvent last
                    && last.topic().equals(toOld ? "v4" : "v5"));
        }
        events.close();
        int atClose = heard.size();
        isOver.set(true);
        done.await();

        assertThat(heard).as("nothing is heard after the close").hasSize(atClose);
        assertThat(overlap).isFalse();
        assertThat(texts().stream().filter("RECONNECTED"::equals)).hasSize(40);
        assertThat(faults()).isEmpty();
    }

    /**
     * Where a node is heard that is not the one of this part, or an event twice, or one before another that was
     * earlier.
     */
    private List<String> faults() {
        List<String> faults = new ArrayList<>();
        String from = "";
        int last = 0;
        for (BeaconEvent event : heard) {
            if (event instanceof UnknownEvent unknown) {
                int number = Integer.parseInt(unknown.data());
                if (!from.isEmpty() && (!from.equals(unknown.topic()) || number <= last)) {
                    faults.add(unknown + " after " + from + " " + last);
                }
                from = unknown.topic();
                last = number;
            } else {
                from = "";
            }
        }
        return faults;
    }
}
