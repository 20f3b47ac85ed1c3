package io.github.lighthousecompat.wire;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request as it goes out. Immutable; the body is shared, not copied. */
final class HttpRequest {
    static final String JSON = "application/json";
    static final String SSZ = "application/octet-stream";

    private final String method;
    private final String target;
    private final Map<String, String> headers;
    private final byte @Nullable [] body;
    private final String contentType;
    private final boolean isRepeatable;

    private HttpRequest(
            String method,
            String target,
            Map<String, String> headers,
            byte @Nullable [] body,
            String contentType,
            boolean isRepeatable) {
        this.method = method;
        this.target = target;
        this.headers = headers;
        this.body = body;
        this.contentType = contentType;
        this.isRepeatable = isRepeatable;
    }

    /**
     * Reads something, which may be asked for twice.
     *
     * @param target path and query after the URL of the endpoint
     * @param accept the content types that can be read
     */
    static HttpRequest get(String target, String accept) {
        return of("GET", target, accept, true);
    }

    /**
     * Asks for something by any method, without a body.
     *
     * @param target path and query after the URL of the endpoint
     * @param accept the content types that can be read
     * @param isRepeatable whether the request may arrive twice
     */
    static HttpRequest of(String method, String target, String accept, boolean isRepeatable) {
        return new HttpRequest(method, target, Map.of("Accept", accept), null, "", isRepeatable);
    }

    /**
     * Hands over a body; the answer is JSON.
     *
     * @param target path and query after the URL of the endpoint
     * @param isRepeatable whether the request may arrive twice
     */
    static HttpRequest post(String target, byte[] body, String contentType, boolean isRepeatable) {
        return of("POST", target, JSON, isRepeatable).with(body, contentType);
    }

    /** The same request with this body. */
    HttpRequest with(byte[] newBody, String newContentType) {
        return new HttpRequest(method, target, headers, newBody, newContentType, isRepeatable);
    }

    /** The same request with one more header. */
    HttpRequest with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new HttpRequest(method, target, more, body, contentType, isRepeatable);
    }

    String method() {
        return method;
    }

    String target() {
        return target;
    }

    Map<String, String> headers() {
        return headers;
    }

    byte @Nullable [] body() {
        return body;
    }

    String contentType() {
        return contentType;
    }

    boolean isRepeatable() {
        return isRepeatable;
    }
}
