package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;

/**
 * Reads the result of one JSON-RPC method; {@link EngineAnswers} has them all. Stateless and thread-safe.
 *
 * @param <R> what the result becomes
 */
@FunctionalInterface
interface ResultReader<R> {
    /**
     * Reads exactly one value, which may be {@code null} in JSON.
     *
     * @throws DecodeFailure if it is not what the method answers
     */
    R read(JsonCursor json);
}
