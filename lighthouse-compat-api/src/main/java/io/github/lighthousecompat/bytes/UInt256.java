package io.github.lighthousecompat.bytes;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * An unsigned integer of 256 bits: Wei (Engine API: QUANTITY; Beacon API: decimal text).
 *
 * <p>Immutable and thread-safe. For arithmetic use {@link #toBigInteger()}.
 */
public final class UInt256 implements Comparable<UInt256> {
    /** 0. */
    public static final UInt256 ZERO = new UInt256(0, 0, 0, 0);
    /** 2^256 - 1. */
    public static final UInt256 MAX = new UInt256(-1, -1, -1, -1);

    private final long w3;
    private final long w2;
    private final long w1;
    private final long w0;

    private UInt256(long w3, long w2, long w1, long w0) {
        this.w3 = w3;
        this.w2 = w2;
        this.w1 = w1;
        this.w0 = w0;
    }

    /**
     * The value of a number that is not negative.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public static UInt256 of(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("UInt256 can't be negative: " + value);
        }
        return fromLongs(0, 0, 0, value);
    }

    /**
     * The value of a number.
     *
     * @throws IllegalArgumentException if it is negative or more than 2^256 - 1
     */
    public static UInt256 of(BigInteger value) {
        if (value.signum() < 0 || value.bitLength() > 256) {
            throw new IllegalArgumentException("not an unsigned integer of 256 bits: " + value);
        }
        return fromLongs(
                value.shiftRight(192).longValue(),
                value.shiftRight(128).longValue(),
                value.shiftRight(64).longValue(),
                value.longValue());
    }

    /** The value of four groups of 64 bits, the most significant first. */
    public static UInt256 fromLongs(long w3, long w2, long w1, long w0) {
        return (w3 | w2 | w1 | w0) == 0 ? ZERO : new UInt256(w3, w2, w1, w0);
    }

    /**
     * Reads decimal digits, or hex digits after {@code 0x}; either may have leading zeros.
     *
     * @throws IllegalArgumentException if the text is anything else or more than 2^256 - 1
     */
    public static UInt256 parse(String text) {
        boolean hex = text.startsWith("0x");
        String digits = hex ? text.substring(2) : text;
        // BigInteger also takes a sign and the digits of other scripts
        if (!Hex.isDigits(digits)) {
            throw new IllegalArgumentException("not an unsigned integer: \"" + text + '"');
        }
        try {
            return of(new BigInteger(digits, hex ? 16 : 10));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not an unsigned integer: \"" + text + '"', e);
        }
    }

    /** Bits {@code 64 * index} to {@code 64 * index + 63}, where 0 is the least significant group. */
    public long word(int index) {
        return switch (index) {
            case 0 -> w0;
            case 1 -> w1;
            case 2 -> w2;
            case 3 -> w3;
            default -> throw new IndexOutOfBoundsException("word " + index + " of 4");
        };
    }

    /** The value as a {@link BigInteger}. */
    public BigInteger toBigInteger() {
        return new BigInteger(toQuantity().substring(2), 16);
    }

    /** Whether this is 0. */
    public boolean isZero() {
        return (w3 | w2 | w1 | w0) == 0;
    }

    /** Number of bits without leading zeros; 0 for 0. */
    public int bitLength() {
        for (int i = 3; i > 0; i--) {
            if (word(i) != 0) {
                return 64 * i + 64 - Long.numberOfLeadingZeros(word(i));
            }
        }
        return 64 - Long.numberOfLeadingZeros(w0);
    }

    /** Hex text as a QUANTITY: {@code 0x}, lower case, no leading zeros, {@code 0x0} for 0. */
    public String toQuantity() {
        int digits = Math.max(1, (bitLength() + 3) / 4);
        StringBuilder out = new StringBuilder(2 + digits).append("0x");
        for (int i = digits - 1; i >= 0; i--) {
            out.append(Character.forDigit((int) (word(i >> 4) >>> (4 * (i & 15))) & 15, 16));
        }
        return out.toString();
    }

    @Override
    public int compareTo(UInt256 other) {
        for (int i = 3; i > 0; i--) {
            int order = Long.compareUnsigned(word(i), other.word(i));
            if (order != 0) {
                return order;
            }
        }
        return Long.compareUnsigned(w0, other.w0);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UInt256 that && w3 == that.w3 && w2 == that.w2 && w1 == that.w1 && w0 == that.w0;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(w3 * 31 * 31 * 31 + w2 * 31 * 31 + w1 * 31 + w0);
    }

    /** Decimal digits. */
    @Override
    public String toString() {
        return toBigInteger().toString();
    }
}
