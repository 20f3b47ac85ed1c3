package io.github.lighthousecompat.bytes;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Any number of bytes (Engine API: DATA of variable length).
 *
 * <p>Immutable and thread-safe. Two are equal when their bytes are.
 */
public final class Bytes {
    /** No bytes at all. */
    public static final Bytes EMPTY = new Bytes(new byte[0]);

    private static final int SHOWN = 32;

    private final byte[] bytes;

    private Bytes(byte[] owned) {
        this.bytes = owned;
    }

    /** Copies the given bytes. */
    public static Bytes of(byte... bytes) {
        return bytes.length == 0 ? EMPTY : new Bytes(bytes.clone());
    }

    /**
     * Copies {@code count} bytes that begin at {@code from}.
     *
     * @throws IndexOutOfBoundsException if there are fewer
     */
    public static Bytes of(byte[] bytes, int from, int count) {
        Objects.checkFromIndexSize(from, count, bytes.length);
        return count == 0 ? EMPTY : new Bytes(Arrays.copyOfRange(bytes, from, from + count));
    }

    /**
     * Reads {@code 0x} and an even number of hex digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Bytes parse(String hex) {
        return new Bytes(Hex.parse(hex));
    }

    /**
     * Reads {@code 2 * count} ASCII hex digits that begin at {@code from}, after any {@code 0x}.
     *
     * @throws IllegalArgumentException if one is not a digit or the text is too short
     */
    public static Bytes fromHexDigits(byte[] text, int from, int count) {
        return count == 0 ? EMPTY : new Bytes(FixedBytes.decode(text, from, count));
    }

    /** Number of bytes. */
    public int size() {
        return bytes.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return bytes.length == 0;
    }

    /**
     * The byte at {@code index}, as it is signed in Java.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public byte at(int index) {
        return bytes[index];
    }

    /** A fresh copy of the bytes. */
    public byte[] toArray() {
        return bytes.clone();
    }

    /**
     * Copies the bytes into {@code out} from index {@code at} on.
     *
     * @throws IndexOutOfBoundsException if they do not fit
     */
    public void copyTo(byte[] out, int at) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
    }

    /**
     * Writes {@code 2 * size()} lower-case ASCII digits, without {@code 0x}.
     *
     * @throws IndexOutOfBoundsException if they do not fit
     */
    public void writeHex(byte[] out, int at) {
        Hex.encode(bytes, 0, bytes.length, out, at);
    }

    /** Lower-case hex text with {@code 0x}, whole. */
    public String toHex() {
        return Hex.text(bytes, 0, bytes.length);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The hex text, shortened when it has more than 32 bytes. */
    @Override
    public String toString() {
        return bytes.length <= SHOWN ? toHex() : Hex.text(bytes, 0, 8) + "..(" + bytes.length + " bytes)";
    }
}
