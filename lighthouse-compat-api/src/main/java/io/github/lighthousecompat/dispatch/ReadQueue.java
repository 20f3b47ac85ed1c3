package io.github.lighthousecompat.dispatch;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The reads that wait for the one thread that makes them, in their order. Any thread may add, without waiting and
 * without memory of its own; only one at a time may take out.
 *
 * <p>There is room for as many as there are reads, and each of them is in here once at most: so it is never full.
 */
final class ReadQueue {
    private final AtomicReferenceArray<@Nullable ShadowRead> slots;
    private final AtomicLong tail = new AtomicLong();
    private final AtomicLong head = new AtomicLong();

    /** An empty one for {@code capacity} reads, a power of two. */
    ReadQueue(int capacity) {
        slots = new AtomicReferenceArray<>(capacity);
    }

    void add(ShadowRead read) {
        slots.set(slot(tail.getAndIncrement()), read);
    }

    /** The first one; null if there is none, or if it is just being added. */
    @Nullable
    ShadowRead poll() {
        long number = head.get();
        ShadowRead first = slots.get(slot(number));
        if (first != null) {
            slots.set(slot(number), null);
            head.set(number + 1);
        }
        return first;
    }

    boolean isEmpty() {
        return slots.get(slot(head.get())) == null;
    }

    private int slot(long number) {
        return (int) (number & (slots.length() - 1));
    }
}
