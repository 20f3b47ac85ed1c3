package io.github.lighthousecompat.schema;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The trees of the specification as it words them: leaf by leaf, with every zero leaf there; for small limits only. */
final class NaiveMerkle {
    private static final int CHUNK = 32;

    private NaiveMerkle() {}

    /** Cuts bytes into chunks, the last one filled with zeros. */
    static List<byte[]> pack(byte[] bytes) {
        List<byte[]> chunks = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += CHUNK) {
            chunks.add(Arrays.copyOfRange(bytes, from, from + CHUNK));
        }
        return chunks;
    }

    /** The root of a tree with {@code limit} leaves, filled up to a power of two. */
    static byte[] merkleize(List<byte[]> chunks, int limit) {
        int leaves = 1;
        while (leaves < limit) {
            leaves *= 2;
        }
        List<byte[]> all = new ArrayList<>(chunks);
        while (all.size() < leaves) {
            all.add(new byte[CHUNK]);
        }
        return root(all);
    }

    /** The root of a list of {@code length} elements. */
    static byte[] mixIn(byte[] root, long length) {
        byte[] chunk = new byte[CHUNK];
        for (int i = 0; i < Long.BYTES; i++) {
            chunk[i] = (byte) (length >> Byte.SIZE * i);
        }
        return hash(root, chunk);
    }

    private static byte[] root(List<byte[]> leaves) {
        if (leaves.size() == 1) {
            return leaves.get(0);
        }
        int half = leaves.size() / 2;
        return hash(root(leaves.subList(0, half)), root(leaves.subList(half, leaves.size())));
    }

    static byte[] hash(byte[] left, byte[] right) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(left);
            return sha256.digest(right);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
