package io.github.lighthousecompat.schema;

import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The hash trees of SSZ, over SHA-256.
 *
 * <p>Not thread-safe: one for each root that is worked out.
 */
public final class Merkle {
    /** Bytes of a chunk, and of a root. */
    public static final int CHUNK = 32;

    private static final int LEVELS = 64;
    /** Per level: the root of a tree of zero chunks. */
    private static final byte[][] ZERO = zeros();

    private final MessageDigest sha256 = sha256();
    private final byte[] pair = new byte[2 * CHUNK];

    /** Works out roots. */
    public Merkle() {}

    /**
     * Writes the root of {@code chunks}, which become something else on the way, in a tree that has room for
     * {@code limit}.
     *
     * @param count how many of the chunks there are
     * @throws IllegalArgumentException if there are more than {@code limit}
     */
    public void root(byte[] chunks, int count, long limit, byte[] out, int at) {
        if (count > limit) {
            throw new IllegalArgumentException(count + " chunks are more than " + limit);
        }
        int levels = limit <= 1 ? 0 : LEVELS - Long.numberOfLeadingZeros(limit - 1);
        int rest = count;
        for (int level = 0; level < levels; level++) {
            if (rest == 0) {
                break;
            }
            for (int i = 0; i < rest; i += 2) {
                byte[] right = i + 1 < rest ? chunks : ZERO[level];
                hash(chunks, i * CHUNK, right, i + 1 < rest ? (i + 1) * CHUNK : 0, chunks, i / 2 * CHUNK);
            }
            rest = (rest + 1) / 2;
        }
        if (count == 0) {
            System.arraycopy(ZERO[levels], 0, out, at, CHUNK);
        } else {
            System.arraycopy(chunks, 0, out, at, CHUNK);
        }
    }

    /** Writes the root of the chunks that {@code bytes} fill, the last one with zeros behind. */
    public void rootOfBytes(byte[] bytes, int from, int count, long limit, byte[] out, int at) {
        int chunks = chunks(count);
        byte[] padded = Arrays.copyOfRange(bytes, from, from + count);
        root(Arrays.copyOf(padded, chunks * CHUNK), chunks, limit, out, at);
    }

    /** Replaces the root at {@code at} by that of it and a length. */
    public void mixIn(long length, byte[] root, int at) {
        byte[] chunk = new byte[CHUNK];
        for (int i = 0; i < Long.BYTES; i++) {
            chunk[i] = (byte) (length >>> 8 * i);
        }
        hash(root, at, chunk, 0, root, at);
    }

    /** How many chunks so many bytes take. */
    public static int chunks(long bytes) {
        return Math.toIntExact((bytes + CHUNK - 1) / CHUNK);
    }

    private void hash(byte[] left, int leftFrom, byte[] right, int rightFrom, byte[] out, int at) {
        System.arraycopy(left, leftFrom, pair, 0, CHUNK);
        System.arraycopy(right, rightFrom, pair, CHUNK, CHUNK);
        digest(sha256, pair, out, at);
    }

    private static void digest(MessageDigest sha256, byte[] pair, byte[] out, int at) {
        sha256.update(pair);
        try {
            sha256.digest(out, at, CHUNK);
        } catch (DigestException e) {
            throw new IllegalArgumentException("no room for a root at " + at, e);
        }
    }

    private static byte[][] zeros() {
        byte[][] zeros = new byte[LEVELS + 1][CHUNK];
        MessageDigest sha256 = sha256();
        byte[] pair = new byte[2 * CHUNK];
        for (int level = 1; level <= LEVELS; level++) {
            System.arraycopy(zeros[level - 1], 0, pair, 0, CHUNK);
            System.arraycopy(zeros[level - 1], 0, pair, CHUNK, CHUNK);
            digest(sha256, pair, zeros[level], 0);
        }
        return zeros;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
