package io.github.lighthousecompat.bytes;

/**
 * A 20-byte account address of the execution layer (Engine API: DATA, 20 bytes).
 *
 * <p>Immutable and thread-safe. Two are equal when their bytes are.
 */
public final class Address extends FixedBytes {
    /** Size in bytes. */
    public static final int SIZE = 20;

    /** All bytes zero. */
    public static final Address ZERO = new Address(new byte[SIZE]);

    private Address(byte[] owned) {
        super(owned, SIZE);
    }

    /**
     * Copies 20 bytes.
     *
     * @throws IllegalArgumentException if there are not exactly 20
     */
    public static Address of(byte[] bytes) {
        return new Address(bytes.clone());
    }

    /**
     * Copies the 20 bytes that begin at {@code from}.
     *
     * @throws IllegalArgumentException if there are fewer
     */
    public static Address of(byte[] bytes, int from) {
        return new Address(copy(bytes, from, SIZE));
    }

    /**
     * Reads {@code 0x} and 40 hex digits of either case.
     *
     * @throws IllegalArgumentException if the text is anything else
     */
    public static Address parse(String hex) {
        return new Address(Hex.parse(hex));
    }

    /**
     * Reads 40 ASCII hex digits that begin at {@code from}, after any {@code 0x}.
     *
     * @throws IllegalArgumentException if one is not a digit or the text is too short
     */
    public static Address fromHexDigits(byte[] text, int from) {
        return new Address(decode(text, from, SIZE));
    }
}
