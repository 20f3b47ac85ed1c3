package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** What happens at the node, as it happens. Immutable and thread-safe; no method waits. */
public final class EventsApi {
    private final Caller caller;
    private final CallOptions options;

    EventsApi(Caller caller, CallOptions options) {
        this.caller = caller;
        this.options = options;
    }

    /**
     * Has {@code listener} hear of {@code topics}, with the defaults of {@link EventRequest}.
     *
     * @throws IllegalArgumentException if there is no topic, or one twice
     */
    public CompletableFuture<EventSubscription> subscribe(List<EventTopic> topics, Consumer<BeaconEvent> listener) {
        return subscribe(EventRequest.of(topics, listener));
    }

    /**
     * Opens a stream of events.
     *
     * <p>The future completes when the node has accepted; the first events may come before that. Some nodes say that
     * they have accepted with the first event only, so that a deadline should leave time for one. {@code Unsupported}
     * names the release that lacks a topic, before anything is sent; a node answers {@code Http} 400 to a topic that it
     * does not know.
     */
    public CompletableFuture<EventSubscription> subscribe(EventRequest request) {
        return caller.call(BeaconOperations.SUBSCRIBE_EVENTS, request, options);
    }
}
