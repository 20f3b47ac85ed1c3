package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * The streams of events of one client, each on a thread of its own. Thread-safe; nothing here waits but
 * {@link #close()}.
 */
final class EventStreams implements AutoCloseable {
    /** For threads and for listeners each: a client has 2 s to close, most of which others need. */
    private static final Duration GRACE = Duration.ofMillis(50);

    private final EventNode node;
    private final TimeSource time;
    private final Executor callbacks;
    private final Workers threads;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /**
     * Starts no thread yet.
     *
     * @param client name of the client, for the names of the threads
     * @param callbacks what listeners and continuations of the host run on: not the thread that asks it to, as long as
     *     this is open, and each task at least once
     */
    EventStreams(EventNode node, String client, TimeSource time, Executor callbacks) {
        this.node = node;
        this.time = time;
        this.callbacks = callbacks;
        this.threads = new Workers(
                n -> "lighthouse-" + client + "-events-" + n, Integer.MAX_VALUE, Integer.MAX_VALUE, Duration.ZERO);
    }

    /**
     * Opens a stream.
     *
     * @param limit how long it may take until the node has accepted, the first time and every other
     */
    CompletableFuture<EventSubscription> open(EventRequest request, CallLabel label, Duration limit) {
        EventStream stream = new EventStream(node, request, label, limit, time, callbacks, streams::remove);
        streams.add(stream);
        if (isClosed || !threads.offer(stream)) {
            stream.fail(new LighthouseException.Rejected(
                    label.site(),
                    label.operation(),
                    isClosed
                            ? LighthouseException.Rejected.Reason.CLOSED
                            : LighthouseException.Rejected.Reason.QUEUE_FULL));
        }
        return stream.opened();
    }

    /** Ends all streams and their threads; to be called while {@code callbacks} still work. Idempotent. */
    @Override
    public void close() {
        isClosed = true;
        Set<EventStream> open = Set.copyOf(streams);
        open.forEach(stream -> stream.end("the client was closed"));
        threads.close(GRACE);
        open.forEach(stream -> stream.awaitQuiet(GRACE.dividedBy(open.size())));
    }
}
