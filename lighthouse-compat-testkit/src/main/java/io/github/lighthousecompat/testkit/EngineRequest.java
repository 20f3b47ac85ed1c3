package io.github.lighthousecompat.testkit;

import java.util.List;
import java.util.Optional;

/**
 * A JSON-RPC request as far as it can be understood.
 *
 * @param id its id, or null
 * @param method its method, or empty text
 * @param params its parameters
 * @param fault what is wrong with it, if anything is
 */
record EngineRequest(Json id, String method, List<Json> params, Optional<EngineError> fault) {
    static EngineRequest of(byte[] body) {
        try {
            return read(Json.parse(body));
        } catch (EngineError e) {
            return new EngineRequest(Json.Null.NULL, "", List.of(), Optional.of(e));
        }
    }

    private static EngineRequest read(Json document) throws EngineError {
        if (document instanceof Json.Members members
                && members.get("jsonrpc").equals(Json.text("2.0"))
                && members.get("method") instanceof Json.Text method
                && members.get("params") instanceof Json.Items params) {
            return new EngineRequest(members.get("id"), method.value(), params.values(), Optional.empty());
        }
        throw new EngineError(
                EngineError.INVALID_REQUEST, "not a single JSON-RPC 2.0 request with parameters in order");
    }

    Json callOn(EngineServer server) throws EngineError {
        if (fault.isPresent()) {
            throw fault.get();
        }
        return server.call(method, params);
    }
}
