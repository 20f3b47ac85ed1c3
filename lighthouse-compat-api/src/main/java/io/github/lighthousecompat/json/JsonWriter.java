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
import org.jspecify.annotations.Nullable;

/**
 * Writes a request into one array of exactly its size.
 *
 * <p>Everything is written twice: until {@link #allocate()} the writer only counts, afterwards it fills the array. One
 * description of a structure thus gives its size and its bytes, and they can't differ. Output is ASCII, hex is lower
 * case. Not thread-safe.
 */
public final class JsonWriter {
    private static final byte[] DIGITS = ascii("0123456789abcdef");
    private static final byte[] ESCAPE = ascii("\\u");
    /** Quotes, {@code 0x} and the comma after all but the last. */
    private static final int AROUND_TRANSACTION = 5;

    private byte @Nullable [] out;
    private int at;

    /** Counts until {@link #allocate()}. */
    public JsonWriter() {}

    /** The bytes of a text that is written as it stands. */
    public static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Ends the counting: the array that takes what is written from now on, which must be the same again. */
    public byte[] allocate() {
        byte[] exact = new byte[at];
        out = exact;
        at = 0;
        return exact;
    }

    public JsonWriter literal(byte[] ascii) {
        int from = advance(ascii.length);
        if (out != null) {
            System.arraycopy(ascii, 0, out, from, ascii.length);
        }
        return this;
    }

    /** 64 digits, as all {@code hex} methods without quotes and {@code 0x}. */
    public JsonWriter hex(Hash32 value) {
        int from = advance(2 * Hash32.SIZE);
        if (out != null) {
            value.writeHex(out, from);
        }
        return this;
    }

    public JsonWriter hex(Address value) {
        int from = advance(2 * Address.SIZE);
        if (out != null) {
            value.writeHex(out, from);
        }
        return this;
    }

    public JsonWriter hex(Bloom value) {
        int from = advance(2 * Bloom.SIZE);
        if (out != null) {
            value.writeHex(out, from);
        }
        return this;
    }

    public JsonWriter hex(Bytes4 value) {
        int from = advance(2 * Bytes4.SIZE);
        if (out != null) {
            value.writeHex(out, from);
        }
        return this;
    }

    public JsonWriter hex(Bytes48 value) {
        int from = advance(2 * Bytes48.SIZE);
        if (out != null) {
            value.writeHex(out, from);
        }
        return this;
    }

    public JsonWriter hex(Bytes96 value) {
        int from = advance(2 * Bytes96.SIZE);
        if (out != null) {
            value.writeHex(out, from);
        }
        return this;
    }

    public JsonWriter hex(Blob value) {
        int from = advance(2 * Blob.SIZE);
        if (out != null) {
            value.writeHex(out, from);
        }
        return this;
    }

    public JsonWriter hex(Bytes value) {
        int from = advance(Math.multiplyExact(2, value.size()));
        if (out != null) {
            value.writeHex(out, from);
        }
        return this;
    }

    /** The 16 digits of an 8-byte DATA. */
    public JsonWriter hex(UInt64 value) {
        return digits(value.longBits(), 16);
    }

    /** The digits of a QUANTITY, without leading zeros. */
    public JsonWriter quantity(UInt64 value) {
        return digits(value.longBits(), digitCount(64 - Long.numberOfLeadingZeros(value.longBits())));
    }

    /** The digits of a QUANTITY, without leading zeros. */
    public JsonWriter quantity(UInt256 value) {
        int rest = digitCount(value.bitLength());
        while (rest > 0) {
            int word = (rest - 1) / 16;
            digits(value.word(word), rest - 16 * word);
            rest = 16 * word;
        }
        return this;
    }

    /** The elements of a list of DATA, with quotes and commas. */
    public JsonWriter transactions(Transactions value) {
        int count = value.size();
        if (count == 0) {
            return this;
        }
        int from = advance(Math.toIntExact(2L * value.totalBytes() + (long) AROUND_TRANSACTION * count - 1));
        if (out != null) {
            transactions(value, out, from);
        }
        return this;
    }

    private static void transactions(Transactions value, byte[] out, int from) {
        int to = from;
        for (int i = 0; i < value.size(); i++) {
            if (i > 0) {
                out[to++] = ',';
            }
            out[to] = '"';
            out[to + 1] = '0';
            out[to + 2] = 'x';
            value.writeHex(i, out, to + 3);
            to += 3 + 2 * value.sizeOf(i);
            out[to++] = '"';
        }
    }

    /** A JSON string with its quotes; what is not printable ASCII is escaped. */
    public JsonWriter text(String value) {
        one('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' || c > '~' || c == '"' || c == '\\') {
                literal(ESCAPE).digits(c, 4);
            } else {
                one(c);
            }
        }
        return one('"');
    }

    /** A decimal number that is not negative. */
    public JsonWriter number(long value) {
        int count = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            count++;
        }
        int from = advance(count);
        if (out != null) {
            long rest = value;
            for (int i = from + count - 1; i >= from; i--) {
                out[i] = (byte) ('0' + rest % 10);
                rest /= 10;
            }
        }
        return this;
    }

    public JsonWriter one(char c) {
        int from = advance(1);
        if (out != null) {
            out[from] = (byte) c;
        }
        return this;
    }

    private JsonWriter digits(long bits, int count) {
        int from = advance(count);
        if (out != null) {
            long rest = bits;
            for (int i = from + count - 1; i >= from; i--) {
                out[i] = DIGITS[(int) rest & 15];
                rest >>>= 4;
            }
        }
        return this;
    }

    private static int digitCount(int bits) {
        return Math.max(1, (bits + 3) / 4);
    }

    private int advance(int count) {
        int from = at;
        at = Math.addExact(from, count);
        return from;
    }
}
