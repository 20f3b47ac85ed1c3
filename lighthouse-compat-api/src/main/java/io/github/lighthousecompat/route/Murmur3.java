package io.github.lighthousecompat.route;

/** The 32-bit murmur3 hash (x86 variant) of Austin Appleby, which is in the public domain; seed 0. */
final class Murmur3 {
    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private Murmur3() {}

    /** One of {@code buckets} equal parts of the range of the hash of {@code salt:unit}; allocates nothing. */
    static int bucket(String salt, String unit, int buckets) {
        return (int) (Integer.toUnsignedLong(hash(salt, ":", unit)) * buckets >>> 32);
    }

    /**
     * The hash of the UTF-8 form of three texts in a row, each a text of its own: a lone surrogate counts as {@code ?}.
     */
    static int hash(String one, String two, String three) {
        int hash = 0;
        int length = 0;
        // bytes that do not make a word yet, the first lowest: at most 3, and 7 with the next character
        long pending = 0;
        int bits = 0;
        for (int part = 0; part < 3; part++) {
            String text = part == 0 ? one : part == 1 ? two : three;
            for (int i = 0; i < text.length(); ) {
                int character = text.codePointAt(i);
                i += Character.charCount(character);
                int size = size(character);
                pending |= Integer.toUnsignedLong(utf8(character, size)) << bits;
                bits += 8 * size;
                length += size;
                if (bits >= Integer.SIZE) {
                    hash = Integer.rotateLeft(hash ^ mixed((int) pending), 13) * 5 + 0xe6546b64;
                    pending >>>= Integer.SIZE;
                    bits -= Integer.SIZE;
                }
            }
        }
        return finished(hash ^ mixed((int) pending) ^ length);
    }

    private static int size(int character) {
        if (character < 0x80 || isLoneSurrogate(character)) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }

    /** The bytes of a character, the first lowest. */
    private static int utf8(int character, int size) {
        return switch (size) {
            case 1 -> isLoneSurrogate(character) ? '?' : character;
            case 2 -> 0xc0 | character >> 6 | continued(character, 1);
            case 3 -> 0xe0 | character >> 12 | continued(character >> 6, 1) | continued(character, 2);
            default ->
                0xf0
                        | character >> 18
                        | continued(character >> 12, 1)
                        | continued(character >> 6, 2)
                        | continued(character, 3);
        };
    }

    private static int continued(int character, int place) {
        return (0x80 | character & 0x3f) << 8 * place;
    }

    private static boolean isLoneSurrogate(int character) {
        return character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    }

    private static int mixed(int word) {
        return Integer.rotateLeft(word * C1, 15) * C2;
    }

    private static int finished(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }
}
