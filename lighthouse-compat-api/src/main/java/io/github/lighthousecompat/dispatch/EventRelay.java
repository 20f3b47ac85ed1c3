package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.LighthouseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream after another, which the listener hears as one with a gap at each change. Thread-safe.
 *
 * <p>Streams are numbered. Only the one whose number is the present one is heard, and one event at a time, so that
 * whatever two streams say at once, no event of the former comes after one of the latter. What a stream says before it
 * carries waits.
 */
public final class EventRelay implements EventSubscription {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.events");

    /** How long whoever closes waits for a listener at work. */
    private static final Duration GRACE = Duration.ofMillis(500);

    private final EventRequest request;
    private final CallFuture<?> opened;
    private final Runnable atEnd;
    private final Executor elsewhere;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    /** Held while the listener hears. */
    private final ReentrantLock speech = new ReentrantLock();

    private @Nullable EventSubscription stream;
    private long legs;
    private volatile long present;
    private volatile boolean isOver;

    /** One of the streams, as its listener. */
    public final class Leg implements Consumer<BeaconEvent> {
        private final long number;
        private final ArrayDeque<BeaconEvent> early = new ArrayDeque<>();
        private Optional<EventGap> gap = Optional.empty();
        private boolean isBegun;

        private Leg(long number) {
            this.number = number;
        }

        /** What to open it with. */
        public EventRequest request() {
            return EventRequest.builder().from(request).listener(this).build();
        }

        @Override
        public void accept(BeaconEvent event) {
            speech.lock();
            try {
                if (number == present) {
                    begin();
                    hear(event);
                } else if (number > present && !isOver) {
                    keep(event);
                }
            } finally {
                speech.unlock();
            }
        }

        /** The gap is told before these: it stands for those that there is no room for too. */
        private void keep(BeaconEvent event) {
            if (early.size() == request.bufferSize()) {
                early.remove();
            }
            early.add(event);
        }

        /**
         * Tells the listener of the gap and of what came before the stream was carried. Whoever waits for the
         * subscription has it by now: a listener that does so too would wait for this thread.
         */
        public void begin() {
            speech.lock();
            try {
                if (!isBegun && number == present) {
                    isBegun = true;
                    gap.ifPresent(EventRelay.this::hear);
                    early.forEach(EventRelay.this::hear);
                    early.clear();
                }
            } finally {
                speech.unlock();
            }
        }
    }

    /**
     * One without a stream.
     *
     * @param opened what was asked for, for messages
     * @param atEnd runs once, when this is closed or has ended
     * @param elsewhere where a stream is closed that nobody waits for
     */
    public EventRelay(EventRequest request, CallFuture<?> opened, Runnable atEnd, Executor elsewhere) {
        this.request = request;
        this.opened = opened;
        this.atEnd = atEnd;
        this.elsewhere = elsewhere;
    }

    /** Another stream, to be opened and then {@link #carry carried}. */
    public synchronized Leg leg() {
        legs++;
        return new Leg(legs);
    }

    /**
     * From now on {@code next} is heard, and the one before is closed. The listener hears a gap if there was one, and
     * what came earlier, when the leg {@link Leg#begin begins} or the stream says more. If this is over, {@code next}
     * is closed.
     *
     * @param leg what {@code next} was opened with
     * @param cause what ended the stream before; empty if it was well
     * @return whether it is heard
     */
    public boolean carry(Leg leg, EventSubscription next, Optional<LighthouseException> cause) {
        EventSubscription left;
        boolean isTaken;
        synchronized (this) {
            isTaken = !isOver;
            left = isTaken ? stream : next;
            if (isTaken) {
                leg.gap = Optional.ofNullable(stream)
                        .map(before -> new EventGap(EventGap.Reason.RECONNECTED, OptionalLong.empty(), cause));
                stream = next;
                present = leg.number;
            }
        }
        if (left != null) {
            left.close();
        }
        return isTaken;
    }

    /** Whether {@code one} is the stream that is heard. */
    public synchronized boolean isCarriedBy(EventSubscription one) {
        return stream == one && !isOver;
    }

    /** Whether it was closed or has ended. */
    public boolean isOver() {
        return isOver;
    }

    /** Ends with a failure, unless it is over; a stream that is still open is closed. */
    public void fail(LighthouseException failure) {
        if (!end()) {
            return;
        }
        try {
            atEnd.run();
            EventSubscription open = open();
            if (open != null) {
                elsewhere.execute(open::close);
            }
        } finally {
            ended.completeExceptionally(failure);
        }
    }

    private synchronized @Nullable EventSubscription open() {
        return stream;
    }

    private synchronized boolean end() {
        boolean isFirst = !isOver;
        isOver = true;
        return isFirst;
    }

    private void hear(BeaconEvent event) {
        if (isOver) {
            return;
        }
        try {
            request.listener().accept(event);
        } catch (RuntimeException | Error e) {
            LOG.warn("a listener of events failed", e);
        }
    }

    @Override
    public List<EventTopic> topics() {
        return request.topics();
    }

    @Override
    public synchronized boolean isConnected() {
        return stream != null && !isOver && stream.isConnected();
    }

    @Override
    public CallFuture<Void> ended() {
        CallFuture<Void> copy = new CallFuture<>(opened.site(), opened.operation());
        copy.follow(ended);
        copy.onCancel(() -> {});
        return copy;
    }

    @Override
    public void close() {
        if (!end()) {
            return;
        }
        try {
            atEnd.run();
            EventSubscription open = open();
            boolean isQuiet = isQuiet();
            if (open != null && isQuiet) {
                open.close();
            } else if (open != null) {
                // it would wait for the very listener that is at work here
                elsewhere.execute(open::close);
            }
        } finally {
            ended.complete(null);
        }
    }

    private boolean isQuiet() {
        if (speech.isHeldByCurrentThread()) {
            return false;
        }
        try {
            boolean isFree = speech.tryLock(GRACE.toNanos(), TimeUnit.NANOSECONDS);
            if (isFree) {
                speech.unlock();
            }
            return isFree;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
