package io.github.lighthousecompat.dispatch;

import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What one backend has to do only to be compared: one thing after the other, on a thread that stays for a while when
 * there is nothing to do, and no more than a few calls at a time. Nobody waits here but that thread, and nobody else
 * allocates anything unless the thread has to be started. Thread-safe.
 */
final class ShadowLane {
    /** The most calls that wait or are under way. */
    static final int MOST = Long.SIZE;

    /** No place is free. */
    static final int NONE = -1;

    private static final long IDLE = Duration.ofSeconds(5).toNanos();

    // a bit for each place
    private final AtomicLong taken = new AtomicLong();
    private final AtomicReferenceArray<@Nullable ShadowRead> reads = new AtomicReferenceArray<>(MOST);
    private final ReadQueue offered = new ReadQueue(MOST);
    // as many calls as have a place, and for each of them a look when either answer has come
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean isRunning = new AtomicBoolean();
    private final Watch watch = new Watch();
    private volatile @Nullable Thread asleep;
    private volatile boolean closed;

    /** Takes a place for a call; {@link #NONE} if there is none. */
    int enter() {
        while (true) {
            long before = taken.get();
            int place = Long.numberOfTrailingZeros(~before);
            if (place == MOST) {
                return NONE;
            }
            if (taken.compareAndSet(before, before | 1L << place)) {
                return place;
            }
        }
    }

    /** Gives a place back. */
    void leave(int place) {
        taken.addAndGet(-(1L << place));
    }

    /** How many places are taken. */
    int depth() {
        return Long.bitCount(taken.get());
    }

    /** The read that is at home in a place, for who has taken that; made when it is first needed. */
    ShadowRead read(RouteExecutor executor, Member member, int place) {
        ShadowRead known = reads.get(place);
        if (known == null) {
            known = new ShadowRead(executor, member, place);
            reads.set(place, known);
        }
        return known;
    }

    /** Looks after the read that its thread is in. */
    Watch watch() {
        return watch;
    }

    /** Runs {@code task} after those before it; never throws and never waits. */
    void execute(Consumer<ShadowLane> start, Runnable task) {
        waiting.add(task);
        wake(start);
    }

    /** Makes {@code read}, which has a place, after those before it; never throws and never waits. */
    void execute(Consumer<ShadowLane> start, ShadowRead read) {
        offered.add(read);
        wake(start);
    }

    private void wake(Consumer<ShadowLane> start) {
        Thread thread = asleep;
        if (thread != null) {
            LockSupport.unpark(thread);
        } else if (!isRunning.get() && isRunning.compareAndSet(false, true)) {
            try {
                start.accept(this);
            } catch (RuntimeException | Error e) {
                // no thread is to be had now: what waits is done with the next task
                isRunning.set(false);
            }
        }
    }

    /** Does what there is to do, and what comes soon after; {@code start} runs this again on another thread. */
    void run(Consumer<ShadowLane> start) {
        try {
            do {
                drain();
            } while (isWoken());
        } finally {
            isRunning.set(false);
        }
        if (hasWork()) {
            wake(start);
        }
    }

    private void drain() {
        while (true) {
            Runnable next = waiting.poll();
            if (next == null) {
                next = offered.poll();
            }
            if (next == null) {
                return;
            }
            next.run();
        }
    }

    private boolean hasWork() {
        return !waiting.isEmpty() || !offered.isEmpty();
    }

    /** Waits for more to do; false if there was nothing for long, or if this thread has to end. */
    private boolean isWoken() {
        long end = System.nanoTime() + IDLE;
        asleep = Thread.currentThread();
        try {
            while (!hasWork()) {
                long left = end - System.nanoTime();
                if (closed || left <= 0 || Thread.interrupted()) {
                    return false;
                }
                LockSupport.parkNanos(this, left);
            }
            return true;
        } finally {
            asleep = null;
        }
    }

    /** Ends the thread as soon as there is nothing to do, and drops what was to be compared. */
    void close() {
        closed = true;
        LockSupport.unpark(asleep);
        for (int place = 0; place < MOST; place++) {
            ShadowRead read = reads.get(place);
            if (read != null) {
                read.close();
            }
        }
    }
}
