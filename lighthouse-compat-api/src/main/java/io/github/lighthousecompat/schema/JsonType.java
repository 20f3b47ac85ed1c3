package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;

/**
 * How the values of one type stand in the JSON of the Beacon API. Immutable and thread-safe.
 *
 * @param <T> the values
 */
public interface JsonType<T> {
    /**
     * Reads one value.
     *
     * @throws DecodeFailure if it is not one
     */
    T read(JsonCursor json);

    /** Writes one value. */
    void write(JsonWriter out, T value);
}
