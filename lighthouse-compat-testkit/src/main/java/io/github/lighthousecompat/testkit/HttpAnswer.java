package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * An answer of a fake server.
 *
 * @param status the HTTP status
 * @param headers its headers by the names that they are sent with
 * @param body its body
 * @param padding how many blanks follow the body
 */
record HttpAnswer(int status, Map<String, String> headers, Bytes body, long padding) {
    static final String CONTENT_TYPE = "Content-Type";

    private static final String JSON = "application/json";
    private static final String EVENT_STREAM = "text/event-stream";

    HttpAnswer {
        headers = Map.copyOf(headers);
    }

    static HttpAnswer of(int status, String contentType, Bytes body) {
        return new HttpAnswer(status, Map.of(CONTENT_TYPE, contentType), body, 0);
    }

    static HttpAnswer json(int status, byte[] body) {
        return of(status, JSON, Bytes.of(body));
    }

    static HttpAnswer text(int status, String body) {
        return of(status, "text/plain; charset=utf-8", utf8(body));
    }

    /** An answer of no particular server: JSON if the text begins like that, else a page. */
    static HttpAnswer guess(int status, String body) {
        return of(status, body.startsWith("{") || body.startsWith("[") ? JSON : "text/html", utf8(body));
    }

    /** The beginning of a stream of events, whose body follows as they happen. */
    static HttpAnswer eventStream() {
        return new HttpAnswer(200, Map.of(CONTENT_TYPE, EVENT_STREAM), Bytes.EMPTY, 0);
    }

    /** An answer without a body and therefore without a type. */
    static HttpAnswer empty(int status) {
        return new HttpAnswer(status, Map.of(), Bytes.EMPTY, 0);
    }

    HttpAnswer with(String header, String value) {
        HttpAnswer without = without(header);
        Map<String, String> more = new LinkedHashMap<>(without.headers);
        more.put(header, value);
        return new HttpAnswer(status, more, body, padding);
    }

    HttpAnswer without(String header) {
        Map<String, String> rest = new LinkedHashMap<>(headers);
        rest.keySet().removeIf(header::equalsIgnoreCase);
        return new HttpAnswer(status, rest, body, padding);
    }

    HttpAnswer withBody(byte[] other) {
        return new HttpAnswer(status, headers, Bytes.of(other), padding);
    }

    HttpAnswer padded(long blanks) {
        return new HttpAnswer(status, headers, body, blanks);
    }

    boolean isJson() {
        return headers.getOrDefault(CONTENT_TYPE, "").startsWith(JSON);
    }

    boolean isEventStream() {
        return EVENT_STREAM.equals(headers.get(CONTENT_TYPE)) && body.isEmpty();
    }

    long length() {
        return body.size() + padding;
    }

    static Bytes utf8(String text) {
        return Bytes.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
