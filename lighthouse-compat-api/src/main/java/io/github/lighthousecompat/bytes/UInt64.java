package io.github.lighthousecompat.bytes;

import org.jspecify.annotations.Nullable;

/**
 * An unsigned integer of 64 bits: block numbers, timestamps, gas, Gwei (Engine API: QUANTITY; Beacon API: decimal
 * text).
 *
 * <p>Immutable and thread-safe. Arithmetic that leaves the range throws {@link ArithmeticException}.
 */
public final class UInt64 implements Comparable<UInt64> {
    /** 0. */
    public static final UInt64 ZERO = new UInt64(0);
    /** 1. */
    public static final UInt64 ONE = new UInt64(1);
    /** 2^64 - 1. */
    public static final UInt64 MAX = new UInt64(-1);

    private final long bits;

    private UInt64(long bits) {
        this.bits = bits;
    }

    /**
     * The value of a number that is not negative.
     *
     * @throws IllegalArgumentException if it is negative; for the upper half of the range use {@link #fromLongBits}
     */
    public static UInt64 of(long value) {
        if (value < 0) {
            throw new IllegalArgumentException("UInt64 can't be negative: " + value);
        }
        return fromLongBits(value);
    }

    /** The value whose 64 bits are those of {@code bits}, so that -1 is 2^64 - 1. */
    public static UInt64 fromLongBits(long bits) {
        return bits == 0 ? ZERO : new UInt64(bits);
    }

    /**
     * Reads decimal digits, or hex digits after {@code 0x}; either may have leading zeros.
     *
     * @throws IllegalArgumentException if the text is anything else or more than 2^64 - 1
     */
    public static UInt64 parse(String text) {
        boolean hex = text.startsWith("0x");
        String digits = hex ? text.substring(2) : text;
        // Long.parseUnsignedLong also takes a sign and the digits of other scripts
        if (!Hex.isDigits(digits)) {
            throw new IllegalArgumentException("not an unsigned integer: \"" + text + '"');
        }
        try {
            return fromLongBits(Long.parseUnsignedLong(digits, hex ? 16 : 10));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not an unsigned integer of 64 bits: \"" + text + '"', e);
        }
    }

    /** The 64 bits as they are; negative for the upper half of the range. */
    public long longBits() {
        return bits;
    }

    /**
     * The value as a {@code long}.
     *
     * @throws ArithmeticException if it is 2^63 or more
     */
    public long toLong() {
        if (bits < 0) {
            throw new ArithmeticException(this + " does not fit a signed long");
        }
        return bits;
    }

    /**
     * The sum.
     *
     * @throws ArithmeticException if it is more than 2^64 - 1
     */
    public UInt64 plus(UInt64 other) {
        long sum = bits + other.bits;
        if (Long.compareUnsigned(sum, bits) < 0) {
            throw new ArithmeticException(this + " + " + other + " is more than 2^64 - 1");
        }
        return fromLongBits(sum);
    }

    /**
     * The sum with a number that is not negative.
     *
     * @throws ArithmeticException if it is more than 2^64 - 1
     * @throws IllegalArgumentException if {@code other} is negative
     */
    public UInt64 plus(long other) {
        return plus(of(other));
    }

    /**
     * The difference.
     *
     * @throws ArithmeticException if {@code other} is larger
     */
    public UInt64 minus(UInt64 other) {
        if (isLessThan(other)) {
            throw new ArithmeticException(this + " - " + other + " is negative");
        }
        return fromLongBits(bits - other.bits);
    }

    /** Whether this is less than {@code other}. */
    public boolean isLessThan(UInt64 other) {
        return Long.compareUnsigned(bits, other.bits) < 0;
    }

    /** Whether this is 0. */
    public boolean isZero() {
        return bits == 0;
    }

    /** Hex text as a QUANTITY: {@code 0x}, lower case, no leading zeros, {@code 0x0} for 0. */
    public String toQuantity() {
        return "0x" + Long.toHexString(bits);
    }

    @Override
    public int compareTo(UInt64 other) {
        return Long.compareUnsigned(bits, other.bits);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof UInt64 that && bits == that.bits;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bits);
    }

    /** Decimal digits. */
    @Override
    public String toString() {
        return Long.toUnsignedString(bits);
    }
}
