package io.github.lighthousecompat.bytes;

/**
 * The 256-byte logs bloom filter of a block (Engine API: DATA, 256 bytes).
 *
 * <p>Immutable and thread-safe. Two are equal when their bytes are.
 */
public final class Bloom extends FixedBytes {
    /** Size in bytes. */
    public static final int SIZE = 256;

    /** All bytes zero. */
    public static final Bloom ZERO = new Bloom(new byte[SIZE]);

    private Bloom(byte[] owned) {
        super(owned, SIZE);
    }

    /**
     * Copies 256 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 256
     */
    public static Bloom of(byte[] bytes) {
        return new Bloom(bytes.clone());
    }

    /**
     * Copies the 256 bytes that begin at {@code from}.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static Bloom of(byte[] bytes, int from) {
        return new Bloom(copy(bytes, from, SIZE));
    }

    /**
     * Reads {@code 0x} and 512 hex digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Bloom parse(String hex) {
        return new Bloom(Hex.parse(hex));
    }

    /**
     * Reads 512 ASCII hex digits that begin at {@code from}, after any {@code 0x}.
     *
     * @throws IllegalArgumentException if one is not a digit or the text is too short
     */
    public static Bloom fromHexDigits(byte[] text, int from) {
        return new Bloom(decode(text, from, SIZE));
    }
}
