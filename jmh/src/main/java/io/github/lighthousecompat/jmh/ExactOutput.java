package io.github.lighthousecompat.jmh;

import java.io.OutputStream;

/** Takes exactly as many bytes as it was made for, in one array that nobody copies. Not thread-safe. */
final class ExactOutput extends OutputStream {
    private final byte[] bytes;
    private int size;

    ExactOutput(int size) {
        bytes = new byte[size];
    }

    @Override
    public void write(int one) {
        bytes[size++] = (byte) one;
    }

    @Override
    public void write(byte[] from, int offset, int count) {
        System.arraycopy(from, offset, bytes, size, count);
        size += count;
    }

    /** What was written, if that is all there is room for. */
    byte[] bytes() {
        if (size != bytes.length) {
            throw new IllegalStateException("made for " + bytes.length + " bytes, got " + size);
        }
        return bytes;
    }
}
