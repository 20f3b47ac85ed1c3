package io.github.lighthousecompat.hash;

/**
 * The writing half of RLP, in two passes: {@code sizeOf...} tells the exact number of bytes, {@code write...} puts them
 * into a buffer that has room and returns the index after the last one.
 *
 * <p>Nothing here allocates or keeps anything.
 */
final class Rlp {
    /** The encoding of the empty string, and so of zero. */
    static final byte EMPTY_STRING = (byte) 0x80;

    /** The encoding of the empty list. */
    static final byte EMPTY_LIST = (byte) 0xc0;

    /** Longest payload whose length stands in the first byte of the header. */
    static final int LONGEST_SHORT = 55;

    /** Most bytes that the header of a string or list can have here. */
    static final int MOST_HEADER_BYTES = 1 + Integer.BYTES;

    private Rlp() {}

    /**
     * Size of the header over {@code payload} bytes: of a list, or of a string that is not a single byte below 0x80.
     */
    static int sizeOfHeader(int payload) {
        return payload <= LONGEST_SHORT ? 1 : 1 + significantBytes(payload);
    }

    /** Size of a list whose items have {@code payload} bytes together. */
    static int sizeOfList(int payload) {
        return Math.addExact(sizeOfHeader(payload), payload);
    }

    /** Size of the header of a string: none for a single byte below 0x80. */
    static int sizeOfStringHeader(byte[] in, int offset, int length) {
        return isOwnEncoding(in, offset, length) ? 0 : sizeOfHeader(length);
    }

    /** Size of a string. */
    static int sizeOfString(byte[] in, int offset, int length) {
        return Math.addExact(sizeOfStringHeader(in, offset, length), length);
    }

    /** Size of an unsigned 64-bit number. */
    static int sizeOfNumber(long unsigned) {
        return isSmall(unsigned) ? 1 : 1 + significantBytes(unsigned);
    }

    /** Writes the header of a list whose items have {@code payload} bytes together. */
    static int writeListHeader(int payload, byte[] out, int at) {
        return writeHeader(EMPTY_LIST, payload, out, at);
    }

    /** Writes only the header of a string: nothing for a single byte below 0x80. */
    static int writeStringHeader(byte[] in, int offset, int length, byte[] out, int at) {
        return isOwnEncoding(in, offset, length) ? at : writeStringHeader(length, out, at);
    }

    /** Writes only the header of a string of {@code length} bytes that is not a single byte below 0x80. */
    static int writeStringHeader(int length, byte[] out, int at) {
        return writeHeader(EMPTY_STRING, length, out, at);
    }

    /** Writes a string. */
    static int writeString(byte[] in, int offset, int length, byte[] out, int at) {
        int begin = writeStringHeader(in, offset, length, out, at);
        System.arraycopy(in, offset, out, begin, length);
        return begin + length;
    }

    /** Writes an unsigned 64-bit number: big endian without leading zeros, zero as the empty string. */
    static int writeNumber(long unsigned, byte[] out, int at) {
        if (isSmall(unsigned)) {
            out[at] = unsigned == 0 ? EMPTY_STRING : (byte) unsigned;
            return at + 1;
        }
        int count = significantBytes(unsigned);
        out[at] = (byte) (EMPTY_STRING + count);
        return writeBigEndian(unsigned, count, out, at + 1);
    }

    private static boolean isSmall(long unsigned) {
        return Long.compareUnsigned(unsigned, 0x80) < 0;
    }

    private static boolean isOwnEncoding(byte[] in, int offset, int length) {
        return length == 1 && in[offset] >= 0;
    }

    private static int writeHeader(byte base, int payload, byte[] out, int at) {
        if (payload <= LONGEST_SHORT) {
            out[at] = (byte) (base + payload);
            return at + 1;
        }
        int count = significantBytes(payload);
        out[at] = (byte) (base + LONGEST_SHORT + count);
        return writeBigEndian(payload, count, out, at + 1);
    }

    private static int writeBigEndian(long value, int count, byte[] out, int at) {
        for (int i = 0; i < count; i++) {
            out[at + i] = (byte) (value >>> (Byte.SIZE * (count - 1 - i)));
        }
        return at + count;
    }

    private static int significantBytes(long unsigned) {
        return (Long.SIZE - Long.numberOfLeadingZeros(unsigned) + Byte.SIZE - 1) / Byte.SIZE;
    }
}
