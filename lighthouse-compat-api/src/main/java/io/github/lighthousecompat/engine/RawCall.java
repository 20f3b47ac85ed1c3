package io.github.lighthousecompat.engine;

import java.util.List;

/**
 * A JSON-RPC call that has no method of its own here. Immutable and thread-safe.
 *
 * @param method name of the method
 * @param params each parameter as JSON text
 */
public record RawCall(String method, List<String> params) {
    /** Copies the list. */
    public RawCall {
        params = List.copyOf(params);
    }
}
