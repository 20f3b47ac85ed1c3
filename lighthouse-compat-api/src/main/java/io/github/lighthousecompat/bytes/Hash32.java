package io.github.lighthousecompat.bytes;

/**
 * A 32-byte value: a hash, a root, a RANDAO mix (Engine API: DATA, 32 bytes).
 *
 * <p>Immutable and thread-safe. Two are equal when their bytes are.
 */
public final class Hash32 extends FixedBytes {
    /** Size in bytes. */
    public static final int SIZE = 32;

    /** All bytes zero. */
    public static final Hash32 ZERO = new Hash32(new byte[SIZE]);

    private Hash32(byte[] owned) {
        super(owned, SIZE);
    }

    /**
     * Copies 32 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 32
     */
    public static Hash32 of(byte[] bytes) {
        return new Hash32(bytes.clone());
    }

    /**
     * Copies the 32 bytes that begin at {@code from}.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static Hash32 of(byte[] bytes, int from) {
        return new Hash32(copy(bytes, from, SIZE));
    }

    /**
     * Reads {@code 0x} and 64 hex digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Hash32 parse(String hex) {
        return new Hash32(Hex.parse(hex));
    }

    /**
     * Reads 64 ASCII hex digits that begin at {@code from}, after any {@code 0x}.
     *
     * @throws IllegalArgumentException if one is not a digit or the text is too short
     */
    public static Hash32 fromHexDigits(byte[] text, int from) {
        return new Hash32(decode(text, from, SIZE));
    }
}
