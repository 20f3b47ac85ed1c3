package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.call.TimeSource;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Predicate;

/**
 * The streams of events that a {@link FakeBeaconNode} has open, and what is sent on them. Thread-safe.
 *
 * <p>A stream gets what is sent while it is open, which it is when the client has the head of the answer. Nothing is
 * sent unless a test says so, but for a comment every 15 seconds of the node's clock and the events of blocks that are
 * published.
 */
public final class BeaconEvents {
    private static final Duration KEEP_ALIVE = Duration.ofSeconds(15);
    private static final Bytes END = Bytes.EMPTY;

    private final List<Stream> streams = new CopyOnWriteArrayList<>();
    private final AnswerSender sender;
    private final TimeSource time;
    private final NavigableMap<Integer, CompletableFuture<Void>> expected = new TreeMap<>();

    /** Sends the head of an answer, and gives where its body goes. */
    @FunctionalInterface
    interface Opening {
        OutputStream open() throws IOException;
    }

    private record Stream(Set<String> topics, BlockingQueue<Bytes> waiting) {}

    BeaconEvents(AnswerSender sender, TimeSource time) {
        this.sender = sender;
        this.time = time;
    }

    /**
     * Sends an event to the streams that asked for its topic.
     *
     * @param data what stands behind {@code data:}, one line of JSON for a healthy node
     * @return how many streams those are
     */
    public int emit(String topic, String data) {
        return send(stream -> stream.topics().contains(topic), "event:" + topic + "\ndata:" + data + "\n\n");
    }

    /** Sends these characters as they stand to all streams, whatever they asked for; gives how many these are. */
    public int send(String text) {
        return send(stream -> true, text);
    }

    /** Sends the comment that Lighthouse sends when a client reads too slowly and {@code count} events are lost. */
    public int dropped(int count) {
        return send(":error - dropped " + count + " messages\n\n");
    }

    /** Ends all streams that are open. */
    public void drop() {
        streams.forEach(stream -> stream.waiting().add(END));
    }

    /** How many streams are open. */
    public int open() {
        return streams.size();
    }

    /** Completes as soon as at least {@code count} streams are open. */
    public synchronized CompletableFuture<Void> whenOpen(int count) {
        if (streams.size() >= count) {
            return CompletableFuture.completedFuture(null);
        }
        return expected.computeIfAbsent(count, awaited -> new CompletableFuture<>())
                .copy();
    }

    /** Writes events until the stream is dropped or broken. */
    void serve(List<String> topics, Opening answer, Duration perByte) throws IOException {
        Stream stream = new Stream(Set.copyOf(topics), new LinkedBlockingQueue<>());
        // before its head: whoever has a subscription gets all that is sent from then on
        opened(stream);
        try {
            OutputStream out = answer.open();
            for (Bytes next = stream.waiting().take();
                    !next.equals(END);
                    next = stream.waiting().take()) {
                sender.write(out, next.toArray(), next.size(), perByte);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the node was killed");
        } finally {
            streams.remove(stream);
        }
    }

    private void opened(Stream stream) {
        List<CompletableFuture<Void>> reached;
        synchronized (this) {
            streams.add(stream);
            Map<Integer, CompletableFuture<Void>> met = expected.headMap(streams.size(), true);
            reached = List.copyOf(met.values());
            met.clear();
        }
        reached.forEach(future -> future.complete(null));
        keepAlive(stream);
    }

    private void keepAlive(Stream stream) {
        time.schedule(KEEP_ALIVE, () -> {
            if (streams.contains(stream)) {
                stream.waiting().add(HttpAnswer.utf8(":\n\n"));
                keepAlive(stream);
            }
        });
    }

    private int send(Predicate<Stream> isFor, String text) {
        Bytes bytes = HttpAnswer.utf8(text);
        List<Stream> receivers = streams.stream().filter(isFor).toList();
        receivers.forEach(stream -> stream.waiting().add(bytes));
        return receivers.size();
    }
}
