package io.github.lighthousecompat.json;

import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;

/** Numbers in decimal digits, where they stand in a body; nothing is allocated but the number. */
final class Decimal {
    /** Digits of 2^64 - 1. */
    static final int MAX_DIGITS_64 = 20;

    /** Digits of 2^256 - 1. */
    static final int MAX_DIGITS_256 = 78;

    /** So many digits always fit 63 bits. */
    private static final int STEP = 18;

    private Decimal() {}

    /**
     * The number that the digits from {@code from} to {@code to} are.
     *
     * @throws ArithmeticException if it is more than 2^64 - 1
     */
    static UInt64 uint64(byte[] text, int from, int to) {
        int middle = Math.min(to, from + STEP);
        long head = digits(text, from, middle);
        long tail = digits(text, middle, to);
        long factor = powerOfTen(to - middle);
        requireFits(high(head, factor, tail));
        return UInt64.fromLongBits(head * factor + tail);
    }

    /**
     * The number that the digits from {@code from} to {@code to} are.
     *
     * @throws ArithmeticException if it is more than 2^256 - 1
     */
    static UInt256 uint256(byte[] text, int from, int to) {
        long w3 = 0;
        long w2 = 0;
        long w1 = 0;
        long w0 = 0;
        for (int i = from; i < to; i += STEP) {
            int next = Math.min(to, i + STEP);
            long factor = powerOfTen(next - i);
            long plus = digits(text, i, next);
            long carry0 = high(w0, factor, plus);
            w0 = w0 * factor + plus;
            long carry1 = high(w1, factor, carry0);
            w1 = w1 * factor + carry0;
            long carry2 = high(w2, factor, carry1);
            w2 = w2 * factor + carry1;
            requireFits(high(w3, factor, carry2));
            w3 = w3 * factor + carry2;
        }
        return UInt256.fromLongs(w3, w2, w1, w0);
    }

    private static long digits(byte[] text, int from, int to) {
        long value = 0;
        for (int i = from; i < to; i++) {
            value = 10 * value + (text[i] - '0');
        }
        return value;
    }

    private static long powerOfTen(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /**
     * The upper 64 bits of {@code word * factor + plus}, where only the factor has a sign, and that is not negative.
     */
    private static long high(long word, long factor, long plus) {
        // multiplyHigh takes the word as negative when its upper bit is set
        long high = Math.multiplyHigh(word, factor) + (word >> 63 & factor);
        return Long.compareUnsigned(word * factor + plus, plus) < 0 ? high + 1 : high;
    }

    private static void requireFits(long carry) {
        if (carry != 0) {
            throw new ArithmeticException("more digits than bits");
        }
    }
}
