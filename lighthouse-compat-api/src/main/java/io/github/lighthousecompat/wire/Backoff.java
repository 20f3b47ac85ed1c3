package io.github.lighthousecompat.wire;

import java.time.Duration;
import java.util.SplittableRandom;

/**
 * How long to wait before the next attempt: twice as long as before the last one at most, half of it left to chance so
 * that the clients of a server that was away do not all come back at once. Not thread-safe.
 */
final class Backoff {
    /** No pause is longer. */
    static final Duration MOST = Duration.ofSeconds(30);

    private static final Duration FIRST = Duration.ofMillis(500);

    private final SplittableRandom random;
    private Duration next = FIRST;
    private Duration least = Duration.ZERO;

    Backoff(long seed) {
        random = new SplittableRandom(seed);
    }

    /** The next pause. */
    Duration next() {
        long half = next.toNanos() / 2;
        Duration pause = Duration.ofNanos(half + random.nextLong(half + 1));
        next = min(next.multipliedBy(2), MOST);
        return pause.compareTo(least) < 0 ? least : pause;
    }

    /** The server was there: the pauses begin anew. */
    void reset() {
        next = FIRST;
    }

    /** The server wants pauses of at least {@code pause}, which are taken to be no longer than {@link #MOST}. */
    void atLeast(Duration pause) {
        least = min(pause, MOST);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
