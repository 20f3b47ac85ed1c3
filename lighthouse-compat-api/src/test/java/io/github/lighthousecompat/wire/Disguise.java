package io.github.lighthousecompat.wire;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The same JSON in another form: members in any order, with ones that nobody knows between them, optional ones that are
 * null left out, white space, upper-case digits, and escapes in names and texts that are no hex.
 */
final class Disguise {
    private static final Pattern HEX = Pattern.compile("0x[0-9a-f]*");
    private static final List<String> UNKNOWN = List.of(
            "{\"hash\":[{}, [[]] ,{\"a\":{\"b\":null}}]}",
            "[-0.5e+10,1E2,0,12.25]",
            "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\"",
            "\"\u00e9\u20ac\ud83d\ude00\"",
            "true",
            "false",
            "null");

    private final Random random;
    private final StringBuilder out = new StringBuilder();

    private Disguise(Random random) {
        this.random = random;
    }

    static byte[] of(JsonNode tree, Random random) {
        Disguise disguise = new Disguise(random);
        disguise.space().value(tree).space();
        return disguise.out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private Disguise value(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object(object);
        } else if (node.isArray()) {
            String comma = "[";
            for (JsonNode element : node) {
                out.append(comma);
                space().value(element).space();
                comma = ",";
            }
            out.append(comma.equals("[") ? "[]" : "]");
        } else if (node.isString() && HEX.matcher(node.asString()).matches()) {
            String digits = node.asString().substring(2);
            out.append("\"0x")
                    .append(random.nextBoolean() ? digits : digits.toUpperCase(Locale.ROOT))
                    .append('"');
        } else if (node.isString()) {
            text(node.asString());
        } else {
            out.append(node);
        }
        return this;
    }

    private void object(ObjectNode object) {
        List<Map.Entry<String, JsonNode>> members = new ArrayList<>(object.properties());
        members.removeIf(member -> member.getValue().isNull() && random.nextBoolean());
        if (random.nextBoolean()) {
            Collections.shuffle(members, random);
        }
        String comma = "";
        out.append('{');
        for (Map.Entry<String, JsonNode> member : members) {
            out.append(comma);
            if (random.nextInt(6) == 0) {
                String unknown = UNKNOWN.get(random.nextInt(UNKNOWN.size()));
                out.append("\"unknown\\u0020\u00e9\":").append(unknown).append(',');
            }
            space().text(member.getKey());
            space().out.append(':');
            space().value(member.getValue()).space();
            comma = ",";
        }
        out.append('}');
    }

    private void text(String text) {
        out.append('"');
        text.codePoints().forEach(c -> {
            if (c < ' ' || c == '"' || c == '\\' || random.nextInt(30) == 0) {
                Character.toString(c).chars().forEach(unit -> out.append("\\u%04x".formatted(unit)));
            } else {
                out.appendCodePoint(c);
            }
        });
        out.append('"');
    }

    private Disguise space() {
        if (random.nextInt(10) == 0) {
            out.append(" \t\r\n", 0, 1 + random.nextInt(4));
        }
        return this;
    }
}
