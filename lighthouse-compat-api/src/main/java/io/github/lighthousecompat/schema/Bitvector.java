package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.util.Arrays;

/** A set number of bits. */
final class Bitvector implements SszType<Bits> {
    private final int bits;
    private final int bytes;

    Bitvector(int bits) {
        this.bits = bits;
        this.bytes = (bits + 7) >> 3;
    }

    @Override
    public Bits read(JsonCursor json) {
        json.peek();
        int begin = json.position();
        byte[] data = json.data(bytes).toArray();
        try {
            return decode(data, 0, data.length);
        } catch (DecodeFailure e) {
            throw json.fail(begin, e.problem());
        }
    }

    @Override
    public void write(JsonWriter out, Bits value) {
        Basics.hex(out, Bytes.of(checked(value)), JsonWriter::hex);
    }

    @Override
    public int fixedSize() {
        return bytes;
    }

    @Override
    public int size(Bits value) {
        return bytes;
    }

    @Override
    public int encode(Bits value, byte[] out, int at) {
        System.arraycopy(checked(value), 0, out, at, bytes);
        return at + bytes;
    }

    @Override
    public Bits decode(byte[] source, int from, int to) {
        try {
            return Bits.of(Arrays.copyOfRange(source, from, to), bits);
        } catch (IllegalArgumentException e) {
            throw new DecodeFailure("", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void root(Bits value, Merkle merkle, byte[] out, int at) {
        merkle.rootOfBytes(checked(value), 0, bytes, Merkle.chunks(bytes), out, at);
    }

    private byte[] checked(Bits value) {
        if (value.size() != bits) {
            throw new IllegalArgumentException("has " + value.size() + " bits, not " + bits);
        }
        return value.toArray();
    }
}
