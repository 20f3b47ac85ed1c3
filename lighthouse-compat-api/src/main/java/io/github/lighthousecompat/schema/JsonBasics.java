package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.util.List;
import java.util.function.Function;

/** The types of JSON that have no SSZ form, and how types are made of others. */
final class JsonBasics {
    /** Any text. */
    static final JsonType<String> TEXT = new JsonType<>() {
        @Override
        public String read(JsonCursor json) {
            return json.text();
        }

        @Override
        public void write(JsonWriter out, String value) {
            out.text(value);
        }
    };

    /** A number of 64 bits that is written without quotes, and read with and without. */
    static final JsonType<UInt64> NUMBER = new JsonType<>() {
        @Override
        public UInt64 read(JsonCursor json) {
            if (json.peek() == '"') {
                return json.decimal64();
            }
            int from = json.position();
            String digits = json.raw();
            if (!digits.matches("[0-9]{1,20}")) {
                throw json.fail(from, "is not a number of 64 bits without a sign");
            }
            try {
                return UInt64.parse(digits);
            } catch (IllegalArgumentException e) {
                throw json.fail(from, "is not a number of 64 bits without a sign");
            }
        }

        @Override
        public void write(JsonWriter out, UInt64 value) {
            out.literal(JsonWriter.ascii(value.toString()));
        }
    };

    private JsonBasics() {}

    /** Any number of values. */
    static <T> JsonType<List<T>> listOf(JsonType<T> element) {
        return new JsonType<>() {
            @Override
            public List<T> read(JsonCursor json) {
                return List.copyOf(json.list(element::read));
            }

            @Override
            public void write(JsonWriter out, List<T> values) {
                out.one('[');
                for (int i = 0; i < values.size(); i++) {
                    if (i > 0) {
                        out.one(',');
                    }
                    element.write(out, values.get(i));
                }
                out.one(']');
            }
        };
    }

    /** Values that stand as those of another type; what {@code from} throws as an illegal argument can't be read. */
    static <S, T> JsonType<T> mapped(JsonType<S> type, Function<S, T> from, Function<T, S> to) {
        return new JsonType<>() {
            @Override
            public T read(JsonCursor json) {
                json.peek();
                int begin = json.position();
                S read = type.read(json);
                try {
                    return from.apply(read);
                } catch (IllegalArgumentException e) {
                    throw json.fail(begin, String.valueOf(e.getMessage()));
                }
            }

            @Override
            public void write(JsonWriter out, T value) {
                type.write(out, to.apply(value));
            }
        };
    }
}
