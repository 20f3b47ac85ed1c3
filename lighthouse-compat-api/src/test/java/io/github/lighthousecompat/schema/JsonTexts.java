package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.nio.charset.StandardCharsets;

/** Reads and writes values as text. */
final class JsonTexts {
    private JsonTexts() {}

    static <T> T read(JsonType<T> type, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        JsonCursor json = new JsonCursor(body, body.length);
        T value = type.read(json);
        json.end();
        return value;
    }

    static <T> String write(JsonType<T> type, T value) {
        JsonWriter out = new JsonWriter();
        type.write(out, value);
        byte[] body = out.allocate();
        type.write(out, value);
        return new String(body, StandardCharsets.UTF_8);
    }
}
