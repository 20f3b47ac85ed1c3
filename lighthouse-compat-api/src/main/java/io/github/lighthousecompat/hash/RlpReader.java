package io.github.lighthousecompat.hash;

import java.util.Objects;

/**
 * Reads RLP items one after the other and accepts only the canonical form: shortest header, no number with leading
 * zeros, nothing beyond the end.
 *
 * <p>A list is entered as a reader of its own. The depth is thus given by the calling code, never by the input, and
 * every call moves forward or fails. Not thread-safe.
 */
final class RlpReader {
    private final byte[] in;
    private final int end;
    private int next;
    private int payload;

    /** A reader of the {@code length} bytes that begin at {@code offset}. */
    RlpReader(byte[] in, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, in.length);
        this.in = in;
        this.next = offset;
        this.end = offset + length;
    }

    /** Whether there is another item. */
    boolean hasNext() {
        return next < end;
    }

    /** Whether the next item is a list. */
    boolean isList() throws MalformedRlpException {
        if (!hasNext()) {
            throw new MalformedRlpException("ends where another item belongs", next);
        }
        return (in[next] & 0xff) >= (Rlp.EMPTY_LIST & 0xff);
    }

    /** Index of the first byte inside the item that was taken last. */
    int payload() {
        return payload;
    }

    /** Takes a list and returns a reader of its items. */
    RlpReader list() throws MalformedRlpException {
        int begin = next;
        if (!isList()) {
            throw new MalformedRlpException("a string where a list belongs", begin);
        }
        int length = header(Rlp.EMPTY_LIST & 0xff);
        return new RlpReader(in, payload, length);
    }

    /** Takes a string of any length and returns that length. */
    int string() throws MalformedRlpException {
        int begin = next;
        if (isList()) {
            throw new MalformedRlpException("a list where a string belongs", begin);
        }
        if (in[begin] >= 0) {
            payload = begin;
            next = begin + 1;
            return 1;
        }
        int length = header(Rlp.EMPTY_STRING & 0xff);
        if (length == 1 && in[payload] >= 0) {
            throw new MalformedRlpException("a single byte below 0x80 with a header", begin);
        }
        return length;
    }

    /** Takes a string of exactly {@code size} bytes. */
    void fixed(int size) throws MalformedRlpException {
        int begin = next;
        int length = string();
        if (length != size) {
            throw new MalformedRlpException(length + " bytes instead of " + size, begin);
        }
    }

    /** Takes an unsigned number of at most {@code mostBytes} bytes. */
    void number(int mostBytes) throws MalformedRlpException {
        int begin = next;
        int length = string();
        if (length > mostBytes) {
            throw new MalformedRlpException("a number of " + length + " bytes, at most " + mostBytes + " fit", begin);
        }
        if (length > 0 && in[payload] == 0) {
            throw new MalformedRlpException("a number with a leading zero", begin);
        }
    }

    /** Fails unless every item was taken. */
    void requireEnd() throws MalformedRlpException {
        if (hasNext()) {
            throw new MalformedRlpException((end - next) + " bytes too many", next);
        }
    }

    /** Takes a header whose first byte counts from {@code base}, and its payload, whose length it returns. */
    private int header(int base) throws MalformedRlpException {
        int begin = next;
        int first = (in[begin] & 0xff) - base;
        int lengthBytes = Math.max(0, first - Rlp.LONGEST_SHORT);
        long length = lengthBytes == 0 ? first : longLength(begin, lengthBytes);
        int from = begin + 1 + lengthBytes;
        if (length > end - from) {
            throw new MalformedRlpException("an item that goes beyond the end", begin);
        }
        payload = from;
        next = from + (int) length;
        return (int) length;
    }

    private long longLength(int begin, int lengthBytes) throws MalformedRlpException {
        if (lengthBytes > end - begin - 1) {
            throw new MalformedRlpException("a header that goes beyond the end", begin);
        }
        if (in[begin + 1] == 0) {
            throw new MalformedRlpException("a length with a leading zero", begin);
        }
        if (lengthBytes > Integer.BYTES) {
            throw new MalformedRlpException("an item that goes beyond the end", begin);
        }
        long length = 0;
        for (int i = begin + 1; i <= begin + lengthBytes; i++) {
            length = (length << Byte.SIZE) | (in[i] & 0xff);
        }
        if (length <= Rlp.LONGEST_SHORT) {
            throw new MalformedRlpException("a longer header than needed", begin);
        }
        return length;
    }
}
