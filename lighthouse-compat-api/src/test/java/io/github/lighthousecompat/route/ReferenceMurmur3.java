package io.github.lighthousecompat.route;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The hash over bytes and with a seed, word by word as it is published: what the one over texts is held against. */
final class ReferenceMurmur3 {
    private ReferenceMurmur3() {}

    static int hash(byte[] data, int seed) {
        ByteBuffer words = ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
        int hash = seed;
        while (words.remaining() >= Integer.BYTES) {
            hash = Integer.rotateLeft(hash ^ scrambled(words.getInt()), 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int i = words.remaining() - 1; i >= 0; i--) {
            tail = tail << 8 | words.get(words.position() + i) & 0xff;
        }
        hash ^= scrambled(tail);
        hash ^= data.length;
        hash ^= hash >>> 16;
        hash *= 0x85ebca6b;
        hash ^= hash >>> 13;
        hash *= 0xc2b2ae35;
        return hash ^ hash >>> 16;
    }

    static int bucket(String salt, String unit) {
        int hash = hash((salt + ":" + unit).getBytes(StandardCharsets.UTF_8), 0);
        return (int) (Integer.toUnsignedLong(hash) * 10_000 / (1L << 32));
    }

    private static int scrambled(int word) {
        return Integer.rotateLeft(word * 0xcc9e2d51, 15) * 0x1b873593;
    }
}
