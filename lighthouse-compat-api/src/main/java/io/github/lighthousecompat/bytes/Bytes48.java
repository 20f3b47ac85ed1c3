package io.github.lighthousecompat.bytes;

/**
 * A 48-byte value: a KZG commitment, a KZG proof or a BLS public key (Engine API: DATA, 48 bytes).
 *
 * <p>Immutable and thread-safe. Two are equal when their bytes are.
 */
public final class Bytes48 extends FixedBytes {
    /** Size in bytes. */
    public static final int SIZE = 48;

    /** All bytes zero. */
    public static final Bytes48 ZERO = new Bytes48(new byte[SIZE]);

    private Bytes48(byte[] owned) {
        super(owned, SIZE);
    }

    /**
     * Copies 48 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 48
     */
    public static Bytes48 of(byte[] bytes) {
        return new Bytes48(bytes.clone());
    }

    /**
     * Copies the 48 bytes that begin at {@code from}.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static Bytes48 of(byte[] bytes, int from) {
        return new Bytes48(copy(bytes, from, SIZE));
    }

    /**
     * Reads {@code 0x} and 96 hex digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Bytes48 parse(String hex) {
        return new Bytes48(Hex.parse(hex));
    }

    /**
     * Reads 96 ASCII hex digits that begin at {@code from}, after any {@code 0x}.
     *
     * @throws IllegalArgumentException if one is not a digit or the text is too short
     */
    public static Bytes48 fromHexDigits(byte[] text, int from) {
        return new Bytes48(decode(text, from, SIZE));
    }
}
