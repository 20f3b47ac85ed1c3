package io.github.lighthousecompat.json;

import static io.github.lighthousecompat.json.JsonWriter.ascii;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The grammar of JSON over a body in UTF-8: one pass, no copies, nothing allocated but text.
 *
 * <p>It is strict, also about what is skipped: RFC 8259, at most {@value #MAX_DEPTH} levels, each known member of an
 * object once. An escaped half of a surrogate pair is text, as the grammar has it: what some server quotes in a message
 * must not cost the answer. Whatever the bytes are, the only exception is {@link DecodeFailure}.
 */
public sealed class JsonScanner permits JsonCursor {
    /** Arrays and objects within each other. */
    static final int MAX_DEPTH = 32;

    private static final byte[] TRUE = ascii("true");
    private static final byte[] FALSE = ascii("false");
    private static final byte[] NULL = ascii("null");

    byte[] body;
    int end;
    int at;

    private int depth;
    /** Bit {@code n} is set when the array or object at depth {@code n} had an element. */
    private long filled;
    /** Per depth: the known members that were read. */
    private final long[] seen = new long[MAX_DEPTH + 1];
    /** Per depth: index of the member that usually comes next. */
    private final int[] expected = new int[MAX_DEPTH + 1];

    private int member;
    private String anyName = "";

    JsonScanner(byte[] body, int length) {
        this.body = body;
        this.end = length;
    }

    /** Goes to the beginning of another body. */
    public final void reset(byte[] newBody, int length) {
        body = newBody;
        end = length;
        at = 0;
        depth = 0;
    }

    /** Checks that nothing follows but white space. */
    public final void end() {
        skipWhitespace();
        if (at < end) {
            throw fail(at, "has more after its end");
        }
    }

    /** Goes back, out of a value that could not be read, to where it began in the object at {@code level}. */
    public final void rewind(int position, int level) {
        at = position;
        depth = level;
    }

    /** How many arrays and objects are open. */
    public final int depth() {
        return depth;
    }

    /** Index in the body of what comes next. */
    public final int position() {
        return at;
    }

    // Objects and arrays

    /** Goes into an object. */
    public final void beginObject() {
        begin('{', "an object");
        seen[depth] = 0;
        expected[depth] = 0;
    }

    /**
     * Goes to the value of the next member that is one of {@code members}, past all others unless they are closed.
     *
     * @return false at the end of the object, when all required ones were there
     */
    public final boolean nextMember(Members members) {
        int level = depth;
        while (more('}')) {
            int index = name(members, expected[level]);
            if (index >= 0) {
                if ((seen[level] & 1L << index) != 0) {
                    throw fail(at, "is there twice");
                }
                seen[level] |= 1L << index;
                expected[level] = index + 1;
                member = index;
                return true;
            }
            if (members.isClosed()) {
                throw fail(at, "is not a member that belongs here");
            }
            skip();
        }
        long missing = members.requiredMask() & ~seen[level];
        if (missing != 0) {
            String name = members.name(Long.numberOfTrailingZeros(missing));
            throw new DecodeFailure(JsonPath.at(body, at - 1) + "." + name, "is missing");
        }
        return false;
    }

    /** Index of the member that {@link #nextMember} found; valid until the next one. */
    public final int member() {
        return member;
    }

    /**
     * Goes to the value of the next member, whatever its name is.
     *
     * @return false at the end of the object
     */
    public final boolean nextAny() {
        if (!more('}')) {
            return false;
        }
        if (peek() != '"') {
            throw unexpected("the name of a member");
        }
        anyName = text();
        colon();
        return true;
    }

    /** Name of the member that {@link #nextAny} found; valid until the next one. */
    public final String name() {
        return anyName;
    }

    /** The object that began at {@code position} lacks a member. */
    public final DecodeFailure missing(int position, String name) {
        return new DecodeFailure(JsonPath.at(body, position) + "." + name, "is missing");
    }

    /** Goes into an array. */
    public final void beginArray() {
        begin('[', "an array");
    }

    /** Goes to the next element of an array, or past its end. */
    public final boolean nextElement() {
        return more(']');
    }

    private void begin(char open, String what) {
        if (peek() != open) {
            throw unexpected(what);
        }
        if (depth == MAX_DEPTH) {
            throw fail(at, "is nested more than " + MAX_DEPTH + " levels deep");
        }
        at++;
        depth++;
        filled &= ~(1L << depth);
    }

    private boolean more(char close) {
        byte c = peek();
        if (c == close) {
            at++;
            depth--;
            return false;
        }
        long bit = 1L << depth;
        if ((filled & bit) == 0) {
            filled |= bit;
        } else if (c == ',') {
            at++;
        } else {
            throw unexpected("a comma or " + close);
        }
        return true;
    }

    private int name(Members members, int likely) {
        if (peek() != '"') {
            throw unexpected("the name of a member");
        }
        int index = likely;
        int after = members.match(likely, body, at, end);
        if (after >= 0) {
            at = after;
        } else {
            index = find(members);
        }
        colon();
        return index;
    }

    private void colon() {
        if (peek() != ':') {
            throw unexpected("a colon");
        }
        at++;
        peek();
    }

    // Values

    /** Reads {@code null} if that is what comes next. */
    public final boolean nextNull() {
        if (peek() != 'n') {
            return false;
        }
        literal(NULL);
        return true;
    }

    /** Reads {@code true} or {@code false}. */
    public final boolean bool() {
        switch (peek()) {
            case 't' -> literal(TRUE);
            case 'f' -> {
                literal(FALSE);
                return false;
            }
            default -> throw unexpected("true or false");
        }
        return true;
    }

    /** Reads a text, with its escapes resolved. */
    public final String text() {
        if (peek() != '"') {
            throw unexpected("text");
        }
        int from = at;
        return skipText()
                ? new String(body, from + 1, at - from - 2, StandardCharsets.ISO_8859_1)
                : JsonText.decode(body, from + 1, at - 1);
    }

    /** Index of the one of {@code words} that the text is, or -1. */
    public final int oneOf(Members words) {
        if (peek() != '"') {
            throw unexpected("text");
        }
        return find(words);
    }

    private int find(Members words) {
        int from = at;
        return skipText() ? words.find(body, from, at) : words.find(JsonText.decode(body, from + 1, at - 1));
    }

    /** A number of 64 bits without fraction and exponent. */
    public final long integer() {
        byte first = peek();
        if (first != '-' && !isDigit(first)) {
            throw unexpected("a number");
        }
        int from = at;
        skipNumber();
        int begin = first == '-' ? from + 1 : from;
        // 19 digits fit 64 bits without a sign, so that a value which is too large shows as a negative one
        boolean isInteger = at - begin <= 19;
        long value = 0;
        for (int i = begin; i < at && isInteger; i++) {
            isInteger = isDigit(body[i]);
            value = 10 * value + (body[i] - '0');
        }
        if (!isInteger || value < 0) {
            throw fail(from, "is not an integer of 64 bits");
        }
        return first == '-' ? -value : value;
    }

    /** Goes past one value of any kind. */
    public final void skip() {
        switch (peek()) {
            case '{' -> {
                begin('{', "an object");
                while (more('}')) {
                    if (peek() != '"') {
                        throw unexpected("the name of a member");
                    }
                    skipText();
                    colon();
                    skip();
                }
            }
            case '[' -> {
                begin('[', "an array");
                while (more(']')) {
                    skip();
                }
            }
            case '"' -> skipText();
            case 't' -> literal(TRUE);
            case 'f' -> literal(FALSE);
            case 'n' -> literal(NULL);
            default -> skipNumber();
        }
    }

    /** Goes past a text and tells whether it is ASCII without escapes. */
    final boolean skipText() {
        int from = at;
        boolean isPlain = true;
        int i = from + 1;
        while (i < end) {
            byte c = body[i];
            if (c == '"') {
                at = i + 1;
                return isPlain;
            }
            if (c >= ' ' && c != '\\') {
                i++;
                continue;
            }
            isPlain = false;
            if (c >= 0 && c < ' ') {
                throw fail(from, "has a control character that is not escaped");
            }
            i = c == '\\' ? JsonText.afterEscape(body, i, end) : JsonText.afterSequence(body, i, end);
            if (i < 0) {
                throw fail(from, c == '\\' ? "has an escape that is none" : "is not UTF-8");
            }
        }
        throw fail(from, "does not end");
    }

    private void skipNumber() {
        int from = at;
        int i = from;
        if (body[i] == '-') {
            i++;
        }
        i = i < end && body[i] == '0' ? i + 1 : digits(from, i);
        if (i < end && body[i] == '.') {
            i = digits(from, i + 1);
        }
        if (i < end && (body[i] == 'e' || body[i] == 'E')) {
            i++;
            i = digits(from, i < end && (body[i] == '+' || body[i] == '-') ? i + 1 : i);
        }
        at = i;
    }

    private int digits(int number, int from) {
        int i = from;
        while (i < end && isDigit(body[i])) {
            i++;
        }
        if (i == from) {
            at = number;
            throw from == number ? unexpected("a JSON value") : fail(number, "is not a number");
        }
        return i;
    }

    private void literal(byte[] word) {
        if (end - at < word.length || !Arrays.equals(word, 0, word.length, body, at, at + word.length)) {
            throw fail(at, "is not a JSON value");
        }
        at += word.length;
    }

    /** The first byte of what comes next, past white space. */
    public final byte peek() {
        skipWhitespace();
        if (at >= end) {
            throw fail(end, "the body ends here");
        }
        return body[at];
    }

    private void skipWhitespace() {
        while (at < end && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
    }

    static boolean isDigit(byte c) {
        return c >= '0' && c <= '9';
    }

    // Failures

    /** What is wrong at {@code position}, with the path to it. */
    public final DecodeFailure fail(int position, String problem) {
        return new DecodeFailure(JsonPath.at(body, position), problem);
    }

    /** Something else stands here than {@code expectedValue}. */
    public final DecodeFailure unexpected(String expectedValue) {
        return fail(at, "expected " + expectedValue + ", found " + found(body[at]));
    }

    private static String found(byte c) {
        return switch (c) {
            case '{' -> "an object";
            case '[' -> "an array";
            case '"' -> "text";
            case 't', 'f' -> "true or false";
            case 'n' -> "null";
            case '<' -> "'<', as in a web page";
            default ->
                isDigit(c) || c == '-'
                        ? "a number"
                        : c > ' ' && c <= '~' ? "'" + (char) c + "'" : "byte 0x" + Integer.toHexString(c & 0xff);
        };
    }
}
