package io.github.lighthousecompat.bytes;

/**
 * A blob of EIP-4844: 131,072 bytes, 4,096 field elements of 32 (Engine API: DATA, 131,072 bytes).
 *
 * <p>Immutable and thread-safe. Two are equal when their bytes are.
 */
public final class Blob extends FixedBytes {
    /** Size in bytes. */
    public static final int SIZE = 131_072;

    /** All bytes zero. */
    public static final Blob ZERO = new Blob(new byte[SIZE]);

    private Blob(byte[] owned) {
        super(owned, SIZE);
    }

    /**
     * Copies 131,072 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 131,072
     */
    public static Blob of(byte[] bytes) {
        return new Blob(bytes.clone());
    }

    /**
     * Copies the 131,072 bytes that begin at {@code from}.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static Blob of(byte[] bytes, int from) {
        return new Blob(copy(bytes, from, SIZE));
    }

    /**
     * Reads {@code 0x} and 262,144 hex digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Blob parse(String hex) {
        return new Blob(Hex.parse(hex));
    }

    /**
     * Reads 262,144 ASCII hex digits that begin at {@code from}, after any {@code 0x}.
     *
     * @throws IllegalArgumentException if one is not a digit or the text is too short
     */
    public static Blob fromHexDigits(byte[] text, int from) {
        return new Blob(decode(text, from, SIZE));
    }
}
