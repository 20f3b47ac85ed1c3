package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.schema.EventSchemas;

/** A Lighthouse node as one that tells of events. Thread-safe. */
final class NodeEvents implements EventNode {

    private final BeaconHttp http;
    private final EventSchemas schemas;

    NodeEvents(BeaconHttp http, BlockSchemas blocks) {
        this.http = http;
        this.schemas = EventSchemas.of(blocks);
    }

    @Override
    public Release release(Attempt attempt) {
        return new NodeCall(http, attempt, BeaconOperations.SUBSCRIBE_EVENTS).release();
    }

    @Override
    public Release renewedRelease(Attempt attempt) {
        return new NodeCall(http, attempt, BeaconOperations.SUBSCRIBE_EVENTS).renewedRelease();
    }

    @Override
    public EventSchemas schemas() {
        return schemas;
    }

    @Override
    public void stream(Attempt attempt, String query, Transport.Receiver receiver) {
        HttpRequest request = HttpRequest.get(BeaconPaths.EVENTS.template() + '?' + query, EventStream.CONTENT_TYPE);
        http.stream(attempt, BeaconPaths.EVENTS, request, receiver);
    }

    @Override
    public String endpoint() {
        return http.endpoint();
    }
}
