package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.json.JsonCursor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where two JSON texts differ, by paths such as {@code message.body.attestations[3].signature}. */
final class JsonLeaves {
    private static final String NOTHING = "nothing";
    private static final int LONGEST = 20;

    private final JsonCursor json;
    private final Map<String, String> values = new LinkedHashMap<>();

    private JsonLeaves(byte[] text) {
        this.json = new JsonCursor(text, text.length);
    }

    /** A line for each path where two texts, which must be JSON, differ, with both values in short. */
    static List<String> differences(byte[] one, byte[] other) {
        Map<String, String> first = of(one);
        Map<String, String> second = of(other);
        Set<String> paths = new LinkedHashSet<>(first.keySet());
        paths.addAll(second.keySet());
        List<String> differences = new ArrayList<>();
        for (String path : paths) {
            String left = first.getOrDefault(path, NOTHING);
            String right = second.getOrDefault(path, NOTHING);
            if (!left.equals(right)) {
                differences.add((path.isEmpty() ? "" : path + ": ") + brief(left) + " and " + brief(right));
            }
        }
        return differences;
    }

    private static Map<String, String> of(byte[] text) {
        JsonLeaves leaves = new JsonLeaves(text);
        leaves.read("");
        return leaves.values;
    }

    private void read(String path) {
        switch (json.peek()) {
            case '{' -> {
                json.beginObject();
                while (json.nextAny()) {
                    read(path.isEmpty() ? json.name() : path + '.' + json.name());
                }
            }
            case '[' -> {
                json.beginArray();
                int index = 0;
                while (json.nextElement()) {
                    read(path + '[' + index++ + ']');
                }
            }
            default -> values.put(path, json.raw().replace("\"", ""));
        }
    }

    private static String brief(String value) {
        return value.length() <= LONGEST ? value : value.substring(0, LONGEST) + "..";
    }
}
