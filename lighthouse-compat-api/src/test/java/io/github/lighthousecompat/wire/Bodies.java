package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.json.DecodeFailure;
import java.nio.charset.StandardCharsets;

/** Bodies that read well in a test: single quotes stand for double ones. */
final class Bodies {
    private Bodies() {}

    static byte[] bytes(String text) {
        return text.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    }

    /** An answer to request 1 with this result. */
    static byte[] answer(String result) {
        return bytes("{'jsonrpc':'2.0','id':1,'result':" + result + "}");
    }

    static <R> R decode(String body, ResultReader<R> reader) {
        byte[] bytes = bytes(body);
        return JsonRpc.decode(bytes, bytes.length, 1, reader);
    }

    static <R> R read(String result, ResultReader<R> reader) {
        byte[] body = answer(result);
        return JsonRpc.decode(body, body.length, 1, reader);
    }

    static DecodeFailure failure(byte[] body, ResultReader<?> reader) {
        return catchThrowableOfType(DecodeFailure.class, () -> JsonRpc.decode(body, body.length, 1, reader));
    }

    static DecodeFailure failure(String body, ResultReader<?> reader) {
        return failure(bytes(body), reader);
    }

    static DecodeFailure failureOfResult(String result, ResultReader<?> reader) {
        return failure(answer(result), reader);
    }
}
