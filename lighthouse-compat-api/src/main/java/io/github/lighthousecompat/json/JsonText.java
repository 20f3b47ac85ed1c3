package io.github.lighthousecompat.json;

import java.nio.charset.StandardCharsets;

/** What stands between the quotes of a JSON string. */
final class JsonText {
    private JsonText() {}

    /** The text from {@code from} to {@code to}, which must be valid UTF-8 with valid escapes. */
    static String decode(byte[] body, int from, int to) {
        StringBuilder out = new StringBuilder(to - from);
        int plain = from;
        int i = from;
        while (i < to) {
            if (body[i] != '\\') {
                i++;
                continue;
            }
            out.append(new String(body, plain, i - plain, StandardCharsets.UTF_8));
            out.append(escaped(body, i + 1));
            i += body[i + 1] == 'u' ? 6 : 2;
            plain = i;
        }
        return out.append(new String(body, plain, to - plain, StandardCharsets.UTF_8))
                .toString();
    }

    private static char escaped(byte[] body, int at) {
        return switch (body[at]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit(body, at + 1);
            default -> (char) body[at];
        };
    }

    private static char unit(byte[] body, int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            unit = unit << 4 | Character.digit(body[i], 16);
        }
        return (char) unit;
    }

    /** Index after the escape whose backslash stands at {@code at}, or -1 if it is none. */
    static int afterEscape(byte[] body, int at, int end) {
        if (end - at < 2) {
            return -1;
        }
        if (body[at + 1] != 'u') {
            return "\"\\/bfnrt".indexOf(body[at + 1]) >= 0 ? at + 2 : -1;
        }
        if (end - at < 6) {
            return -1;
        }
        for (int i = at + 2; i < at + 6; i++) {
            if (Character.digit(body[i], 16) < 0) {
                return -1;
            }
        }
        return at + 6;
    }

    /** Index after the UTF-8 sequence of two to four bytes at {@code at}, or -1 if it is none. */
    static int afterSequence(byte[] body, int at, int end) {
        int first = body[at] & 0xff;
        int more = first < 0xc2 ? 0 : first < 0xe0 ? 1 : first < 0xf0 ? 2 : first < 0xf5 ? 3 : 0;
        if (more == 0 || end - at <= more) {
            return -1;
        }
        // longer than needed, a surrogate, or beyond the last code point
        int second = body[at + 1] & 0xff;
        if (first == 0xe0 && second < 0xa0
                || first == 0xed && second > 0x9f
                || first == 0xf0 && second < 0x90
                || first == 0xf4 && second > 0x8f) {
            return -1;
        }
        for (int i = at + 1; i <= at + more; i++) {
            if ((body[i] & 0xc0) != 0x80) {
                return -1;
            }
        }
        return at + more + 1;
    }
}
