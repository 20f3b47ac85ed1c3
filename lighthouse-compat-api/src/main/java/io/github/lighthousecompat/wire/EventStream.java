package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.EventTopic;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.schema.EventSchemas;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One subscription: a thread opens a connection, reads it to its end and opens the next, so that there is never more
 * than one. Thread-safe.
 *
 * <p>The first connection either opens or fails the subscription. One that is lost later is replaced, unless time does
 * not mend what ended it.
 */
final class EventStream implements EventSubscription, Runnable {
    /** Largest event, bytes: the standard objects have less than a tenth of it. */
    static final int MAX_EVENT_SIZE = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.events");

    static final String CONTENT_TYPE = "text/event-stream";
    private static final int BAD_REQUEST = 400;
    private static final String LOSS = "error - ";
    private static final Pattern DROPPED = Pattern.compile("error - dropped ([0-9]{1,18}) messages");
    private static final Duration GRACE = Duration.ofMillis(500);

    private final EventNode node;
    private final EventRequest request;
    private final CallLabel label;
    private final Duration limit;
    private final TimeSource time;
    private final Executor callbacks;
    private final Consumer<EventStream> atEnd;

    private final EventQueue queue;
    private final Backoff backoff;
    private final CallFuture<EventSubscription> opened;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private @Nullable Attempt attempt;
    private boolean isDue;
    private boolean isOver;

    private volatile boolean wasConnected;
    private volatile boolean isConnected;
    /** What ended the last connection; only the thread of the stream uses it. */
    private Optional<LighthouseException> loss = Optional.empty();

    /**
     * A stream that does nothing before it is run.
     *
     * @param limit how long it may take to open a connection
     * @param callbacks what the listener and continuations of the host run on
     * @param atEnd hears when this is over
     */
    EventStream(
            EventNode node,
            EventRequest request,
            CallLabel label,
            Duration limit,
            TimeSource time,
            Executor callbacks,
            Consumer<EventStream> atEnd) {
        this.node = node;
        this.request = request;
        this.label = label;
        this.limit = limit;
        this.time = time;
        this.callbacks = callbacks;
        this.atEnd = atEnd;
        this.queue = new EventQueue(request.listener(), callbacks, request.bufferSize());
        this.backoff = new Backoff(time.nanoTime());
        this.opened = new CallFuture<>(label.site(), label.operation());
        this.opened.onCancel(() -> end("the caller cancelled it"));
    }

    /** Completes with this when there is a connection, or with the failure of the first. */
    CallFuture<EventSubscription> opened() {
        return opened;
    }

    @Override
    public List<EventTopic> topics() {
        return request.topics();
    }

    @Override
    public boolean isConnected() {
        return isConnected;
    }

    @Override
    public CompletableFuture<Void> ended() {
        CallFuture<Void> copy = new CallFuture<>(label.site(), label.operation());
        copy.follow(ended);
        copy.onCancel(() -> {});
        return copy;
    }

    @Override
    public void close() {
        end("the subscription was closed");
        awaitQuiet(GRACE);
    }

    /** Ends the stream for a reason that is no failure, without waiting for the listener. */
    void end(String reason) {
        queue.close();
        end(new LighthouseException.Cancelled(label.site(), label.operation(), reason), () -> ended.complete(null));
    }

    /** Ends the stream with a failure; what was heard before still reaches the listener. */
    void fail(LighthouseException failure) {
        end(failure, () -> ended.completeExceptionally(failure));
    }

    /** Waits until the listener is not at work, unless it is the one that asks. */
    void awaitQuiet(Duration longest) {
        queue.awaitQuiet(longest);
    }

    @Override
    public void run() {
        try {
            do {
                Connection connection = new Connection();
                LighthouseException failure = connection.run();
                if (!wasConnected || isFinal(failure)) {
                    fail(failure);
                } else if (connection.openedAt.isPresent()) {
                    lose(failure, connection.openedAt.getAsLong());
                }
            } while (pause());
        } catch (RuntimeException | Error e) {
            fail(LighthouseException.from(e, label.site(), label.operation()));
        }
    }

    /** Whether another connection would end no otherwise. */
    private static boolean isFinal(LighthouseException failure) {
        return failure instanceof LighthouseException.Unsupported
                || failure instanceof LighthouseException.VersionChanged
                || failure instanceof LighthouseException.Http http && http.status() == BAD_REQUEST;
    }

    private void lose(LighthouseException failure, long openedAt) {
        loss = Optional.of(failure);
        if (time.nanoTime() - openedAt >= Backoff.MOST.toNanos()) {
            backoff.reset();
        }
        if (!(failure instanceof LighthouseException.Cancelled)) {
            LOG.info("a stream of events is lost and will be opened anew: {}", failure.getMessage());
        }
    }

    private void end(LighthouseException failure, Runnable completion) {
        Attempt running;
        lock.lock();
        try {
            if (isOver) {
                return;
            }
            isOver = true;
            running = attempt;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (running != null) {
            running.cancel();
        }
        atEnd.accept(this);
        callbacks.execute(() -> {
            opened.completeExceptionally(failure);
            completion.run();
        });
    }

    /** Waits for the time of the next connection; false if there is to be none. */
    private boolean pause() {
        lock.lock();
        try {
            if (isOver) {
                return false;
            }
            isDue = false;
            TimeSource.Scheduled wake = time.schedule(backoff.next(), this::wake);
            while (!isDue && !isOver) {
                changed.awaitUninterruptibly();
            }
            wake.cancel();
            return !isOver;
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            isDue = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Makes {@code next} what is ended with the stream; false if that is over already. */
    private boolean begin(Attempt next) {
        lock.lock();
        try {
            attempt = next;
            return !isOver;
        } finally {
            lock.unlock();
        }
    }

    private LighthouseException timeout(Duration missed) {
        return new LighthouseException.Timeout(label.site(), label.operation(), missed);
    }

    /** One connection from the request to its end, on the thread of the stream. */
    private final class Connection implements Transport.Receiver, EventParser.Sink {
        private final Attempt own = new Attempt(label);
        private final Watchdog watchdog = new Watchdog(time, this::giveUp);
        private final EventParser parser = new EventParser(MAX_EVENT_SIZE, this);
        private final EventSchemas schemas = node.schemas();
        private OptionalLong openedAt = OptionalLong.empty();

        /** Reads until the connection ends, and tells why it did. */
        LighthouseException run() {
            if (!EventStream.this.begin(own)) {
                return own.cancelled();
            }
            watchdog.watch(limit);
            try {
                return read();
            } catch (EventParser.Oversized e) {
                return new LighthouseException.TooLarge(label.site(), label.operation(), MAX_EVENT_SIZE);
            } catch (RuntimeException e) {
                Duration missed = watchdog.missed();
                return missed.isZero() ? LighthouseException.from(e, label.site(), label.operation()) : timeout(missed);
            } finally {
                watchdog.end();
                isConnected = false;
            }
        }

        private LighthouseException read() {
            if (missing(node.release(own)).isPresent()) {
                // of what it was before: it may be another by now, and nothing else would ask it
                requireTopics(node.renewedRelease(own));
            }
            try {
                node.stream(own, query(), this);
            } catch (LighthouseException.Http e) {
                // of what it is now, as the refusal may say itself
                requireTopics(node.release(own));
                throw e;
            }
            return new LighthouseException.Unreachable(
                    label.site(),
                    label.operation(),
                    node.endpoint(),
                    true,
                    new IOException("the node ended the stream"));
        }

        private void giveUp() {
            if (!wasConnected) {
                fail(timeout(watchdog.missed()));
            }
            own.cancel();
        }

        private void requireTopics(Release release) {
            missing(release).ifPresent(topic -> {
                throw new LighthouseException.Unsupported(
                        label.site(),
                        label.operation(),
                        null,
                        "events of " + topic,
                        "Lighthouse " + release + " has no events of " + topic
                                + topic.firstRelease()
                                        .map(first -> "; releases from " + first + " on have them")
                                        .orElse(""));
            });
        }

        private Optional<EventTopic> missing(Release release) {
            return request.topics().stream()
                    .filter(topic -> !topic.isIn(release))
                    .findFirst();
        }

        /** Each topic has a parameter of its own: all nodes take that, and some wait for ever behind a comma. */
        private String query() {
            return request.topics().stream().map(topic -> "topics=" + topic).collect(Collectors.joining("&"));
        }

        @Override
        public void begin(HttpAnswer head) {
            String type = head.header("Content-Type").orElse("nothing");
            if (!type.toLowerCase(Locale.ROOT).startsWith(CONTENT_TYPE)) {
                throw new LighthouseException.Decode(
                        label.site(),
                        label.operation(),
                        "$",
                        "is " + type + ", not a stream of events: is beaconUrl that of a Lighthouse node?",
                        null);
            }
            watchdog.watch(request.idleLimit());
            openedAt = OptionalLong.of(time.nanoTime());
            if (wasConnected) {
                queue.put(new EventGap(EventGap.Reason.RECONNECTED, OptionalLong.empty(), loss), 0);
            }
            wasConnected = true;
            isConnected = true;
            callbacks.execute(() -> opened.complete(EventStream.this));
        }

        @Override
        public void take(byte[] bytes, int count) {
            if (parser.feed(bytes, count)) {
                // half a line is no sign of life: a node that sends a byte now and then would otherwise never end
                watchdog.sign();
            }
        }

        @Override
        public void event(String type, byte[] data) {
            queue.put(schemas.read(type, data), data.length);
        }

        @Override
        public void comment(String text) {
            if (text.startsWith(LOSS)) {
                Matcher dropped = DROPPED.matcher(text);
                OptionalLong missed =
                        dropped.matches() ? OptionalLong.of(Long.parseLong(dropped.group(1))) : OptionalLong.empty();
                queue.put(new EventGap(EventGap.Reason.DROPPED_BY_NODE, missed, Optional.empty()), text.length());
            }
        }

        @Override
        public void retry(Duration delay) {
            backoff.atLeast(delay);
        }
    }
}
