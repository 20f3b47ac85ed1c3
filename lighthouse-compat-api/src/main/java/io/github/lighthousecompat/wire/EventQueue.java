package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.EventGap;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for a listener: bounded in number and size, so that who puts something in never waits. Thread-safe.
 *
 * <p>When there is no room, everything is dropped until half of it has been heard, and one gap stands in the place of
 * all that: a listener that is a little too slow would otherwise hear of a gap after every event.
 */
final class EventQueue {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.events");

    /** Most bytes that wait, counted as they came from the node. */
    static final int MAX_BYTES = 16 << 20;

    private final Consumer<BeaconEvent> listener;
    private final Executor executor;
    private final int capacity;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition quiet = lock.newCondition();
    private final ArrayDeque<Entry> queue = new ArrayDeque<>();
    private int bytes;
    /** What is missing after the last one in the queue. */
    private @Nullable EventGap lost;

    private boolean isScheduled;
    private @Nullable Thread speaker;
    private boolean isClosed;

    private record Entry(BeaconEvent event, int size) {}

    /**
     * A queue for one listener.
     *
     * @param executor what the listener runs on; it may run a task twice
     * @param capacity most events that wait
     */
    EventQueue(Consumer<BeaconEvent> listener, Executor executor, int capacity) {
        this.listener = listener;
        this.executor = executor;
        this.capacity = capacity;
    }

    /** Puts an event in that took {@code size} bytes, or drops it. */
    void put(BeaconEvent event, int size) {
        lock.lock();
        try {
            if (isClosed) {
                return;
            }
            if (hasRoom(size)) {
                if (lost != null) {
                    queue.add(new Entry(lost, 0));
                    lost = null;
                }
                queue.add(new Entry(event, size));
                bytes += size;
            } else {
                lost = gap(lost, event);
            }
            if (isScheduled) {
                return;
            }
            isScheduled = true;
        } finally {
            lock.unlock();
        }
        executor.execute(this::speak);
    }

    /** Drops all that waits and takes no more; the listener may still be at work with the last event. */
    void close() {
        lock.lock();
        try {
            isClosed = true;
            queue.clear();
            lost = null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the listener is not at work, unless it is the one that asks. */
    void awaitQuiet(Duration longest) {
        lock.lock();
        try {
            long left = longest.toNanos();
            while (speaker != null && speaker != Thread.currentThread() && left > 0) {
                left = quiet.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    private boolean hasRoom(int size) {
        return lost == null
                ? queue.size() < capacity && size <= MAX_BYTES - bytes
                : queue.size() < capacity / 2 && bytes < MAX_BYTES / 2;
    }

    private static EventGap gap(@Nullable EventGap before, BeaconEvent event) {
        OptionalLong missed = event instanceof EventGap gap ? gap.missed() : OptionalLong.of(1);
        OptionalLong all = before == null
                ? missed
                : before.missed().isPresent() && missed.isPresent()
                        ? OptionalLong.of(before.missed().getAsLong() + missed.getAsLong())
                        : OptionalLong.empty();
        return new EventGap(EventGap.Reason.OVERFLOW, all, Optional.empty());
    }

    private void speak() {
        if (!begin()) {
            return;
        }
        for (Optional<BeaconEvent> event = next(); event.isPresent(); event = next()) {
            try {
                listener.accept(event.get());
            } catch (RuntimeException | Error e) {
                LOG.warn("a listener of events failed", e);
            }
        }
    }

    private boolean begin() {
        lock.lock();
        try {
            boolean isFree = speaker == null;
            if (isFree) {
                speaker = Thread.currentThread();
            }
            return isFree;
        } finally {
            lock.unlock();
        }
    }

    private Optional<BeaconEvent> next() {
        lock.lock();
        try {
            Entry entry = queue.poll();
            if (entry != null) {
                bytes -= entry.size();
                return Optional.of(entry.event());
            }
            EventGap gap = lost;
            lost = null;
            if (gap == null) {
                speaker = null;
                isScheduled = false;
                quiet.signalAll();
            }
            return Optional.ofNullable(gap);
        } finally {
            lock.unlock();
        }
    }
}
