package io.github.lighthousecompat.hash;

import io.github.lighthousecompat.bytes.Hash32;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Root of the Merkle Patricia trie that maps {@code rlp(i)} to the i-th value of a list, which is how a block header
 * commits to its transactions and withdrawals.
 *
 * <p>The keys follow from the number of values alone, and so does their order (1 to 127, then 0, then the rest).
 * Therefore no trie is built: the nodes are written depth first, and what a parent keeps of a finished child is its
 * reference. No key is a prefix of another, so the value place of a branch is always empty.
 *
 * <p>{@link #root} may be called from any thread. An instance belongs to one thread at a time.
 */
final class OrderedTrie {
    /** The values of the trie. */
    interface Values {
        /** Number of values. */
        int count();

        /** Number of bytes of the value at {@code index}. */
        int size(int index);

        /** Writes the value at {@code index} to {@code out}, from index {@code at} on. */
        void write(int index, byte[] out, int at);
    }

    /** Root of the trie without values: the digest of the empty string's encoding. */
    static final Hash32 EMPTY_ROOT = Keccak256.hash(new byte[] {Rlp.EMPTY_STRING}, 0, 1);

    private static final int RADIX = 16;
    private static final int NIBBLE_BITS = 4;
    private static final int MOST_KEY_BYTES = 1 + Integer.BYTES;
    private static final int MOST_KEY_NIBBLES = 2 * MOST_KEY_BYTES;

    // The first nibble of a path tells what node it belongs to and whether the number of nibbles is odd.
    private static final int EXTENSION_PATH = 0x00;
    private static final int LEAF_PATH = 0x20;
    private static final int ODD_PATH = 0x10;
    private static final int MOST_PATH_BYTES = 1 + MOST_KEY_BYTES;

    /** A node that has fewer bytes than its digest stands in its parent itself. */
    private static final int FEWEST_HASHED_BYTES = Keccak256.DIGEST_SIZE;

    private static final int MOST_REFERENCE_BYTES = 1 + Keccak256.DIGEST_SIZE;

    // The items of a node begin behind the room for its header, whose size is known only when they are all there.
    private static final int BRANCH_ITEMS_BYTES = RADIX * MOST_REFERENCE_BYTES + 1;
    private static final int NODE_HEADER_BYTES = Rlp.sizeOfHeader(BRANCH_ITEMS_BYTES);
    private static final int NODE_BYTES = NODE_HEADER_BYTES + BRANCH_ITEMS_BYTES;
    private static final int ROOT_AT = MOST_KEY_NIBBLES * NODE_BYTES;

    private static final int LEAF_VALUE_AT = Rlp.MOST_HEADER_BYTES + 1 + MOST_PATH_BYTES + Rlp.MOST_HEADER_BYTES;
    private static final int SMALL_LEAF = 1 << 10;
    private static final int LARGEST_KEPT_LEAF = 1 << 20;

    // One spare instance serves a host that checks block after block, and costs it neither garbage nor a ThreadLocal.
    private static final AtomicReference<@Nullable OrderedTrie> SPARE = new AtomicReference<>();

    /** The unfinished node of each depth, then the reference to the root. */
    private final byte[] nodes = new byte[ROOT_AT + MOST_REFERENCE_BYTES];

    private final byte[] path = new byte[MOST_PATH_BYTES];
    /** The leaf at hand: its value at {@link #LEAF_VALUE_AT}, the rest directly before. */
    private byte[] leaf = new byte[SMALL_LEAF];

    private final Keccak256 keccak = new Keccak256();

    /** An instance with buffers for any number of values. */
    private OrderedTrie() {}

    /**
     * The root over all values.
     *
     * @param values the values, which must not change meanwhile
     * @return the root; that of no values is {@link #EMPTY_ROOT}
     */
    static Hash32 root(Values values) {
        if (values.count() == 0) {
            return EMPTY_ROOT;
        }
        OrderedTrie spare = SPARE.getAndSet(null);
        OrderedTrie trie = spare == null ? new OrderedTrie() : spare;
        trie.writeSubtrie(values, 0, values.count(), 0, ROOT_AT);
        Hash32 root = Hash32.of(trie.nodes, ROOT_AT + 1);
        if (trie.leaf.length <= LARGEST_KEPT_LEAF) {
            SPARE.set(trie);
        }
        return root;
    }

    /**
     * Writes the reference to the node over the keys {@code from} to {@code to} (in key order, exclusive), which share
     * their first {@code depth} nibbles, and returns the index after it.
     */
    private int writeSubtrie(Values values, int from, int to, int depth, int at) {
        int count = values.count();
        int first = indexAt(from, count);
        if (to - from == 1) {
            return writeLeaf(values, first, depth, at);
        }
        int shared = sharedNibbles(key(first), key(indexAt(to - 1, count)));
        int end = depth * NODE_BYTES + NODE_HEADER_BYTES;
        if (shared > depth) {
            int pathBytes = writePath(EXTENSION_PATH, key(first), depth, shared);
            end = Rlp.writeString(path, 0, pathBytes, nodes, end);
            end = writeSubtrie(values, from, to, shared, end);
        } else {
            end = writeChildren(values, from, to, depth, end);
            nodes[end++] = Rlp.EMPTY_STRING;
        }
        return closeNode(depth, end, at);
    }

    private int writeChildren(Values values, int from, int to, int depth, int at) {
        int count = values.count();
        int end = at;
        int next = from;
        for (int nibble = 0; nibble < RADIX; nibble++) {
            int begin = next;
            while (next < to && nibble(key(indexAt(next, count)), depth) == nibble) {
                next++;
            }
            if (begin == next) {
                nodes[end++] = Rlp.EMPTY_STRING;
            } else {
                end = writeSubtrie(values, begin, next, depth + 1, end);
            }
        }
        return end;
    }

    /** Gives the node of {@code depth}, whose items end at {@code end}, its header and writes the reference to it. */
    private int closeNode(int depth, int end, int at) {
        int items = depth * NODE_BYTES + NODE_HEADER_BYTES;
        int begin = items - Rlp.sizeOfHeader(end - items);
        Rlp.writeListHeader(end - items, nodes, begin);
        return writeReference(nodes, begin, end, depth, at);
    }

    private int writeLeaf(Values values, int index, int depth, int at) {
        int size = values.size(index);
        ensureLeaf(size);
        values.write(index, leaf, LEAF_VALUE_AT);
        int pathBytes = writePath(LEAF_PATH, key(index), depth, keyNibbles(index));
        int headless = Rlp.sizeOfString(path, 0, pathBytes) + Rlp.sizeOfString(leaf, LEAF_VALUE_AT, size);
        int begin = LEAF_VALUE_AT + size - Rlp.sizeOfList(headless);
        int end = Rlp.writeListHeader(headless, leaf, begin);
        end = Rlp.writeString(path, 0, pathBytes, leaf, end);
        Rlp.writeStringHeader(leaf, LEAF_VALUE_AT, size, leaf, end);
        return writeReference(leaf, begin, LEAF_VALUE_AT + size, depth, at);
    }

    /** Writes the reference to an encoded node: the node itself if it is short and not the root, else its digest. */
    private int writeReference(byte[] in, int begin, int end, int depth, int at) {
        int size = end - begin;
        if (size < FEWEST_HASHED_BYTES && depth > 0) {
            System.arraycopy(in, begin, nodes, at, size);
            return at + size;
        }
        int digest = Rlp.writeStringHeader(Keccak256.DIGEST_SIZE, nodes, at);
        keccak.digest(in, begin, size, nodes, digest);
        return digest + Keccak256.DIGEST_SIZE;
    }

    private void ensureLeaf(int size) {
        int needed = Math.addExact(LEAF_VALUE_AT, size);
        if (leaf.length < needed) {
            leaf = new byte[Math.max(needed, (int) Math.min(2L * leaf.length, LARGEST_KEPT_LEAF))];
        }
    }

    /** Puts the nibbles {@code from} to {@code to} of a key into {@link #path} and returns their number of bytes. */
    private int writePath(int kind, long key, int from, int to) {
        int next = from;
        int size = 0;
        if ((to - from) % 2 == 1) {
            path[size++] = (byte) (kind | ODD_PATH | nibble(key, next++));
        } else {
            path[size++] = (byte) kind;
        }
        for (; next < to; next += 2) {
            path[size++] = (byte) ((nibble(key, next) << NIBBLE_BITS) | nibble(key, next + 1));
        }
        return size;
    }

    /** The index whose key is at {@code position} when the keys of {@code count} values are sorted. */
    private static int indexAt(int position, int count) {
        // 0 is encoded as 0x80, behind all the single bytes and before all the longer keys.
        int positionOfZero = Math.min(count, 0x80) - 1;
        if (position > positionOfZero) {
            return position;
        }
        return position == positionOfZero ? 0 : position + 1;
    }

    /** The encoding of an index, its first byte the highest of the number. */
    private static long key(int index) {
        if (index > 0 && index < 0x80) {
            return (long) index << (Long.SIZE - Byte.SIZE);
        }
        int bytes = Rlp.sizeOfNumber(index) - 1;
        long head = (0x80L + bytes) << (Long.SIZE - Byte.SIZE);
        return head | ((long) index << (Long.SIZE - Byte.SIZE * (1 + bytes)));
    }

    private static int keyNibbles(int index) {
        return 2 * Rlp.sizeOfNumber(index);
    }

    private static int nibble(long key, int depth) {
        return (int) (key >>> (Long.SIZE - NIBBLE_BITS * (depth + 1))) & (RADIX - 1);
    }

    private static int sharedNibbles(long key, long other) {
        return Long.numberOfLeadingZeros(key ^ other) / NIBBLE_BITS;
    }
}
