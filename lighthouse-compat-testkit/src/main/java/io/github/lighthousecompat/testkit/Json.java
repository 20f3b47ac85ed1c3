package io.github.lighthousecompat.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON as a tree, read and written by a library and not by the product: what the product's codec gets wrong must not
 * cancel out here.
 */
sealed interface Json {
    /** The factory takes bodies with whole blocks in them. */
    JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** A string. */
    record Text(String value) implements Json {}

    /** A number with its digits as they stand. */
    record Digits(String value) implements Json {}

    /** A boolean. */
    record Bool(boolean value) implements Json {}

    /** Elements in order. */
    record Items(List<Json> values) implements Json {}

    /** Members in order. */
    record Members(Map<String, Json> values) implements Json {
        Json get(String name) {
            return values.getOrDefault(name, Null.NULL);
        }
    }

    /** The null of JSON, and what a member that is not there reads as. */
    enum Null implements Json {
        /** The only value. */
        NULL
    }

    static Json text(String value) {
        return new Text(value);
    }

    static Json items(List<? extends Json> values) {
        return new Items(List.copyOf(values));
    }

    /** Members from names and values in turn. */
    static Json members(Object... namesAndValues) {
        Map<String, Json> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            members.put((String) namesAndValues[i], (Json) namesAndValues[i + 1]);
        }
        return new Members(members);
    }

    /** Reads one document and nothing after it. */
    static Json parse(byte[] body) throws EngineError {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), body)) {
            JsonToken first = parser.nextToken();
            if (first == null) {
                throw new EngineError(EngineError.PARSE, "the body is empty");
            }
            Json document = read(parser, first);
            if (parser.nextToken() != null) {
                throw new EngineError(EngineError.PARSE, "there is more than one document");
            }
            return document;
        } catch (JacksonException e) {
            throw new EngineError(EngineError.PARSE, "not JSON: " + e.getOriginalMessage());
        }
    }

    private static Json read(JsonParser parser, JsonToken token) {
        return switch (token) {
            case START_OBJECT -> readMembers(parser);
            case START_ARRAY -> readItems(parser);
            case VALUE_STRING -> new Text(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Digits(parser.getString());
            case VALUE_TRUE, VALUE_FALSE -> new Bool(token == JsonToken.VALUE_TRUE);
            default -> Null.NULL;
        };
    }

    private static Json readMembers(JsonParser parser) {
        Map<String, Json> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            members.put(name, read(parser, parser.nextToken()));
        }
        return new Members(members);
    }

    private static Json readItems(JsonParser parser) {
        List<Json> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(read(parser, token));
        }
        return new Items(items);
    }

    /** The document as UTF-8. */
    default byte[] toBytes() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator generator = FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            write(generator);
        }
        return out.toByteArray();
    }

    /** The document as text. */
    default String toText() {
        return new String(toBytes(), StandardCharsets.UTF_8);
    }

    private void write(JsonGenerator out) {
        if (this instanceof Text text) {
            out.writeString(text.value());
        } else if (this instanceof Digits digits) {
            out.writeNumber(digits.value());
        } else if (this instanceof Bool bool) {
            out.writeBoolean(bool.value());
        } else if (this instanceof Items items) {
            out.writeStartArray();
            items.values().forEach(item -> item.write(out));
            out.writeEndArray();
        } else if (this instanceof Members members) {
            out.writeStartObject();
            members.values().forEach((name, value) -> {
                out.writeName(name);
                value.write(out);
            });
            out.writeEndObject();
        } else {
            out.writeNull();
        }
    }
}
