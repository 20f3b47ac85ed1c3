package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.compare.Divergence;
import io.github.lighthousecompat.route.Difference;
import java.util.ArrayDeque;
import java.util.List;

/** The last divergences, as many as fit into so many bytes. Thread-safe. */
final class DivergenceRing {
    private static final int FIXED = 160;
    private static final int FIXED_EACH = 80;

    private final long capacity;
    private final ArrayDeque<Divergence> latest = new ArrayDeque<>();
    private long size;

    /** An empty one for {@code capacity} bytes. */
    DivergenceRing(long capacity) {
        this.capacity = capacity;
    }

    /** Adds one, and forgets the oldest until all fit. */
    synchronized void add(Divergence divergence) {
        latest.addLast(divergence);
        size += sizeOf(divergence);
        while (size > capacity) {
            size -= sizeOf(latest.removeFirst());
        }
    }

    /** Those that are left, the oldest first. */
    synchronized List<Divergence> latest() {
        return List.copyOf(latest);
    }

    /** What one takes in memory at most: objects, and two bytes a character. */
    static long sizeOf(Divergence divergence) {
        long size = FIXED;
        for (Difference difference : divergence.differences()) {
            int characters = difference.path().length()
                    + difference.answer().length()
                    + difference.otherAnswer().length();
            size += FIXED_EACH + 2L * characters;
        }
        return size;
    }
}
