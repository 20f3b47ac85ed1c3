package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.json.DecodeFailure;

/**
 * How the values of one type stand in JSON and in SSZ, and what their root is. Immutable and thread-safe.
 *
 * <p>Specification: {@code ssz/simple-serialize.md} and {@code ssz/merkle-proofs.md} of the consensus specifications.
 *
 * @param <T> the values
 */
public interface SszType<T> extends JsonType<T> {
    /** The {@link #fixedSize()} of a type whose values are of many sizes. */
    int VARIABLE = -1;

    /** Bytes of every value, or {@link #VARIABLE}. */
    int fixedSize();

    /** Bytes of {@code value}. */
    int size(T value);

    /**
     * Writes {@code value} as SSZ.
     *
     * @return the index in {@code out} after its last byte
     * @throws IllegalArgumentException if the value has more elements than its type allows
     */
    int encode(T value, byte[] out, int at);

    /**
     * Reads the value that takes all of the bytes from {@code from} to {@code to}.
     *
     * @throws DecodeFailure if it is not the only form of a value; its path begins with nothing for the value itself
     */
    T decode(byte[] bytes, int from, int to);

    /**
     * Writes the 32 bytes of the value's root.
     *
     * @throws IllegalArgumentException if the value has more elements than its type allows
     */
    void root(T value, Merkle merkle, byte[] out, int at);

    /** How many values share a chunk of 32 bytes in the root of a list: one, but for numbers and the like. */
    default int perChunk() {
        return 1;
    }

    /**
     * The value that all of {@code bytes} are.
     *
     * @throws DecodeFailure if they are not the only form of a value; its path begins with nothing for the value itself
     */
    default T fromSsz(byte[] bytes) {
        return decode(bytes, 0, bytes.length);
    }

    /**
     * The bytes that the value is.
     *
     * @throws IllegalArgumentException if the value has more elements than its type allows
     */
    default byte[] toSsz(T value) {
        byte[] bytes = new byte[size(value)];
        encode(value, bytes, 0);
        return bytes;
    }

    /**
     * The value's root.
     *
     * @throws IllegalArgumentException if the value has more elements than its type allows
     */
    default Hash32 root(T value) {
        byte[] root = new byte[Merkle.CHUNK];
        root(value, new Merkle(), root, 0);
        return Hash32.of(root);
    }
}
