package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hex;
import java.util.Arrays;
import java.util.Collection;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The transactions of a block, each as its EIP-2718 bytes, side by side in one array.
 *
 * <p>Immutable and thread-safe. Payloads, conversions and requests share it; nothing copies it. {@link #get} copies
 * one transaction.
 */
public final class Transactions {
    /** No transactions. */
    public static final Transactions EMPTY = new Transactions(new byte[0], new int[0]);

    private final byte[] slab;
    private final int[] ends;

    private Transactions(byte[] slab, int[] ends) {
        this.slab = slab;
        this.ends = ends;
    }

    /** The given transactions, in their order. */
    public static Transactions of(Collection<Bytes> transactions) {
        Builder builder = builder();
        for (Bytes transaction : transactions) {
            builder.add(transaction);
        }
        return builder.build();
    }

    /**
     * Copies transactions that stand side by side in an array, in one piece.
     *
     * @param from where the first begins
     * @param ends where each ends, counted from {@code from}
     * @throws IllegalArgumentException if one would end before it begins
     * @throws IndexOutOfBoundsException if the array is shorter
     */
    public static Transactions of(byte[] bytes, int from, int... ends) {
        int begin = 0;
        for (int end : ends) {
            if (end < begin) {
                throw new IllegalArgumentException("a transaction begins at " + begin + " and ends at " + end);
            }
            begin = end;
        }
        Objects.checkFromIndexSize(from, begin, bytes.length);
        return ends.length == 0 ? EMPTY : new Transactions(Arrays.copyOfRange(bytes, from, from + begin), ends.clone());
    }

    /** Starts with none. */
    public static Builder builder() {
        return new Builder(1024);
    }

    /**
     * Starts with none, and with room for so many bytes; it grows beyond that.
     *
     * @throws IllegalArgumentException if the number is negative
     */
    public static Builder builder(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("there is no room of " + bytes + " bytes");
        }
        return new Builder(bytes);
    }

    /** How many there are. */
    public int size() {
        return ends.length;
    }

    /** Whether there are none. */
    public boolean isEmpty() {
        return ends.length == 0;
    }

    /** Bytes of all of them together. */
    public int totalBytes() {
        return slab.length;
    }

    /**
     * A copy of the transaction at {@code index}.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public Bytes get(int index) {
        Objects.checkIndex(index, ends.length);
        return Bytes.of(slab, start(index), ends[index] - start(index));
    }

    /**
     * Number of bytes of the transaction at {@code index}.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public int sizeOf(int index) {
        Objects.checkIndex(index, ends.length);
        return ends[index] - start(index);
    }

    /**
     * The type of the transaction at {@code index}: its first byte below 0x80 (EIP-2718), 0 for a legacy transaction,
     * -1 for an empty one.
     *
     * @throws IndexOutOfBoundsException if there is none
     */
    public int typeOf(int index) {
        if (sizeOf(index) == 0) {
            return -1;
        }
        byte first = slab[start(index)];
        return first < 0 ? 0 : first;
    }

    /**
     * Copies the transaction at {@code index} into {@code out} from index {@code at} on.
     *
     * @throws IndexOutOfBoundsException if there is none or it does not fit
     */
    public void copyTo(int index, byte[] out, int at) {
        System.arraycopy(slab, start(index), out, at, sizeOf(index));
    }

    /**
     * Writes the hex digits of the transaction at {@code index}, without {@code 0x}.
     *
     * @throws IndexOutOfBoundsException if there is none or the digits do not fit
     */
    public void writeHex(int index, byte[] out, int at) {
        Hex.encode(slab, start(index), sizeOf(index), out, at);
    }

    private int start(int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Transactions that && Arrays.equals(ends, that.ends) && Arrays.equals(slab, that.slab);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(ends) + Arrays.hashCode(slab);
    }

    /** How many and how large, never the content. */
    @Override
    public String toString() {
        return "Transactions[" + ends.length + ", " + slab.length + " bytes]";
    }

    /** Collects transactions. Not thread-safe; can be used again after {@link #build}, empty. */
    public static final class Builder {
        private static final int LARGEST = Integer.MAX_VALUE - 8;

        private byte[] slab;
        private int size;
        private int[] ends = new int[16];
        private int count;

        private Builder(int bytes) {
            slab = new byte[bytes];
        }

        /** Adds a copy of one transaction. */
        public Builder add(Bytes transaction) {
            ensure(transaction.size());
            transaction.copyTo(slab, size);
            end(size + transaction.size());
            return this;
        }

        /** Adds a copy of {@code length} bytes from {@code from} on as one transaction. */
        public Builder add(byte[] bytes, int from, int length) {
            ensure(length);
            System.arraycopy(bytes, from, slab, size, length);
            end(size + length);
            return this;
        }

        /**
         * Adds the transaction whose hex digits begin at {@code from} and end before the first pair that is none.
         *
         * @param text ASCII text
         * @param to index after the last character that may be read
         * @return index after the last digit that was read
         */
        public int addHexDigits(byte[] text, int from, int to) {
            int begin = size;
            int at = from;
            while (true) {
                int room = slab.length - size;
                int read = Hex.decodeRun(text, at, to, slab, size);
                size += read;
                at += 2 * read;
                if (read < room) {
                    break;
                }
                // the slab was too small, not the text at its end
                grow(slab.length + 1L);
            }
            int end = size;
            size = begin;
            end(end);
            return at;
        }

        /** The transactions so far; the builder starts anew, with its room kept. */
        public Transactions build() {
            Transactions built =
                    count == 0 ? EMPTY : new Transactions(Arrays.copyOf(slab, size), Arrays.copyOf(ends, count));
            size = 0;
            count = 0;
            return built;
        }

        private void end(int end) {
            size = end;
            if (count == ends.length) {
                ends = Arrays.copyOf(ends, 2 * count);
            }
            ends[count++] = end;
        }

        private void ensure(int more) {
            if (slab.length - size < more) {
                grow((long) size + more);
            }
        }

        private void grow(long least) {
            if (least > LARGEST) {
                throw new IllegalArgumentException("the transactions of a block have more than " + LARGEST + " bytes");
            }
            slab = Arrays.copyOf(slab, (int) Math.min(LARGEST, Math.max(least, 2L * slab.length)));
        }
    }
}
