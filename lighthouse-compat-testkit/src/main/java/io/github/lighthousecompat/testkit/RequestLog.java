package io.github.lighthousecompat.testkit;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.ToLongFunction;

/**
 * The last requests that a server got, as many as have room. Thread-safe.
 *
 * @param <T> the requests
 */
final class RequestLog<T> {
    private static final long MOST_REMEMBERED = 8 << 20;

    private final ToLongFunction<T> size;
    private final Deque<T> requests = new ArrayDeque<>();
    private long remembered;

    /** A log whose bodies have {@code size} and may have 8 MiB together. */
    RequestLog(ToLongFunction<T> size) {
        this.size = size;
    }

    synchronized void add(T request) {
        requests.add(request);
        remembered += size.applyAsLong(request);
        while (remembered > MOST_REMEMBERED && requests.size() > 1) {
            remembered -= size.applyAsLong(requests.remove());
        }
    }

    synchronized List<T> all() {
        return List.copyOf(requests);
    }
}
