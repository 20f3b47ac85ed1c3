package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.SszType;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Answers of a beacon node, written by the descriptions of their values, and bodies of requests read by them. */
final class Answers {
    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private Answers() {}

    static <T> HttpAnswer json(JsonType<T> type, T value) {
        return HttpAnswer.json(200, type.toJson(value));
    }

    static HttpAnswer json(Json value) {
        return HttpAnswer.json(200, value.toBytes());
    }

    /** A value as part of what no value stands for. */
    static <T> Json tree(JsonType<T> type, T value) {
        try {
            return Json.parse(type.toJson(value));
        } catch (EngineError e) {
            throw new IllegalStateException("a description writes JSON", e);
        }
    }

    /** Any data in the envelope that has nothing else in it. */
    static HttpAnswer data(Json data) {
        return json(Json.members("data", data));
    }

    static <T> HttpAnswer ssz(SszType<T> type, T value) {
        return HttpAnswer.of(200, BeaconCall.SSZ, Bytes.of(type.toSsz(value)));
    }

    /** That something was done: an empty value. */
    static HttpAnswer done() {
        return HttpAnswer.json(200, NOTHING);
    }

    /** The answer with the name of its fork in a header, from releases that say that. */
    static HttpAnswer versioned(HttpAnswer answer, Fork fork, BeaconCall call, LighthouseQuirk quirk) {
        return call.has(quirk) ? answer.with(BeaconHeaders.VERSION, name(fork)) : answer;
    }

    /** The name of a fork on the wire. */
    static String name(Fork fork) {
        return fork.consensusName().toLowerCase(Locale.ROOT);
    }

    /**
     * The body of a request as a value.
     *
     * @throws BeaconError if it is none, or says that it is something else
     */
    static <T> T read(BeaconCall call, JsonType<T> type) throws BeaconError {
        call.requireJson();
        return read(call.request().body(), type);
    }

    static <T> T read(Bytes body, JsonType<T> type) throws BeaconError {
        try {
            return type.fromJson(body.toArray());
        } catch (DecodeFailure e) {
            throw BeaconError.invalidBody(String.valueOf(e.getMessage()));
        }
    }

    static <T> T readSsz(Bytes body, SszType<T> type) throws BeaconError {
        try {
            return type.fromSsz(body.toArray());
        } catch (DecodeFailure e) {
            throw BeaconError.badRequest("invalid SSZ: " + e.getMessage());
        }
    }
}
