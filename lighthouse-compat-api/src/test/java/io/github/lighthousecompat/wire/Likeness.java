package io.github.lighthousecompat.wire;

import java.util.Map;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Whether a tree says what another one does, up to members that are not known, nulls and the case of digits. */
final class Likeness {
    private static final Pattern HEX = Pattern.compile("(0x)?[0-9a-f]*");

    private Likeness() {}

    static boolean holds(JsonNode read, JsonNode sent) {
        if (read.isString() && read.asString().isEmpty() && isNothing(sent)) {
            return true;
        }
        if (isNothing(read) || isNothing(sent)) {
            return isNothing(read) && isNothing(sent);
        }
        if (read.isObject()) {
            return sent.isObject()
                    && read.properties().stream()
                            .map(Map.Entry::getKey)
                            .allMatch(name -> holds(read.path(name), sent.path(name)));
        }
        if (read.isArray()) {
            return sent.isArray() && areAlike(read, sent);
        }
        if (read.isString()) {
            return sent.isString() && isSame(read.asString(), sent.asString());
        }
        return read.equals(sent);
    }

    private static boolean isNothing(JsonNode node) {
        return node.isNull() || node.isMissingNode();
    }

    private static boolean areAlike(JsonNode read, JsonNode sent) {
        if (read.size() != sent.size()) {
            return false;
        }
        for (int i = 0; i < read.size(); i++) {
            if (!holds(read.get(i), sent.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isSame(String read, String sent) {
        return read.equals(sent) || HEX.matcher(read).matches() && read.equalsIgnoreCase(sent);
    }
}
