package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A request to a beacon node as it came over the wire, also one that was refused. Immutable and thread-safe.
 *
 * @param method the HTTP method, in capitals
 * @param path the path, as it was sent
 * @param query what follows the question mark, as it was sent; empty text without one
 * @param headers values by the name of the header in small letters
 * @param body the body; empty without one
 */
public record BeaconRequest(String method, String path, String query, Map<String, List<String>> headers, Bytes body) {
    /** Keeps copies, with the names of the headers in small letters. */
    public BeaconRequest {
        headers = headers.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        header -> header.getKey().toLowerCase(Locale.ROOT), header -> List.copyOf(header.getValue())));
    }

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.getOrDefault(name.toLowerCase(Locale.ROOT), List.of()).stream()
                .findFirst();
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body.toArray(), StandardCharsets.UTF_8);
    }

    /** Method, path and query; no header, as headers may hold secrets. */
    @Override
    public String toString() {
        return method + ' ' + path + (query.isEmpty() ? "" : '?' + query);
    }
}
