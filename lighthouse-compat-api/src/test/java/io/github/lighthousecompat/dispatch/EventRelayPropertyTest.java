package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.UnknownEvent;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever streams say, and whenever they open, one sequence is heard. */
class EventRelayPropertyTest {
    private static final int BUFFER = 4;

    /** A stream that can be closed. */
    private static final class Opened implements EventSubscription {
        private final EventRelay.Leg leg;
        private boolean isClosed;
        private int said;
        private boolean isCarried;

        Opened(EventRelay.Leg leg) {
            this.leg = leg;
        }

        @Override
        public List<EventTopic> topics() {
            return List.of();
        }

        @Override
        public boolean isConnected() {
            return !isClosed;
        }

        @Override
        public CompletableFuture<Void> ended() {
            return new CompletableFuture<>();
        }

        @Override
        public void close() {
            isClosed = true;
        }
    }

    /** A listener, and the streams that were asked for it. */
    private static final class Host {
        private final List<BeaconEvent> heard = new ArrayList<>();
        private final List<Opened> streams = new ArrayList<>();
        private final EventRelay relay = new EventRelay(
                EventRequest.builder()
                        .addTopics(EventTopic.HEAD)
                        .listener(heard::add)
                        .bufferSize(BUFFER)
                        .build(),
                new CallFuture<>(CallSite.of("test"), BeaconOperations.SUBSCRIBE_EVENTS.name()),
                () -> {},
                Runnable::run);

        private boolean openNewest() {
            if (streams.isEmpty()) {
                return false;
            }
            Opened newest = streams.get(streams.size() - 1);
            if (newest.isCarried) {
                return false;
            }
            newest.isCarried = true;
            boolean isHeard = relay.carry(newest.leg, newest, Optional.empty());
            newest.leg.begin();
            return isHeard;
        }

        private void say(Opened stream) {
            stream.said++;
            stream.leg.accept(new UnknownEvent(
                    String.valueOf(streams.indexOf(stream)), String.valueOf(stream.said), Optional.empty()));
        }

        private void assertOneSequence() {
            int newest = -1;
            int from = -1;
            int last = 0;
            for (BeaconEvent event : heard) {
                if (event instanceof EventGap) {
                    from = -1;
                } else if (event instanceof UnknownEvent unknown) {
                    int stream = Integer.parseInt(unknown.topic());
                    int number = Integer.parseInt(unknown.data());
                    assertThat(stream).as("never one that was left").isGreaterThanOrEqualTo(newest);
                    if (from >= 0) {
                        assertThat(stream).as("nobody speaks in between").isEqualTo(from);
                        assertThat(number)
                                .as("none is missing, and none comes twice")
                                .isEqualTo(last + 1);
                    }
                    newest = stream;
                    from = stream;
                    last = number;
                }
            }
        }
    }

    @Example
    void failure_closesTheStreamThatIsStillOpen() {
        Host host = new Host();
        host.streams.add(new Opened(host.relay.leg()));
        assertThat(host.openNewest()).isTrue();

        host.relay.fail(new Rejected(CallSite.of("test"), "subscribe", Rejected.Reason.CLOSED));

        assertThat(host.streams.get(0).isClosed).isTrue();
        host.say(host.streams.get(0));
        assertThat(host.heard).isEmpty();
        assertThat(host.relay.ended()).isCompletedExceptionally();
    }

    /** Steps: 0 and 1 ask for a stream, 2 to 4 let one open, all others let a stream speak; the last step closes. */
    @Property(tries = 2000)
    void sequence_isOfOneStreamBetweenTwoGaps_eachEventOnce(
            @ForAll @Size(max = 120) List<@IntRange(max = 30) Integer> steps) {
        Host host = new Host();
        int carried = 0;
        for (int step : steps) {
            if (step < 2) {
                host.streams.add(new Opened(host.relay.leg()));
            } else if (step < 5) {
                carried += host.openNewest() ? 1 : 0;
            } else if (!host.streams.isEmpty()) {
                host.say(host.streams.get(step % host.streams.size()));
            }
        }
        int present = carried;
        assertThat(host.heard.stream().filter(EventGap.class::isInstance)).hasSize(Math.max(0, present - 1));
        assertThat(host.streams.stream().filter(stream -> stream.isCarried && !stream.isClosed))
                .as("of those that were open one is left")
                .hasSize(Math.min(1, present));
        host.assertOneSequence();

        host.relay.close();
        int atClose = host.heard.size();
        host.streams.forEach(host::say);
        assertThat(host.heard).hasSize(atClose);
        assertThat(host.streams.stream().filter(stream -> stream.isCarried)).allMatch(stream -> stream.isClosed);
        Opened late = new Opened(host.relay.leg());
        assertThat(host.relay.carry(late.leg, late, Optional.empty())).isFalse();
        assertThat(late.isClosed).isTrue();
    }
}
