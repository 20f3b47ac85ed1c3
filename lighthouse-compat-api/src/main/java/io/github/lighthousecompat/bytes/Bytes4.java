package io.github.lighthousecompat.bytes;

/**
 * A 4-byte value: the version of a fork, as in the beacon chain's fork schedule.
 *
 * <p>Immutable and thread-safe. Two are equal when their bytes are.
 */
public final class Bytes4 extends FixedBytes {
    /** Size in bytes. */
    public static final int SIZE = 4;

    /** All bytes zero. */
    public static final Bytes4 ZERO = new Bytes4(new byte[SIZE]);

    private Bytes4(byte[] owned) {
        super(owned, SIZE);
    }

    /**
     * Copies 4 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 4
     */
    public static Bytes4 of(byte[] bytes) {
        return new Bytes4(bytes.clone());
    }

    /**
     * Copies the 4 bytes that begin at {@code from}.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static Bytes4 of(byte[] bytes, int from) {
        return new Bytes4(copy(bytes, from, SIZE));
    }

    /**
     * Reads {@code 0x} and 8 hex digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Bytes4 parse(String hex) {
        return new Bytes4(Hex.parse(hex));
    }

    /**
     * Reads 8 ASCII hex digits that begin at {@code from}, after any {@code 0x}.
     *
     * @throws IllegalArgumentException if one is not a digit or the text is too short
     */
    public static Bytes4 fromHexDigits(byte[] text, int from) {
        return new Bytes4(decode(text, from, SIZE));
    }
}
