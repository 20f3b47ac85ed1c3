package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.util.Arrays;

/** Up to a number of bits; a bit after the last one that is set says how many there are. */
final class Bitlist implements SszType<Bits> {
    private final int most;

    Bitlist(int most) {
        this.most = most;
    }

    @Override
    public Bits read(JsonCursor json) {
        json.peek();
        int begin = json.position();
        byte[] data = json.data(most / Byte.SIZE + 1).toArray();
        try {
            return decode(data, 0, data.length);
        } catch (DecodeFailure e) {
            throw json.fail(begin, e.problem());
        }
    }

    @Override
    public void write(JsonWriter out, Bits value) {
        Basics.hex(out, Bytes.of(delimited(value)), JsonWriter::hex);
    }

    @Override
    public int fixedSize() {
        return VARIABLE;
    }

    @Override
    public int size(Bits value) {
        return value.size() / Byte.SIZE + 1;
    }

    @Override
    public int encode(Bits value, byte[] out, int at) {
        byte[] bytes = delimited(value);
        System.arraycopy(bytes, 0, out, at, bytes.length);
        return at + bytes.length;
    }

    @Override
    public Bits decode(byte[] bytes, int from, int to) {
        int last = from == to ? 0 : bytes[to - 1] & 0xff;
        if (last == 0) {
            throw new DecodeFailure("", "has no bit that says how many there are");
        }
        int inLast = Integer.SIZE - 1 - Integer.numberOfLeadingZeros(last);
        long size = (to - from - 1L) * Byte.SIZE + inLast;
        if (size > most) {
            throw new DecodeFailure("", "has " + size + " bits, not at most " + most);
        }
        byte[] own = Arrays.copyOfRange(bytes, from, to);
        own[own.length - 1] ^= (byte) (1 << inLast);
        return Bits.of(inLast == 0 ? Arrays.copyOf(own, own.length - 1) : own, (int) size);
    }

    @Override
    public void root(Bits value, Merkle merkle, byte[] out, int at) {
        byte[] bytes = checked(value).toArray();
        merkle.rootOfBytes(bytes, 0, bytes.length, Merkle.chunks((most + 7L) / Byte.SIZE), out, at);
        merkle.mixIn(value.size(), out, at);
    }

    private byte[] delimited(Bits value) {
        byte[] bytes = Arrays.copyOf(checked(value).toArray(), size(value));
        bytes[bytes.length - 1] |= (byte) (1 << value.size() % Byte.SIZE);
        return bytes;
    }

    private Bits checked(Bits value) {
        if (value.size() > most) {
            throw new IllegalArgumentException("has " + value.size() + " bits, not at most " + most);
        }
        return value;
    }
}
