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

    /**
     * Writes one value.
     *
     * @throws IllegalArgumentException if the value has more elements than its type allows
     */
    void write(JsonWriter out, T value);

    /**
     * Reads a text that is one value.
     *
     * @throws DecodeFailure if it is not
     */
    default T fromJson(byte[] text) {
        JsonCursor json = new JsonCursor(text, text.length);
        T value = read(json);
        json.end();
        return value;
    }

    /**
     * One value as a text.
     *
     * @throws IllegalArgumentException if the value has more elements than its type allows
     */
    default byte[] toJson(T value) {
        JsonWriter out = new JsonWriter();
        write(out, value);
        byte[] text = out.allocate();
        write(out, value);
        return text;
    }
}
