package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.beacon.BeaconEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A listener that keeps what it hears until somebody asks. */
final class HeardEvents implements Consumer<BeaconEvent> {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final BlockingQueue<BeaconEvent> events = new LinkedBlockingQueue<>();

    @Override
    public void accept(BeaconEvent event) {
        events.add(event);
    }

    /** The next event of a kind that {@code isWanted}; what comes before it is forgotten. */
    <E extends BeaconEvent> E next(Class<E> kind, Predicate<E> isWanted) {
        List<BeaconEvent> others = new ArrayList<>();
        Instant limit = Instant.now().plus(LIMIT);
        while (Instant.now().isBefore(limit)) {
            BeaconEvent event = poll();
            if (kind.isInstance(event) && isWanted.test(kind.cast(event))) {
                return kind.cast(event);
            }
            others.add(event);
        }
        throw new AssertionError("no such " + kind.getSimpleName() + " within " + LIMIT + ", but " + others);
    }

    private BeaconEvent poll() {
        try {
            BeaconEvent event = events.poll(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
            if (event == null) {
                throw new AssertionError("no event within " + LIMIT);
            }
            return event;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for an event", e);
        }
    }
}
