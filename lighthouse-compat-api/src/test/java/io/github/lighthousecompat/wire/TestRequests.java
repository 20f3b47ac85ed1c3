package io.github.lighthousecompat.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Requests as the engine facet sends them. */
final class TestRequests {
    private TestRequests() {}

    static HttpRequest post(String body, String token, boolean isRepeatable) {
        return HttpRequest.post("", body.getBytes(UTF_8), HttpRequest.JSON, isRepeatable)
                .with("Authorization", "Bearer " + token);
    }
}
