package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;

/** Up to a number of bytes. */
final class ByteList implements SszType<Bytes> {
    private final int most;

    ByteList(int most) {
        this.most = most;
    }

    @Override
    public Bytes read(JsonCursor json) {
        return json.data(most);
    }

    @Override
    public void write(JsonWriter out, Bytes value) {
        Basics.hex(out, checked(value), JsonWriter::hex);
    }

    @Override
    public int fixedSize() {
        return VARIABLE;
    }

    @Override
    public int size(Bytes value) {
        return value.size();
    }

    @Override
    public int encode(Bytes value, byte[] out, int at) {
        checked(value).copyTo(out, at);
        return at + value.size();
    }

    @Override
    public Bytes decode(byte[] bytes, int from, int to) {
        if (to - from > most) {
            throw new DecodeFailure("", "has " + (to - from) + " bytes, not at most " + most);
        }
        return Bytes.of(bytes, from, to - from);
    }

    @Override
    public void root(Bytes value, Merkle merkle, byte[] out, int at) {
        merkle.rootOfBytes(checked(value).toArray(), 0, value.size(), Merkle.chunks(most), out, at);
        merkle.mixIn(value.size(), out, at);
    }

    private Bytes checked(Bytes value) {
        if (value.size() > most) {
            throw new IllegalArgumentException("has " + value.size() + " bytes, not at most " + most);
        }
        return value;
    }
}
