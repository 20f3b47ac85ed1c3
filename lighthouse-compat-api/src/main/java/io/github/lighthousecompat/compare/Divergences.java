package io.github.lighthousecompat.compare;

import java.util.List;

/**
 * The divergences of a routed client that it still remembers, and what became of the others. Immutable.
 *
 * <p>Each divergence since the client was built is counted once: {@code kept}, {@code limited} or {@code dropped}.
 *
 * @param latest those that are remembered, the oldest first
 * @param kept how many were looked at, also those that are forgotten by now
 * @param limited how many were only counted, because they came too fast
 * @param dropped how many were only counted, because those before them were still being looked at
 * @param unwritten how many of the kept ones the comparison log could not take; 0 without one
 */
public record Divergences(List<Divergence> latest, long kept, long limited, long dropped, long unwritten) {
    /** Copies the list. */
    public Divergences {
        latest = List.copyOf(latest);
    }
}
