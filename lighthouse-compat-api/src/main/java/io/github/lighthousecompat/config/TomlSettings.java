package io.github.lighthousecompat.config;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;

/** Reads a file of settings. The only class that needs the TOML library. */
final class TomlSettings {
    private TomlSettings() {}

    /**
     * What a file sets, by key.
     *
     * @throws IllegalArgumentException if it can't be read or is no TOML; the message says where and why
     */
    static Map<String, Given> read(FileContent content) {
        Path file = content.file();
        TomlParseResult parsed = Toml.parse(content.text());
        if (parsed.hasErrors()) {
            TomlParseError first = parsed.errors().get(0);
            throw new IllegalArgumentException(
                    "line " + first.position().line() + " of " + file + " is no TOML: " + first.getMessage());
        }
        Map<String, Given> given = new LinkedHashMap<>();
        for (String key : parsed.dottedKeySet(true)) {
            Object value = parsed.get(key);
            if (value != null && !parsed.isTable(key)) {
                int line = parsed.inputPositionOf(key).line();
                given.put(key, new Given(written(value), "line " + line + " of " + file));
            }
        }
        return given;
    }

    /** As it stands in the file: a text keeps its quotes, so that "true" is not taken for true. */
    private static String written(Object value) {
        if (value instanceof String text) {
            return '"' + text + '"';
        }
        return value instanceof Double number && Double.isFinite(number)
                ? BigDecimal.valueOf(number).toPlainString()
                : value.toString();
    }
}
