package io.github.lighthousecompat.call;

import io.github.lighthousecompat.bytes.UInt64;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the fork times out of a genesis file in geth's form, without regard to anything else in it. */
final class GenesisFile {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final Map<String, Fork> KEYS =
            Map.of("shanghaiTime", Fork.CAPELLA, "cancunTime", Fork.DENEB, "pragueTime", Fork.ELECTRA);

    private GenesisFile() {}

    static Map<Fork, UInt64> forkTimes(Path file) {
        try (InputStream in = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(ObjectReadContext.empty(), in)) {
            return read(parser, file);
        } catch (IOException | JacksonException e) {
            throw new IllegalArgumentException("genesis file " + file + " can't be read: " + e.getMessage(), e);
        }
    }

    private static Map<Fork, UInt64> read(JsonParser parser, Path file) {
        require(parser.nextToken() == JsonToken.START_OBJECT, file, "it is not a JSON object");
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            boolean config = parser.currentName().equals("config");
            JsonToken value = parser.nextToken();
            if (config) {
                require(value == JsonToken.START_OBJECT, file, "its config is not an object");
                return readConfig(parser, file);
            }
            parser.skipChildren();
        }
        throw new IllegalArgumentException("genesis file " + file + " has no config");
    }

    private static Map<Fork, UInt64> readConfig(JsonParser parser, Path file) {
        Map<Fork, UInt64> times = new EnumMap<>(Fork.class);
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            Fork fork = KEYS.get(key);
            JsonToken value = parser.nextToken();
            if (fork == null) {
                parser.skipChildren();
            } else if (value != JsonToken.VALUE_NULL) {
                require(
                        value == JsonToken.VALUE_NUMBER_INT || value == JsonToken.VALUE_STRING,
                        file,
                        key + " must be a number of seconds");
                times.put(fork, seconds(parser.getString(), key, file));
            }
        }
        return times;
    }

    private static UInt64 seconds(String text, String key, Path file) {
        try {
            return UInt64.parse(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("genesis file " + file + ": " + key + " is " + e.getMessage(), e);
        }
    }

    private static void require(boolean holds, Path file, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("genesis file " + file + ": " + problem);
        }
    }
}
