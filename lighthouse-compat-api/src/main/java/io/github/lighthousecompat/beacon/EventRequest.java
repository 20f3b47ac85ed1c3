package io.github.lighthousecompat.beacon;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** What to hear of, who hears it, and how much may wait for it. Immutable and thread-safe, if the listener is. */
@BeaconStyle
@Value.Immutable(copy = false)
public sealed interface EventRequest permits ImmutableEventRequest {
    /** {@code listener} hears of {@code topics}. */
    static EventRequest of(List<EventTopic> topics, Consumer<BeaconEvent> listener) {
        return builder().topics(topics).listener(listener).build();
    }

    /** Starts with the defaults. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** What to hear of: at least one topic, each once. */
    List<EventTopic> topics();

    /**
     * Hears everything in one order, one at a time, where continuations of the host run. It may block: what waits for
     * it is bounded. What it throws is logged and ignored.
     */
    Consumer<BeaconEvent> listener();

    /**
     * How long the node may say nothing, before the connection is taken to be dead and opened anew; 45 s by default.
     * Lighthouse says something every 15 s, be it only that it is there; a node that does not needs more than the time
     * between two events.
     */
    @Value.Default
    default Duration idleLimit() {
        return Duration.ofSeconds(45);
    }

    /** Most events that wait for the listener, 4,096 by default; those that come after have no room. */
    @Value.Default
    default int bufferSize() {
        return 4096;
    }

    /** What can be wrong is found here. */
    @Value.Check
    default void check() {
        require(!topics().isEmpty(), "names no topic");
        require(topics().stream().distinct().count() == topics().size(), "names a topic twice: " + topics());
        require(idleLimit().compareTo(Duration.ZERO) > 0, "needs an idle limit of more than zero, has " + idleLimit());
        require(bufferSize() >= 2, "needs a buffer for 2 events or more, has " + bufferSize());
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("an EventRequest " + problem);
        }
    }

    /** Makes an {@link EventRequest}; topics and listener are required. Not thread-safe. */
    final class Builder extends ImmutableEventRequest.Builder {
        Builder() {}
    }
}
