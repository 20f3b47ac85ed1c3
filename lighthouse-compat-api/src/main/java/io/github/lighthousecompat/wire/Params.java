package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.json.JsonWriter;

/**
 * The parameters of one JSON-RPC request; {@link EngineParams} makes them.
 *
 * <p>Immutable and thread-safe, so that one can be written for several requests.
 */
@FunctionalInterface
interface Params {
    /** Writes the elements of the {@code params} array, with commas and without brackets; the same every time. */
    void write(JsonWriter out);
}
