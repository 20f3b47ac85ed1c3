package io.github.lighthousecompat.testkit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Takes out of requests and answers what may be secret: all headers but a few, and parameters with names of secrets.
 */
final class Redaction {
    private static final Set<String> KEPT = Set.of(
            "accept",
            "content-encoding",
            "content-type",
            "server",
            "eth-consensus-version",
            "eth-execution-payload-blinded",
            "eth-execution-payload-value",
            "eth-consensus-block-value");

    private static final Pattern SECRET =
            Pattern.compile("(?i)(^|&)([^=&]*(?:token|api-?_?key|secret|passw|auth|jwt)[^=&]*)=[^&]*");

    private Redaction() {}

    static BeaconRequest of(BeaconRequest request) {
        Map<String, List<String>> headers = new TreeMap<>(request.headers());
        headers.keySet().retainAll(KEPT);
        String query = SECRET.matcher(request.query()).replaceAll("$1$2=redacted");
        return new BeaconRequest(request.method(), request.path(), query, headers, request.body());
    }

    static Map<String, String> of(Map<String, String> headers) {
        Map<String, String> kept = new TreeMap<>();
        headers.forEach((name, value) -> kept.put(name.toLowerCase(Locale.ROOT), value));
        kept.keySet().retainAll(KEPT);
        return Map.copyOf(kept);
    }
}
