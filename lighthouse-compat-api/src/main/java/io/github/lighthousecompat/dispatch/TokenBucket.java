package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;

/** Lets so many pass at once, and then one after each interval. Thread-safe. */
final class TokenBucket {
    private final TimeSource time;
    private final long interval;
    private final long full;
    private long saved;
    private long seen;

    /** A full one. */
    TokenBucket(TimeSource time, int atOnce, Duration interval) {
        this.time = time;
        this.interval = interval.toNanos();
        this.full = Math.multiplyExact(atOnce, this.interval);
        this.saved = full;
        this.seen = time.nanoTime();
    }

    /** Whether one more may pass. */
    synchronized boolean take() {
        long now = time.nanoTime();
        // a ticker of a host that goes back gives nothing, and takes nothing
        long passed = Math.max(0, now - seen);
        seen = now;
        saved = passed >= full - saved ? full : saved + passed;
        if (saved < interval) {
            return false;
        }
        saved -= interval;
        return true;
    }
}
