package io.github.lighthousecompat.bytes;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Hexadecimal text as ASCII bytes, straight from and into the bodies of requests and answers.
 *
 * <p>Both cases are read, lower case is written. All methods are thread-safe and allocate nothing.
 */
public final class Hex {
    /** A pair of digits is one 16-bit index; the value is the byte, or -1 where a character is not a digit. */
    private static final short[] BYTE_OF_PAIR = new short[1 << 16];

    private static final short[] PAIR_OF_BYTE = new short[256];
    private static final VarHandle PAIR = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int CHUNK = 32;

    static {
        Arrays.fill(BYTE_OF_PAIR, (short) -1);
        String digits = "0123456789abcdef";
        for (int value = 0; value < 256; value++) {
            char high = digits.charAt(value >> 4);
            char low = digits.charAt(value & 15);
            PAIR_OF_BYTE[value] = (short) (low << 8 | high);
            for (char h : new char[] {high, Character.toUpperCase(high)}) {
                for (char l : new char[] {low, Character.toUpperCase(low)}) {
                    BYTE_OF_PAIR[l << 8 | h] = (short) value;
                }
            }
        }
    }

    private Hex() {}

    /**
     * Decodes exactly {@code count} bytes from {@code 2 * count} digits.
     *
     * @param text ASCII text
     * @param from index of the first digit (after any {@code 0x})
     * @param out receives the bytes
     * @param at index in {@code out} of the first byte
     * @param count number of bytes to decode
     * @return whether all characters were digits; when false the content of {@code out} is undefined
     * @throws IndexOutOfBoundsException if either array is too short
     */
    public static boolean decode(byte[] text, int from, byte[] out, int at, int count) {
        int seen = 0;
        for (int i = 0; i < count; i++) {
            short value = BYTE_OF_PAIR[(short) PAIR.get(text, from + 2 * i) & 0xffff];
            seen |= value;
            out[at + i] = (byte) value;
        }
        return seen >= 0;
    }

    /**
     * Decodes pairs of digits up to the first pair that is not one, or until {@code out} is full.
     *
     * @param text ASCII text
     * @param from index of the first digit
     * @param to index after the last character that may be read
     * @param out receives the bytes
     * @param at index in {@code out} of the first byte
     * @return number of bytes decoded
     */
    public static int decodeRun(byte[] text, int from, int to, byte[] out, int at) {
        int limit = Math.min((to - from) >> 1, out.length - at);
        int done = 0;
        while (done + CHUNK <= limit && decode(text, from + 2 * done, out, at + done, CHUNK)) {
            done += CHUNK;
        }
        while (done < limit) {
            short value = BYTE_OF_PAIR[(short) PAIR.get(text, from + 2 * done) & 0xffff];
            if (value < 0) {
                return done;
            }
            out[at + done++] = (byte) value;
        }
        return done;
    }

    /**
     * Writes {@code 2 * count} lower-case digits.
     *
     * @param bytes the bytes to write
     * @param from index of the first byte
     * @param count number of bytes
     * @param out receives ASCII digits
     * @param at index in {@code out} of the first digit
     * @throws IndexOutOfBoundsException if either array is too short
     */
    public static void encode(byte[] bytes, int from, int count, byte[] out, int at) {
        for (int i = 0; i < count; i++) {
            PAIR.set(out, at + 2 * i, PAIR_OF_BYTE[bytes[from + i] & 0xff]);
        }
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && text.chars().allMatch(HexFormat::isHexDigit);
    }

    static String text(byte[] bytes, int from, int count) {
        byte[] out = new byte[2 + 2 * count];
        out[0] = '0';
        out[1] = 'x';
        encode(bytes, from, count, out, 2);
        return new String(out, StandardCharsets.ISO_8859_1);
    }

    /** Bytes of a {@code 0x} text of even length; the message of the failure quotes no content, as it may be secret. */
    static byte[] parse(String text) {
        if (!text.startsWith("0x")) {
            throw new IllegalArgumentException("hex text must begin with 0x, has " + text.length() + " characters");
        }
        if ((text.length() & 1) != 0) {
            throw new IllegalArgumentException(
                    "hex text must have an even number of digits, has " + (text.length() - 2));
        }
        byte[] ascii = text.getBytes(StandardCharsets.ISO_8859_1);
        byte[] out = new byte[(ascii.length - 2) / 2];
        if (ascii.length != text.length() || !decode(ascii, 2, out, 0, out.length)) {
            throw new IllegalArgumentException("hex text has a character that is not a digit");
        }
        return out;
    }
}
