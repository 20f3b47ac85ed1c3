package io.github.lighthousecompat.testkit;

import static io.github.lighthousecompat.testkit.Json.members;
import static io.github.lighthousecompat.testkit.Json.text;

import io.github.lighthousecompat.bytes.Bytes;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A request to a node and its answer, without the secrets of either. Immutable and thread-safe.
 *
 * <p>Of the headers only those are kept that say what the body is, which fork it is of, and who answered.
 *
 * @param request what was asked
 * @param status the HTTP status of the answer
 * @param headers headers of the answer by their names in small letters
 * @param body the body of the answer
 */
public record RecordedExchange(BeaconRequest request, int status, Map<String, String> headers, Bytes body) {
    /** Keeps copies, and leaves out what may be secret. */
    public RecordedExchange {
        request = Redaction.of(request);
        headers = Redaction.of(headers);
    }

    /** Whether the answer is one to a request like this. */
    boolean answers(BeaconRequest other) {
        BeaconRequest asked = Redaction.of(other);
        return request.method().equals(asked.method())
                && request.path().equals(asked.path())
                && request.query().equals(asked.query())
                && request.body().equals(asked.body())
                && takesSsz(request) == takesSsz(asked);
    }

    HttpAnswer answer() {
        return new HttpAnswer(status, headers, body, 0);
    }

    /** One line of a recording, without the end of the line. */
    String toLine() {
        Map<String, Json> asked = new LinkedHashMap<>();
        asked.put("method", text(request.method()));
        asked.put("path", text(request.path()));
        asked.put("query", text(request.query()));
        Map<String, String> first = new TreeMap<>();
        request.headers().forEach((name, values) -> first.put(name, values.get(0)));
        asked.put("headers", strings(first));
        putBody(asked, request.body());
        Map<String, Json> answered = new LinkedHashMap<>();
        answered.put("status", new Json.Digits(String.valueOf(status)));
        answered.put("headers", strings(new TreeMap<>(headers)));
        putBody(answered, body);
        return members("request", new Json.Members(asked), "answer", new Json.Members(answered))
                .toText();
    }

    /**
     * Reads a line of a recording.
     *
     * @throws IllegalArgumentException if it is none
     */
    static RecordedExchange parse(String line) {
        try {
            if (Json.parse(line.getBytes(StandardCharsets.UTF_8)) instanceof Json.Members exchange
                    && exchange.get("request") instanceof Json.Members asked
                    && exchange.get("answer") instanceof Json.Members answered
                    && answered.get("status") instanceof Json.Digits status) {
                Map<String, List<String>> headers = new LinkedHashMap<>();
                strings(asked.get("headers")).forEach((name, value) -> headers.put(name, List.of(value)));
                BeaconRequest request = new BeaconRequest(
                        string(asked, "method"), string(asked, "path"), string(asked, "query"), headers, body(asked));
                return new RecordedExchange(
                        request, Integer.parseInt(status.value()), strings(answered.get("headers")), body(answered));
            }
        } catch (EngineError e) {
            throw new IllegalArgumentException("a line of a recording is no JSON: " + e.text(), e);
        }
        throw new IllegalArgumentException("a line of a recording has a request and an answer with a status");
    }

    private static boolean takesSsz(BeaconRequest request) {
        return request.header(BeaconHeaders.ACCEPT).orElse("").contains(BeaconCall.SSZ);
    }

    /** Text where it is text, else hexadecimal digits under another name. */
    private static void putBody(Map<String, Json> out, Bytes body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body.toArray()))
                    .toString();
            out.put("body", text(text));
        } catch (CharacterCodingException e) {
            out.put("bytes", text(body.toHex()));
        }
    }

    private static Bytes body(Json.Members from) {
        return from.values().containsKey("bytes")
                ? Bytes.parse(string(from, "bytes"))
                : HttpAnswer.utf8(string(from, "body"));
    }

    private static Json strings(Map<String, String> values) {
        Map<String, Json> out = new LinkedHashMap<>();
        values.forEach((name, value) -> out.put(name, text(value)));
        return new Json.Members(out);
    }

    private static Map<String, String> strings(Json json) {
        Map<String, String> out = new LinkedHashMap<>();
        if (json instanceof Json.Members members) {
            members.values().keySet().forEach(name -> out.put(name, string(members, name)));
        }
        return out;
    }

    private static String string(Json.Members from, String name) {
        if (from.get(name) instanceof Json.Text value) {
            return value.value();
        }
        throw new IllegalArgumentException("a line of a recording has no text under " + name);
    }
}
