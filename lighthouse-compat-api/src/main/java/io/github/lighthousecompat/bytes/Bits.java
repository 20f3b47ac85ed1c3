package io.github.lighthousecompat.bytes;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Any number of bits, such as who of a committee took part (SSZ: {@code Bitlist} and {@code Bitvector}).
 *
 * <p>Immutable and thread-safe. Two are equal when they have as many bits and the same ones are set.
 */
public final class Bits {
    /** No bits at all. */
    public static final Bits EMPTY = new Bits(new byte[0], 0);

    private final byte[] bytes;
    private final int size;

    private Bits(byte[] owned, int size) {
        this.bytes = owned;
        this.size = size;
    }

    /**
     * {@code size} bits, of which the first is the lowest bit of the first byte.
     *
     * @throws IllegalArgumentException if there are not exactly as many bytes as that takes, or a bit after the last
     *     one is set
     */
    public static Bits of(byte[] bytes, int size) {
        if (size < 0 || bytes.length != byteCount(size)) {
            throw new IllegalArgumentException(size + " bits do not fill " + bytes.length + " bytes");
        }
        if ((size & 7) != 0 && (bytes[bytes.length - 1] & 0xff) >> (size & 7) != 0) {
            throw new IllegalArgumentException("a bit after the last of " + size + " is set");
        }
        return new Bits(bytes.clone(), size);
    }

    /**
     * {@code size} bits of which those at {@code set} are set.
     *
     * @throws IndexOutOfBoundsException if one of them is none of the bits
     */
    public static Bits ofSet(int size, int... set) {
        byte[] bytes = new byte[byteCount(size)];
        for (int index : set) {
            Objects.checkIndex(index, size);
            bytes[index >> 3] |= (byte) (1 << (index & 7));
        }
        return new Bits(bytes, size);
    }

    private static int byteCount(int size) {
        return (size + 7) >> 3;
    }

    /** Number of bits. */
    public int size() {
        return size;
    }

    /**
     * Whether the bit at {@code index} is set.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public boolean isSet(int index) {
        Objects.checkIndex(index, size);
        return (bytes[index >> 3] & 1 << (index & 7)) != 0;
    }

    /** Number of bits that are set. */
    public int count() {
        int count = 0;
        for (byte b : bytes) {
            count += Integer.bitCount(b & 0xff);
        }
        return count;
    }

    /** A fresh copy of the bytes, the first bit as the lowest of the first byte. */
    public byte[] toArray() {
        return bytes.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bits that && size == that.size && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return 31 * size + Arrays.hashCode(bytes);
    }

    /** How many of how many are set. */
    @Override
    public String toString() {
        return count() + " of " + size + " bits";
    }
}
