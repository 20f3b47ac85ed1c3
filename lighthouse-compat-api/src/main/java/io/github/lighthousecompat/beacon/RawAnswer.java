package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * What a node answered to a request that has no method of its own here; the status is 2xx. Immutable and thread-safe.
 *
 * @param status status of HTTP
 * @param contentType what the body is, as the node says
 * @param body the body
 */
public record RawAnswer(int status, Optional<String> contentType, Bytes body) {
    /** The body as text in UTF-8. */
    public String text() {
        return new String(body.toArray(), StandardCharsets.UTF_8);
    }
}
