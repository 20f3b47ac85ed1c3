package io.github.lighthousecompat.json;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes4;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.Transactions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the values of the Engine API where they stand in a body: DATA straight into its final array, QUANTITY strictly.
 *
 * <p>Hex digits of both cases are taken; {@code 0x} is required, and no escapes are. Not thread-safe.
 */
public final class JsonCursor extends JsonScanner {
    private static final int MAX_TRANSACTIONS = 1_048_576;
    private static final int PREFIX = 3;
    /** Bytes of the transactions that most blocks have at most. */
    private static final int USUAL_BLOCK = 256 << 10;

    private static final String DECIMAL_64 = "a decimal number of 64 bits in quotes";
    private static final String DECIMAL_256 = "a decimal number of 256 bits in quotes";

    private Transactions.@Nullable Builder transactions;

    public JsonCursor(byte[] body, int length) {
        super(body, length);
    }

    public Hash32 hash() {
        return fixed(Hash32.SIZE, Hash32::fromHexDigits);
    }

    public Address address() {
        return fixed(Address.SIZE, Address::fromHexDigits);
    }

    public Bloom bloom() {
        return fixed(Bloom.SIZE, Bloom::fromHexDigits);
    }

    public Bytes48 bytes48() {
        return fixed(Bytes48.SIZE, Bytes48::fromHexDigits);
    }

    public Blob blob() {
        return fixed(Blob.SIZE, Blob::fromHexDigits);
    }

    public Bytes4 bytes4() {
        return fixed(Bytes4.SIZE, Bytes4::fromHexDigits);
    }

    public Bytes96 bytes96() {
        return fixed(Bytes96.SIZE, Bytes96::fromHexDigits);
    }

    /** A DATA of 8 bytes, big endian. */
    public UInt64 bytes8() {
        int from = digits(Long.BYTES);
        int close = from + 2 * Long.BYTES;
        if (afterDigits(from) < close) {
            throw notData(Integer.toString(Long.BYTES));
        }
        at = close + 1;
        return UInt64.fromLongBits(word(from, close));
    }

    /** A DATA of any size up to {@code most} bytes. */
    public Bytes data(int most) {
        if (peek() == '"' && isPrefixed()) {
            int from = at + PREFIX;
            int to = afterDigits(from);
            int count = (to - from) >> 1;
            if (to < end && body[to] == '"' && (to - from & 1) == 0 && count <= most) {
                at = to + 1;
                return Bytes.fromHexDigits(body, from, count);
            }
        }
        throw notData("at most " + most);
    }

    /** A list of DATA, each a transaction; at most 1,048,576. */
    public Transactions transactions() {
        // as many as there can be in what is left, or as there usually are
        Transactions.Builder builder =
                transactions == null ? Transactions.builder(Math.min((end - at) / 2, USUAL_BLOCK)) : transactions;
        // set again only at the end: what a failure leaves behind must not get into the next list
        transactions = null;
        beginArray();
        int count = 0;
        while (nextElement()) {
            if (++count > MAX_TRANSACTIONS) {
                throw fail(at, "is one more than the " + MAX_TRANSACTIONS + " transactions of a block");
            }
            if (peek() != '"' || !isPrefixed()) {
                throw notData("any number of");
            }
            int to = builder.addHexDigits(body, at + PREFIX, end);
            if (to >= end || body[to] != '"') {
                throw notData("any number of");
            }
            at = to + 1;
        }
        transactions = builder;
        return builder.build();
    }

    public UInt64 uint64() {
        int from = quantity(64);
        return UInt64.fromLongBits(word(from, at - 1));
    }

    public UInt256 uint256() {
        int from = quantity(256);
        int to = at - 1;
        return UInt256.fromLongs(word(from, to - 48), word(from, to - 32), word(from, to - 16), word(from, to));
    }

    /** A number of 64 bits as the beacon chain writes it: decimal digits in quotes. */
    public UInt64 decimal64() {
        int from = decimal(Decimal.MAX_DIGITS_64, DECIMAL_64);
        try {
            return Decimal.uint64(body, from, at - 1);
        } catch (ArithmeticException e) {
            throw fail(from - 1, "is not " + DECIMAL_64);
        }
    }

    /** A number of 256 bits as the beacon chain writes it. */
    public UInt256 decimal256() {
        int from = decimal(Decimal.MAX_DIGITS_256, DECIMAL_256);
        try {
            return Decimal.uint256(body, from, at - 1);
        } catch (ArithmeticException e) {
            throw fail(from - 1, "is not " + DECIMAL_256);
        }
    }

    /** Goes past decimal digits in quotes, at most so many, and gives the index of the first. */
    private int decimal(int most, String what) {
        if (peek() != '"') {
            throw unexpected(what);
        }
        int from = at + 1;
        int to = from;
        while (to < end && isDigit(body[to])) {
            to++;
        }
        int count = to - from;
        if (to < end && body[to] == '"' && count > 0 && count <= most && (count == 1 || body[from] != '0')) {
            at = to + 1;
            return from;
        }
        int begin = at;
        skipText();
        throw fail(begin, "is not " + what);
    }

    /** A list of values of one kind. */
    public <T> List<T> list(Function<JsonCursor, T> element) {
        List<T> list = new ArrayList<>();
        beginArray();
        while (nextElement()) {
            list.add(element.apply(this));
        }
        return list;
    }

    /** One value of any kind, as the text that stands in the body. */
    public String raw() {
        peek();
        int from = at;
        skip();
        return new String(body, from, at - from, StandardCharsets.UTF_8);
    }

    /** A value whose digits begin at an index of a text. */
    @FunctionalInterface
    private interface Digits<T> {
        T read(byte[] text, int from);
    }

    private <T> T fixed(int size, Digits<T> digits) {
        int from = digits(size);
        try {
            T value = digits.read(body, from);
            at = from + 2 * size + 1;
            return value;
        } catch (IllegalArgumentException e) {
            throw notData(Integer.toString(size));
        }
    }

    /** Index of the first digit of a DATA, if one of {@code size} bytes can be what comes next. */
    private int digits(int size) {
        int close = 2 * size + PREFIX;
        if (peek() != '"' || end - at <= close || !isPrefixed() || body[at + close] != '"') {
            throw notData(Integer.toString(size));
        }
        return at + PREFIX;
    }

    /** Goes past a QUANTITY and gives the index of its first digit. */
    private int quantity(int bits) {
        if (peek() == '"' && isPrefixed()) {
            int from = at + PREFIX;
            int to = afterDigits(from);
            int count = to - from;
            if (to < end && body[to] == '"' && count > 0 && count <= bits / 4 && (count == 1 || body[from] != '0')) {
                at = to + 1;
                return from;
            }
        }
        throw notQuantity(bits);
    }

    private boolean isPrefixed() {
        return end - at > PREFIX && body[at + 1] == '0' && body[at + 2] == 'x';
    }

    private int afterDigits(int from) {
        int to = from;
        while (to < end && Character.digit(body[to], 16) >= 0) {
            to++;
        }
        return to;
    }

    /** The value of the last 16 digits, or fewer, before {@code to}. */
    private long word(int from, int to) {
        long bits = 0;
        for (int i = Math.max(from, to - 16); i < to; i++) {
            bits = bits << 4 | Character.digit(body[i], 16);
        }
        return bits;
    }

    private DecodeFailure notData(String size) {
        int begin = at;
        int digits = hexDigits("hex text of " + size + " bytes");
        return fail(
                begin,
                (digits & 1) != 0
                        ? "has an odd number of hex digits, " + digits
                        : "has " + digits / 2 + " bytes, not " + size);
    }

    private DecodeFailure notQuantity(int bits) {
        int begin = at;
        int digits = hexDigits("a hex number of " + bits + " bits");
        if (digits == 0) {
            return fail(begin, "has no digits after 0x");
        }
        return fail(
                begin,
                body[begin + PREFIX] == '0' ? "has leading zeros" : "is a number of more than " + bits + " bits");
    }

    /** Number of hex digits of the text that comes next, or the failure if it is not hex text at all. */
    private int hexDigits(String expectedValue) {
        if (body[at] != '"') {
            throw unexpected(expectedValue);
        }
        int begin = at;
        skipText();
        int close = at - 1;
        if (close < begin + PREFIX || body[begin + 1] != '0' || body[begin + 2] != 'x') {
            throw fail(begin, "does not begin with 0x");
        }
        if (afterDigits(begin + PREFIX) < close) {
            throw fail(begin, "has a character that is not a hex digit");
        }
        return close - begin - PREFIX;
    }
}
