package io.github.lighthousecompat.route;

import java.nio.charset.StandardCharsets;

/** The 32-bit murmur3 hash (x86 variant) of Austin Appleby, which is in the public domain; seed 0. */
final class Murmur3 {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    /** One of {@code buckets} equal parts of the range of the hash of {@code salt:unit}. */
    static int bucket(String salt, String unit, int buckets) {
        long hash = Integer.toUnsignedLong(hash((salt + ":" + unit).getBytes(StandardCharsets.UTF_8)));
        return (int) (hash * buckets >>> 32);
    }

    static int hash(byte[] data) {
        int hash = 0;
        int whole = data.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            hash = Integer.rotateLeft(hash ^ mixed(word(data, i, 4)), 13) * 5 + 0xe6546b64;
        }
        hash ^= mixed(word(data, whole, data.length - whole));
        hash ^= data.length;
        hash = (hash ^ hash >>> 16) * 0x85ebca6b;
        hash = (hash ^ hash >>> 13) * 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    private static int word(byte[] data, int from, int count) {
        int word = 0;
        for (int i = 0; i < count; i++) {
            word |= (data[from + i] & 0xff) << 8 * i;
        }
        return word;
    }

    private static int mixed(int word) {
        return Integer.rotateLeft(word * C1, 15) * C2;
    }
}
