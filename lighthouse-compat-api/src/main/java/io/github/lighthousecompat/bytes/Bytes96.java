package io.github.lighthousecompat.bytes;

/**
 * A 96-byte value: a BLS signature, such as that of a block or a RANDAO reveal.
 *
 * <p>Immutable and thread-safe. Two are equal when their bytes are.
 */
public final class Bytes96 extends FixedBytes {
    /** Size in bytes. */
    public static final int SIZE = 96;

    /** All bytes zero. */
    public static final Bytes96 ZERO = new Bytes96(new byte[SIZE]);

    private Bytes96(byte[] owned) {
        super(owned, SIZE);
    }

    /**
     * Copies 96 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 96
     */
    public static Bytes96 of(byte[] bytes) {
        return new Bytes96(bytes.clone());
    }

    /**
     * Copies the 96 bytes that begin at {@code from}.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static Bytes96 of(byte[] bytes, int from) {
        return new Bytes96(copy(bytes, from, SIZE));
    }

    /**
     * Reads {@code 0x} and 192 hex digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Bytes96 parse(String hex) {
        return new Bytes96(Hex.parse(hex));
    }

    /**
     * Reads 192 ASCII hex digits that begin at {@code from}, after any {@code 0x}.
     *
     * @throws IllegalArgumentException if one is not a digit or the text is too short
     */
    public static Bytes96 fromHexDigits(byte[] text, int from) {
        return new Bytes96(decode(text, from, SIZE));
    }
}
