package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Keccak-256 as Ethereum uses it: the original padding, not that of the later SHA3-256 standard.
 *
 * <p>The public entry point is a pure function and may be called from any thread. An instance, which only this package
 * makes, hashes one message after the other without allocating and belongs to one thread at a time.
 */
public final class Keccak256 {
    /** Size of a digest in bytes. */
    static final int DIGEST_SIZE = 32;

    private static final int RATE = 136;
    private static final int RATE_LANES = RATE / Long.BYTES;
    private static final byte FIRST_PADDING = 0x01;
    private static final byte LAST_PADDING = (byte) 0x80;
    private static final VarHandle LANE = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long[] lanes = new long[KeccakPermutation.LANES];
    private final byte[] last = new byte[RATE];

    /** An instance for one message after the other. */
    Keccak256() {}

    /**
     * The digest of the given bytes.
     *
     * @param message any number of bytes
     * @return its Keccak-256
     */
    public static Hash32 hash(Bytes message) {
        byte[] copy = message.toArray();
        return hash(copy, 0, copy.length);
    }

    /** The digest of {@code length} bytes that begin at {@code offset}. */
    static Hash32 hash(byte[] in, int offset, int length) {
        byte[] out = new byte[DIGEST_SIZE];
        new Keccak256().digest(in, offset, length, out, 0);
        return Hash32.of(out);
    }

    /**
     * Writes the digest of one whole message.
     *
     * @param in holds the message; may be the array {@code out} too
     * @param offset where the message begins
     * @param length its number of bytes
     * @param out where the 32 bytes go
     * @param outOffset the index of the first of them
     */
    void digest(byte[] in, int offset, int length, byte[] out, int outOffset) {
        int at = offset;
        int left = length;
        // Whole blocks are read where they are.
        for (; left >= RATE; at += RATE, left -= RATE) {
            absorb(in, at);
        }
        System.arraycopy(in, at, last, 0, left);
        Arrays.fill(last, left, RATE, (byte) 0);
        last[left] = FIRST_PADDING;
        // Both paddings share a byte when the message leaves room for just one.
        last[RATE - 1] |= LAST_PADDING;
        absorb(last, 0);
        for (int i = 0; i < DIGEST_SIZE / Long.BYTES; i++) {
            LANE.set(out, outOffset + i * Long.BYTES, lanes[i]);
        }
        Arrays.fill(lanes, 0);
    }

    private void absorb(byte[] in, int offset) {
        for (int i = 0; i < RATE_LANES; i++) {
            lanes[i] ^= (long) LANE.get(in, offset + i * Long.BYTES);
        }
        KeccakPermutation.permute(lanes);
    }
}
