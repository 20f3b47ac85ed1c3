package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;

/** Time by hand that knows for how long a stream pauses between two connections. */
final class RecordingTime implements TimeSource {
    /** The limits of connections, which are no pauses. */
    static final Duration LIMIT = Duration.ofSeconds(10);

    static final Duration IDLE = Duration.ofSeconds(45);

    private final ManualTime time = new ManualTime();
    private final List<Duration> pauses = new CopyOnWriteArrayList<>();
    private final Semaphore begun = new Semaphore(0);

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        Scheduled scheduled = time.schedule(delay, task);
        boolean isOfStream = Thread.currentThread().getName().contains("-events-");
        if (isOfStream && !delay.equals(LIMIT) && !delay.equals(IDLE)) {
            pauses.add(delay);
            begun.release();
        }
        return scheduled;
    }

    void advance(Duration step) {
        time.advance(step);
    }

    int waiting() {
        return time.waiting();
    }

    /** Waits until the stream pauses, and lets the pause pass. */
    Duration skipPause() {
        awaitPause();
        Duration pause = pauses.get(pauses.size() - 1);
        time.advance(pause);
        return pause;
    }

    void awaitPause() {
        Threads.acquire(begun, 1);
    }
}
