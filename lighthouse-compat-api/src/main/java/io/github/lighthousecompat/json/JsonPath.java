package io.github.lighthousecompat.json;

import java.nio.charset.StandardCharsets;

/**
 * Finds the JSON path of a position, so that readers need not keep track of one: only a failure pays for it.
 *
 * <p>It walks over the body up to the position, all of which a reader has already found to be good JSON.
 */
final class JsonPath {
    private static final int SHOWN = 40;

    private final byte[] body;
    /** Per level: index of the element in an array, -1 in an object. */
    private final int[] index = new int[JsonScanner.MAX_DEPTH + 1];
    /** Per level: where the name begins whose value is due or open, 0 if none is. */
    private final int[] name = new int[JsonScanner.MAX_DEPTH + 1];

    private int depth;

    private JsonPath(byte[] body) {
        this.body = body;
    }

    /** The path of the value that begins at {@code position}, or of what holds that position. */
    static String at(byte[] body, int position) {
        JsonPath path = new JsonPath(body);
        path.walk(position);
        return path.text();
    }

    private void walk(int position) {
        boolean isNameDue = false;
        int i = 0;
        while (i < position) {
            switch (body[i]) {
                case '{', '[' -> {
                    depth++;
                    isNameDue = body[i] == '{';
                    index[depth] = isNameDue ? -1 : 0;
                    name[depth] = 0;
                }
                case '}', ']' -> {
                    depth--;
                    name[depth] = 0;
                }
                case ',' -> {
                    isNameDue = index[depth] < 0;
                    index[depth] += isNameDue ? 0 : 1;
                }
                case '"' -> {
                    name[depth] = isNameDue ? i + 1 : 0;
                    isNameDue = false;
                    i = closingQuote(i);
                }
                case ':', ' ', '\t', '\n', '\r' -> {}
                default -> name[depth] = 0;
            }
            i++;
        }
    }

    private int closingQuote(int open) {
        int i = open + 1;
        while (body[i] != '"') {
            i += body[i] == '\\' ? 2 : 1;
        }
        return i;
    }

    private String text() {
        StringBuilder out = new StringBuilder("$");
        for (int level = 1; level <= depth; level++) {
            if (index[level] >= 0) {
                out.append('[').append(index[level]).append(']');
            } else if (name[level] > 0) {
                out.append('.').append(nameAt(name[level]));
            }
        }
        return out.toString();
    }

    private String nameAt(int from) {
        int to = closingQuote(from - 1);
        String shown = new String(body, from, Math.min(to - from, SHOWN), StandardCharsets.US_ASCII);
        return to - from > SHOWN ? shown + ".." : shown;
    }
}
