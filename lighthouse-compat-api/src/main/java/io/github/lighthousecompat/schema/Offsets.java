package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.json.DecodeFailure;

/**
 * The offsets that stand in the place of parts of many sizes: 4 bytes, little endian, from the beginning of the whole.
 */
final class Offsets {
    /** Bytes of an offset. */
    static final int SIZE = Integer.BYTES;

    private Offsets() {}

    static void put(int offset, byte[] out, int at) {
        for (int i = 0; i < SIZE; i++) {
            out[at + i] = (byte) (offset >>> 8 * i);
        }
    }

    /**
     * The offset at {@code at}.
     *
     * @throws DecodeFailure if it is beyond {@code most} or before {@code least}
     */
    static int at(byte[] bytes, int at, int least, int most) {
        long offset = 0;
        for (int i = SIZE - 1; i >= 0; i--) {
            offset = offset << 8 | bytes[at + i] & 0xff;
        }
        if (offset < least || offset > most) {
            throw new DecodeFailure("", "begins at " + offset + ", which is not from " + least + " to " + most);
        }
        return (int) offset;
    }

    /**
     * Where the elements of a list begin that takes the bytes from {@code from} to {@code to}: the first offset tells
     * how many there are.
     *
     * @throws DecodeFailure if the offsets are not in order
     */
    static int[] ofList(byte[] bytes, int from, int to) {
        int length = to - from;
        if (length == 0) {
            return new int[0];
        }
        if (length < SIZE) {
            throw new DecodeFailure("", "has " + length + " bytes, which is no list");
        }
        int first = at(bytes, from, SIZE, length);
        if (first % SIZE != 0) {
            throw new DecodeFailure("", "has its first element at " + first + ", which is no multiple of " + SIZE);
        }
        int[] begins = new int[first / SIZE];
        int least = first;
        for (int i = 0; i < begins.length; i++) {
            begins[i] = at(bytes, from + SIZE * i, least, length);
            least = begins[i];
        }
        return begins;
    }

    /** The failure of a part as one of the whole. */
    static DecodeFailure in(String part, DecodeFailure failure) {
        DecodeFailure whole = new DecodeFailure(part + failure.path(), failure.problem());
        whole.addSuppressed(failure);
        return whole;
    }
}
