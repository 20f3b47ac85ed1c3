package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.UnknownEvent;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A node whose streams of events a test holds in its hands. Thread-safe. */
final class StreamNode implements Caller {
    /** A stream that was asked for. */
    static final class Opened implements EventSubscription {
        private final EventRequest request;
        private final CallFuture<EventSubscription> answer;
        private final CompletableFuture<Void> ended = new CompletableFuture<>();
        private volatile boolean isConnected = true;
        private volatile boolean isClosed;

        private Opened(EventRequest request, CallFuture<EventSubscription> answer) {
            this.request = request;
            this.answer = answer;
        }

        CallFuture<EventSubscription> answer() {
            return answer;
        }

        boolean isClosed() {
            return isClosed;
        }

        void says(BeaconEvent event) {
            request.listener().accept(event);
        }

        @Override
        public List<EventTopic> topics() {
            return request.topics();
        }

        @Override
        public boolean isConnected() {
            return isConnected && !isClosed;
        }

        @Override
        public CompletableFuture<Void> ended() {
            return ended;
        }

        @Override
        public void close() {
            isClosed = true;
            ended.complete(null);
        }
    }

    private final String alias;
    private final List<Opened> streams = new CopyOnWriteArrayList<>();
    private volatile NodeSyncing syncing = BeaconSamples.syncing(false, false, false);
    private volatile Optional<Failure> refusal = Optional.empty();
    private volatile boolean isDead;
    private volatile boolean isHeld;

    StreamNode(String alias) {
        this.alias = alias;
    }

    /** All that were asked for, in order. */
    List<Opened> streams() {
        return streams;
    }

    /** The one that is open. */
    Opened stream() {
        List<Opened> open = streams.stream()
                .filter(stream -> !stream.isClosed() && !stream.answer.isCompletedExceptionally())
                .toList();
        if (open.size() != 1) {
            throw new AssertionError(alias + " has " + open.size() + " streams");
        }
        return open.get(0);
    }

    boolean hasStream() {
        return streams.stream().anyMatch(stream -> !stream.isClosed() && !stream.answer.isCompletedExceptionally());
    }

    /** Says an event with a number in all streams that are open. */
    void says(int number) {
        streams.stream()
                .filter(stream -> !stream.isClosed())
                .forEach(stream -> stream.says(new UnknownEvent(alias, String.valueOf(number), Optional.empty())));
    }

    void isNow(NodeSyncing next) {
        syncing = next;
    }

    /** Fails all streams from now on. */
    void refuses(Failure failure) {
        refusal = Optional.of(failure);
    }

    void refusesNoMore() {
        refusal = Optional.empty();
    }

    /** Answers nothing any more, and its streams have no connection. */
    void dies() {
        isDead = true;
        streams.forEach(stream -> stream.isConnected = false);
    }

    /** Ends its streams, as a client that is closed does, or with a failure. */
    void ends(Optional<Failure> why) {
        for (Opened stream : streams) {
            stream.isConnected = false;
            if (why.isEmpty()) {
                stream.ended.complete(null);
            } else {
                stream.ended.completeExceptionally(failure(why.get()));
            }
        }
    }

    /** Opens streams only when told to. */
    void holds() {
        isHeld = true;
    }

    private LighthouseException failure(Failure failure) {
        return failure.of(new CallSite("test", alias), BeaconOperations.SUBSCRIBE_EVENTS.name());
    }

    @Override
    public String name() {
        return alias;
    }

    @Override
    public LighthouseVersion version() {
        return LighthouseVersion.V5;
    }

    @Override
    public boolean serves(Facet facet) {
        return facet == Facet.BEACON;
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    @Override
    @SuppressWarnings("unchecked") // each operation has its own kind of answer
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        CallFuture<R> answer = new CallFuture<>(options.site().orElse(CallSite.of(alias)), operation.name());
        if (isDead) {
            answer.completeExceptionally(failure(Failure.NOT_SENT));
        } else if (operation == BeaconOperations.NODE_SYNCING) {
            answer.complete((R) syncing);
        } else if (operation == BeaconOperations.SUBSCRIBE_EVENTS) {
            open((EventRequest) argument, (CallFuture<EventSubscription>) answer);
        } else {
            answer.completeExceptionally(failure(Failure.HTTP_500));
        }
        return answer;
    }

    private void open(EventRequest request, CallFuture<EventSubscription> answer) {
        if (refusal.isPresent()) {
            answer.completeExceptionally(failure(refusal.get()));
            return;
        }
        Opened stream = new Opened(request, answer);
        streams.add(stream);
        if (!isHeld) {
            answer.complete(stream);
        }
    }
}
