package io.github.lighthousecompat.testkit;

/** The frame of JSON-RPC around results and errors. */
final class RpcAnswer {
    private static final Json VERSION = Json.text("2.0");

    private RpcAnswer() {}

    static Json of(Json id, Json result) {
        return Json.members("jsonrpc", VERSION, "id", id, "result", result);
    }

    static Json failed(Json id, Json error) {
        return Json.members("jsonrpc", VERSION, "id", id, "error", error);
    }

    static Json failed(Json id, EngineError error) {
        return failed(
                id,
                Json.members(
                        "code", new Json.Digits(String.valueOf(error.code())), "message", Json.text(error.text())));
    }
}
