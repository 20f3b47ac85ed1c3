package io.github.lighthousecompat.beacon;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A request that has no method of its own here. Immutable and thread-safe.
 *
 * @param method {@code GET} or another method of HTTP
 * @param path the path, from {@code /} on, without a query
 * @param query parameters, not yet encoded
 * @param body JSON text to send; empty for none
 */
public record RawRequest(String method, String path, Map<String, String> query, Optional<String> body) {
    /**
     * Copies the parameters, in their order.
     *
     * @throws IllegalArgumentException if the path does not begin with {@code /}, or has a query or a fragment
     */
    public RawRequest {
        if (!path.startsWith("/") || path.indexOf('?') >= 0 || path.indexOf('#') >= 0) {
            throw new IllegalArgumentException("a path begins with / and has no query, unlike \"" + path + '"');
        }
        query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
    }
}
