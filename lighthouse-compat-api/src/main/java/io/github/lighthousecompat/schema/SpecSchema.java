package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** The entries of a spec, whatever they are named and hold; written in the order of their names, texts first. */
final class SpecSchema implements JsonType<BeaconSpec> {
    @Override
    public BeaconSpec read(JsonCursor json) {
        json.peek();
        int from = json.position();
        BeaconSpec.Builder spec = BeaconSpec.builder();
        json.beginObject();
        while (json.nextAny()) {
            String name = json.name();
            switch (json.peek()) {
                case '"' -> spec.putTexts(name, json.text());
                case '{', '[' -> spec.putStructures(name, json.raw());
                case 'n' -> json.skip();
                default -> spec.putTexts(name, json.raw());
            }
        }
        try {
            return spec.build();
        } catch (IllegalArgumentException e) {
            throw json.fail(from, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void write(JsonWriter out, BeaconSpec spec) {
        out.one('{');
        boolean isFirst = true;
        for (Map.Entry<String, String> entry : new TreeMap<>(spec.texts()).entrySet()) {
            name(out, entry.getKey(), isFirst).text(entry.getValue());
            isFirst = false;
        }
        for (Map.Entry<String, String> entry : new TreeMap<>(spec.structures()).entrySet()) {
            name(out, entry.getKey(), isFirst).literal(entry.getValue().getBytes(StandardCharsets.UTF_8));
            isFirst = false;
        }
        out.one('}');
    }

    private static JsonWriter name(JsonWriter out, String name, boolean isFirst) {
        if (!isFirst) {
            out.one(',');
        }
        return out.text(name).one(':');
    }
}
