package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * What a node answered to a request that has no method of its own here; the status is 2xx. Immutable and thread-safe.
 *
 * @param status status of HTTP
 * @param contentType what the body is, as the node says
 * @param headers those of {@code Eth-Consensus-Version}, {@code Eth-Execution-Payload-Blinded}, {@code
 *     Eth-Execution-Payload-Value}, {@code Eth-Consensus-Block-Value} and {@code Server} that came, by these names
 * @param body the body
 */
public record RawAnswer(int status, Optional<String> contentType, Map<String, String> headers, Bytes body) {
    /** Copies the headers. */
    public RawAnswer {
        headers = Map.copyOf(headers);
    }

    /** The body as text in UTF-8. */
    public String text() {
        return new String(body.toArray(), StandardCharsets.UTF_8);
    }
}
