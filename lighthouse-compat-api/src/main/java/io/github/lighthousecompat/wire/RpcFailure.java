package io.github.lighthousecompat.wire;

/** A JSON-RPC error that a server answered in place of a result. */
final class RpcFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String text;

    RpcFailure(int code, String text) {
        super(code + ": " + text);
        this.code = code;
        this.text = text;
    }

    /** The code, such as -38005 for an unsupported fork. */
    int code() {
        return code;
    }

    /** The server's message; free text, empty if it sent none. */
    String text() {
        return text;
    }
}
