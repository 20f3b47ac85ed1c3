package io.github.lighthousecompat.wire;

import java.util.Optional;
import java.util.function.Function;

/** What came back. The body is that of the answer, or the beginning of it where the status tells of a failure. */
final class HttpAnswer {
    private final int status;
    private final Function<String, Optional<String>> headers;
    private final byte[] body;

    HttpAnswer(int status, Function<String, Optional<String>> headers, byte[] body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    int status() {
        return status;
    }

    boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The first header of that name, whatever its case. */
    Optional<String> header(String name) {
        return headers.apply(name);
    }

    /** Not copied, and not to be changed. */
    byte[] body() {
        return body;
    }
}
