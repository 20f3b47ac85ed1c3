package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.json.JsonWriter.ascii;

import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import io.github.lighthousecompat.json.Members;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Requests and answers of JSON-RPC 2.0 as bodies. Thread-safe. */
final class JsonRpc {
    private static final byte[] METHOD = ascii("{\"jsonrpc\":\"2.0\",\"method\":");
    private static final byte[] PARAMS = ascii(",\"params\":[");
    private static final byte[] ID = ascii("],\"id\":");

    private static final Members ANSWER = Members.required("jsonrpc", "id").optional("result", "error");
    private static final Members VERSION = Members.required("2.0");
    private static final Members ERROR = Members.required("code").optional("message");

    private static final byte[] NULL = ascii("null");
    private static final byte[] NOTHING = {};

    /** Bodies up to this size leave their cursor, which has room for as many bytes of transactions, to the next one. */
    private static final int KEPT = 4 << 20;

    private static final AtomicReference<@Nullable JsonCursor> SPARE = new AtomicReference<>();

    private JsonRpc() {}

    /**
     * The body of a request, in one array of exactly its size.
     *
     * @param id not negative
     * @throws IllegalArgumentException if it would not fit an array, or the id is negative
     */
    static byte[] encode(long id, String method, Params params) {
        if (id < 0) {
            throw new IllegalArgumentException("the id of a request can't be negative: " + id);
        }
        JsonWriter out = new JsonWriter();
        try {
            write(out, id, method, params);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("the request has more than 2^31 - 1 bytes", e);
        }
        byte[] body = out.allocate();
        write(out, id, method, params);
        return body;
    }

    private static void write(JsonWriter out, long id, String method, Params params) {
        out.literal(METHOD).text(method).literal(PARAMS);
        params.write(out);
        out.literal(ID).number(id).one('}');
    }

    /**
     * Reads the answer to a request, in one pass and with its members in any order.
     *
     * <p>An error wins over a result, and may have the id {@code null}, as from a server that could not read the
     * request. An answer without {@code result} is one whose result is {@code null}.
     *
     * @param body holds the answer in its first {@code length} bytes
     * @param id of the request
     * @throws RpcFailure if the answer is an error
     * @throws DecodeFailure if it is not an answer to this request, or not what {@code reader} reads
     */
    static <R> R decode(byte[] body, int length, long id, ResultReader<R> reader) {
        JsonCursor json = SPARE.getAndSet(null);
        if (json == null) {
            json = new JsonCursor(body, length);
        } else {
            json.reset(body, length);
        }
        R result = new Answer<>(json, id, reader).read();
        json.reset(NOTHING, 0);
        if (length <= KEPT) {
            SPARE.set(json);
        }
        return result;
    }

    /** One answer while it is read. */
    private static final class Answer<R> {
        private final JsonCursor json;
        private final long id;
        private final ResultReader<R> reader;
        private boolean isIdNull;
        private @Nullable R result;
        private @Nullable DecodeFailure resultFailure;
        private @Nullable RpcFailure error;

        Answer(JsonCursor json, long id, ResultReader<R> reader) {
            this.json = json;
            this.id = id;
            this.reader = reader;
        }

        R read() {
            json.beginObject();
            while (json.nextMember(ANSWER)) {
                switch (json.member()) {
                    case 0 -> version();
                    case 1 -> id();
                    case 2 -> result();
                    default -> error();
                }
            }
            json.end();
            if (error != null) {
                throw error;
            }
            if (isIdNull) {
                throw new DecodeFailure("$.id", "is null, not " + id);
            }
            if (resultFailure != null) {
                throw resultFailure;
            }
            return result == null ? absent() : result;
        }

        private void version() {
            int from = json.position();
            if (json.oneOf(VERSION) < 0) {
                throw json.fail(from, "is not 2.0");
            }
        }

        private void id() {
            isIdNull = json.nextNull();
            if (!isIdNull) {
                int from = json.position();
                long found = json.integer();
                if (found != id) {
                    throw json.fail(from, "is " + found + ", not " + id + ": the answer to another request");
                }
            }
        }

        private void result() {
            int from = json.position();
            int level = json.depth();
            try {
                result = reader.read(json);
            } catch (DecodeFailure e) {
                // an error may follow, and says more
                resultFailure = e;
                json.rewind(from, level);
                skip(e);
            }
        }

        private void skip(DecodeFailure first) {
            try {
                json.skip();
            } catch (DecodeFailure e) {
                throw first;
            }
        }

        private void error() {
            if (json.nextNull()) {
                return;
            }
            int code = 0;
            String text = "";
            json.beginObject();
            while (json.nextMember(ERROR)) {
                if (json.member() == 0) {
                    code = code();
                } else {
                    text = json.nextNull() ? "" : json.text();
                }
            }
            error = new RpcFailure(code, text);
        }

        private int code() {
            int from = json.position();
            long code = json.integer();
            if ((int) code != code) {
                throw json.fail(from, "is not an integer of 32 bits");
            }
            return (int) code;
        }

        private R absent() {
            try {
                return Objects.requireNonNull(reader.read(new JsonCursor(NULL, NULL.length)));
            } catch (DecodeFailure e) {
                throw new DecodeFailure("$.result", "is missing");
            }
        }
    }
}
