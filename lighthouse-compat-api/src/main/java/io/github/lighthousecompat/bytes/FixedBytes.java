package io.github.lighthousecompat.bytes;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What all byte values of a fixed size have in common; the array is never handed out or changed. */
abstract class FixedBytes {
    private final byte[] bytes;

    /** Keeps {@code owned}: only for arrays that nobody else holds. */
    FixedBytes(byte[] owned, int size) {
        if (owned.length != size) {
            throw new IllegalArgumentException(
                    getClass().getSimpleName() + " has " + size + " bytes, not " + owned.length);
        }
        this.bytes = owned;
    }

    static byte[] copy(byte[] bytes, int from, int size) {
        if (from < 0 || bytes.length - from < size) {
            throw new IllegalArgumentException(
                    "needs " + size + " bytes from index " + from + ", has " + (bytes.length - from));
        }
        return Arrays.copyOfRange(bytes, from, from + size);
    }

    static byte[] decode(byte[] text, int from, int size) {
        byte[] out = new byte[size];
        if (from < 0 || text.length - from < 2 * size || !Hex.decode(text, from, out, 0, size)) {
            throw new IllegalArgumentException("not " + 2 * size + " hex digits");
        }
        return out;
    }

    /** Number of bytes. */
    public final int size() {
        return bytes.length;
    }

    /** A fresh copy of the bytes. */
    public final byte[] toArray() {
        return bytes.clone();
    }

    /**
     * Copies the bytes into {@code out} from index {@code at} on.
     *
     * @throws IndexOutOfBoundsException if they do not fit
     */
    public final void copyTo(byte[] out, int at) {
        System.arraycopy(bytes, 0, out, at, bytes.length);
    }

    /**
     * Writes {@code 2 * size()} lower-case ASCII digits, without {@code 0x}.
     *
     * @throws IndexOutOfBoundsException if they do not fit
     */
    public final void writeHex(byte[] out, int at) {
        Hex.encode(bytes, 0, bytes.length, out, at);
    }

    /** Lower-case hex text with {@code 0x}. */
    public final String toHex() {
        return Hex.text(bytes, 0, bytes.length);
    }

    /** Whether every byte is zero. */
    public final boolean isZero() {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        // no two types have one size, so equal bytes are of one type
        return other instanceof FixedBytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The hex text; a value of more than 96 bytes is shortened. */
    @Override
    public final String toString() {
        return bytes.length <= 96 ? toHex() : Hex.text(bytes, 0, 8) + "..(" + bytes.length + " bytes)";
    }
}
