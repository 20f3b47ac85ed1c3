package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Acts once when something has shown no sign of life for its limit. Thread-safe. */
final class Watchdog {
    private final TimeSource time;
    private final Runnable bite;
    private Duration limit = Duration.ZERO;
    private volatile long lastSign;
    private boolean isOver;
    private boolean hasBitten;
    private TimeSource.@Nullable Scheduled look;

    /** Watches nothing yet; {@code bite} is short, and may run on the thread of the timer. */
    Watchdog(TimeSource time, Runnable bite) {
        this.time = time;
        this.bite = bite;
    }

    /** Watches with this limit from now on. */
    synchronized void watch(Duration newLimit) {
        limit = newLimit;
        sign();
        lookAfter(newLimit.toNanos());
    }

    /** A sign of life. */
    void sign() {
        lastSign = time.nanoTime();
    }

    /** Watches no more. */
    synchronized void end() {
        isOver = true;
        if (look != null) {
            look.cancel();
        }
    }

    /** The limit that has passed without a sign of life; zero if none has. */
    synchronized Duration missed() {
        return hasBitten ? limit : Duration.ZERO;
    }

    private void lookAfter(long nanos) {
        if (look != null) {
            look.cancel();
        }
        if (!isOver) {
            look = time.schedule(Duration.ofNanos(nanos), this::look);
        }
    }

    private void look() {
        synchronized (this) {
            long left = limit.toNanos() - (time.nanoTime() - lastSign);
            if (isOver || left > 0) {
                lookAfter(left);
                return;
            }
            isOver = true;
            hasBitten = true;
        }
        bite.run();
    }
}
