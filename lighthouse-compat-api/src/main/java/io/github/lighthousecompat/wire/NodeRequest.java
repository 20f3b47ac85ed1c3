package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.json.JsonWriter;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.SszType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A request that is being put together. Not thread-safe. */
final class NodeRequest {
    private final NodeCall call;
    private final Endpoint endpoint;
    private final String path;
    private final List<String> query = new ArrayList<>();
    private final Map<String, String> headers = new LinkedHashMap<>();
    private String accept = HttpRequest.JSON;
    private byte @Nullable [] body;
    private String contentType = HttpRequest.JSON;

    NodeRequest(NodeCall call, Endpoint endpoint, Object... values) {
        this.call = call;
        this.endpoint = endpoint;
        this.path = endpoint.path(values);
    }

    /** A parameter of the query. */
    NodeRequest query(String name, Object value) {
        query.add(name + '=' + Endpoint.encoded(value.toString()));
        return this;
    }

    /** A parameter of the query, if there is a value for it. */
    NodeRequest query(String name, Optional<?> value) {
        value.ifPresent(present -> query(name, present));
        return this;
    }

    /** A list in the query; none if it is empty. */
    NodeRequest queryAll(String name, List<?> values) {
        if (!values.isEmpty()) {
            query.add(name
                    + '='
                    + String.join(
                            ",",
                            values.stream()
                                    .map(value -> Endpoint.encoded(value.toString()))
                                    .toList()));
        }
        return this;
    }

    NodeRequest header(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** What can be read, in the order of preference. */
    NodeRequest accept(String types) {
        accept = types;
        return this;
    }

    /** Hands over a value as JSON. */
    <T> NodeRequest json(JsonType<T> type, T value) {
        JsonWriter out = new JsonWriter();
        try {
            type.write(out, value);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
        byte[] bytes = out.allocate();
        type.write(out, value);
        return body(bytes, HttpRequest.JSON);
    }

    /** Hands over a value as SSZ. */
    <T> NodeRequest ssz(SszType<T> type, T value) {
        try {
            byte[] bytes = new byte[type.size(value)];
            type.encode(value, bytes, 0);
            return body(bytes, HttpRequest.SSZ);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private LighthouseException refused(IllegalArgumentException e) {
        return new LighthouseException.Refused(
                call.label().site(),
                call.label().operation(),
                LighthouseException.Refused.Fault.ARGUMENT,
                "the argument does not fit the preset: " + e.getMessage());
    }

    NodeRequest body(byte[] bytes, String type) {
        body = bytes;
        contentType = type;
        return this;
    }

    /** Sends it and gives the answer, if the status is that of success. */
    NodeAnswer send() {
        return anyStatus().orFail();
    }

    /** Sends it and gives the answer; empty where the node knows nothing under that name. */
    Optional<NodeAnswer> sendOrMissing() {
        return anyStatus().orMissing();
    }

    /** Sends it and gives the answer, whatever its status. */
    NodeAnswer anyStatus() {
        String target = query.isEmpty() ? path : path + '?' + String.join("&", query);
        HttpRequest request = HttpRequest.of(endpoint.method(), target, accept, call.isRepeatable());
        if (body != null) {
            request = request.with(body, contentType);
        }
        for (Map.Entry<String, String> header : headers.entrySet()) {
            request = request.with(header.getKey(), header.getValue());
        }
        return call.send(endpoint, request);
    }
}
