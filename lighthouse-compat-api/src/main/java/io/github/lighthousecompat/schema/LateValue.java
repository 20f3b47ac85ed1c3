package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.json.JsonCursor;
import java.util.function.Function;

/** A value that stands before what tells how it is read: it is passed over, and read when that is known. */
record LateValue(int from, int level) {
    /** Passes over the value that comes next. */
    static LateValue passOver(JsonCursor json) {
        json.peek();
        LateValue value = new LateValue(json.position(), json.depth());
        json.skip();
        return value;
    }

    /** Goes back to read the value, and then to where the reader is now. */
    <T> T read(JsonCursor json, Function<JsonCursor, T> reader) {
        int position = json.position();
        int depth = json.depth();
        json.rewind(from, level);
        T value = reader.apply(json);
        json.rewind(position, depth);
        return value;
    }
}
