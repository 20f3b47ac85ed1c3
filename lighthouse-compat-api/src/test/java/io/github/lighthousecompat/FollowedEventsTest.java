package io.github.lighthousecompat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.UnknownEvent;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.LighthouseException.VersionChanged;
import io.github.lighthousecompat.call.LighthouseVersion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class FollowedEventsTest {
    private static final CallSite SITE = CallSite.of("test");
    private static final String NAME = BeaconOperations.SUBSCRIBE_EVENTS.name();

    /** A stream that is open as long as nobody closes it. */
    private static final class Open implements EventSubscription {
        private final CompletableFuture<Void> ended = new CompletableFuture<>();

        @Override
        public List<EventTopic> topics() {
            return List.of(EventTopic.HEAD);
        }

        @Override
        public boolean isConnected() {
            return !ended.isDone();
        }

        @Override
        public CompletableFuture<Void> ended() {
            return ended;
        }

        @Override
        public void close() {
            ended.complete(null);
        }
    }

    private final CallFuture<EventSubscription> opened = new CallFuture<>(SITE, NAME);
    private final CallFuture<EventSubscription> node = new CallFuture<>(SITE, NAME);
    private final List<EventRequest> asked = new ArrayList<>();
    private final List<BeaconEvent> heard = new ArrayList<>();
    private Supplier<CompletableFuture<EventSubscription>> again = CompletableFuture::new;
    private BiConsumer<Duration, Runnable> timer = (delay, task) -> task.run();
    private final List<Boolean> isOpened = new ArrayList<>();

    private void open() {
        EventRequest request = EventRequest.builder()
                .addTopics(EventTopic.HEAD)
                .listener(event -> {
                    heard.add(event);
                    isOpened.add(opened.isDone());
                    opened.join().close();
                })
                .build();
        new FollowedEvents(
                        request,
                        opened,
                        leg -> {
                            asked.add(leg);
                            return asked.size() == 1 ? node : again.get();
                        },
                        timer)
                .open();
    }

    @Test
    void listener_atAnEventThatCameWithTheStream_hasItsSubscriptionAndMayCloseIt() {
        open();
        BeaconEvent early = new UnknownEvent("head", "1", Optional.empty());
        Open stream = new Open();

        asked.get(0).listener().accept(early);
        assertThat(heard).isEmpty();
        node.complete(stream);

        assertThat(heard).containsExactly(early);
        assertThat(isOpened).containsExactly(true);
        assertThat(stream.ended()).isCompleted();
        assertThat(opened.join().ended()).isCompleted();
    }

    @Test
    void call_thatWasCancelledMeanwhile_closesTheStreamUnheard() {
        open();
        Open stream = new Open();
        asked.get(0).listener().accept(new UnknownEvent("head", "1", Optional.empty()));
        opened.completeExceptionally(new IllegalStateException("nobody waits any more"));

        node.complete(stream);

        assertThat(heard).isEmpty();
        assertThat(stream.ended()).isCompleted();
    }

    @Test
    void listener_thatClosesWhereNothingCanRunElsewhere_hasEndedTheStream() {
        timer = (delay, task) -> {
            throw new OutOfMemoryError("no timer");
        };
        open();
        node.complete(new Open());

        asked.get(0).listener().accept(new UnknownEvent("head", "1", Optional.empty()));

        assertThat(heard).hasSize(1);
        assertThat(opened.join().ended()).isCompleted();
    }

    /** A stream whose node has become another. */
    private EventSubscription changed() {
        open();
        Open stream = new Open();
        node.complete(stream);
        stream.ended().completeExceptionally(new VersionChanged(SITE, NAME, LighthouseVersion.V4, "Lighthouse/v5.3.0"));
        return opened.join();
    }

    @Test
    void stream_thatCannotBeOpenedAgain_endsWithTheReason() {
        again = () -> {
            throw new OutOfMemoryError("no thread");
        };

        assertThat(changed().ended())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("no thread");
    }

    @Test
    void stream_thatCannotWaitForItsNode_endsWithTheReason() {
        again = () -> CallFuture.failed(SITE, NAME, new Timeout(SITE, NAME, Duration.ofSeconds(1)));
        timer = (delay, task) -> {
            throw new OutOfMemoryError("no timer");
        };

        assertThat(changed().ended())
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withMessageContaining("no timer");
    }
}
