package io.github.lighthousecompat.testkit;

/** What an execution layer answers as a JSON-RPC error; the codes are those of the Engine API. */
final class EngineError extends Exception {
    static final int PARSE = -32700;
    static final int INVALID_REQUEST = -32600;
    static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int UNKNOWN_PAYLOAD = -38001;
    static final int INVALID_FORKCHOICE_STATE = -38002;
    static final int INVALID_ATTRIBUTES = -38003;
    static final int TOO_LARGE_REQUEST = -38004;
    static final int UNSUPPORTED_FORK = -38005;

    private static final long serialVersionUID = 1L;

    private final int code;
    private final String text;

    EngineError(int code, String text) {
        super(code + ": " + text);
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    String text() {
        return text;
    }
}
