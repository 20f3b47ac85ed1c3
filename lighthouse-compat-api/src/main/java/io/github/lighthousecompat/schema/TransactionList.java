package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;

/** A list of byte lists, kept as one value. */
final class TransactionList implements SszType<Transactions> {
    private final int most;
    private final int mostBytes;

    TransactionList(int most, int mostBytes) {
        this.most = most;
        this.mostBytes = mostBytes;
    }

    @Override
    public Transactions read(JsonCursor json) {
        json.peek();
        int begin = json.position();
        Transactions read = json.transactions();
        try {
            return checked(read);
        } catch (IllegalArgumentException e) {
            throw json.fail(begin, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void write(JsonWriter out, Transactions value) {
        out.one('[').transactions(checked(value)).one(']');
    }

    @Override
    public int fixedSize() {
        return VARIABLE;
    }

    @Override
    public int size(Transactions value) {
        return Math.addExact(Math.multiplyExact(Offsets.SIZE, value.size()), value.totalBytes());
    }

    @Override
    public int encode(Transactions value, byte[] out, int at) {
        int next = at + Offsets.SIZE * checked(value).size();
        for (int i = 0; i < value.size(); i++) {
            Offsets.put(next - at, out, at + Offsets.SIZE * i);
            value.copyTo(i, out, next);
            next += value.sizeOf(i);
        }
        return next;
    }

    @Override
    public Transactions decode(byte[] bytes, int from, int to) {
        int[] begins = Offsets.ofList(bytes, from, to);
        if (begins.length > most) {
            throw new DecodeFailure("", "has " + begins.length + " transactions, not at most " + most);
        }
        if (begins.length == 0) {
            return Transactions.EMPTY;
        }
        // a transaction ends where the next one begins, so that they are one piece of the bytes
        int[] ends = new int[begins.length];
        for (int i = 0; i < begins.length; i++) {
            int end = i + 1 < begins.length ? begins[i + 1] : to - from;
            if (end - begins[i] > mostBytes) {
                throw new DecodeFailure("[" + i + "]", "has " + (end - begins[i]) + " bytes, not at most " + mostBytes);
            }
            ends[i] = end - begins[0];
        }
        return Transactions.of(bytes, from + begins[0], ends);
    }

    @Override
    public void root(Transactions value, Merkle merkle, byte[] out, int at) {
        byte[] roots = new byte[Merkle.CHUNK * checked(value).size()];
        for (int i = 0; i < value.size(); i++) {
            byte[] bytes = new byte[value.sizeOf(i)];
            value.copyTo(i, bytes, 0);
            merkle.rootOfBytes(bytes, 0, bytes.length, Merkle.chunks(mostBytes), roots, Merkle.CHUNK * i);
            merkle.mixIn(bytes.length, roots, Merkle.CHUNK * i);
        }
        merkle.root(roots, value.size(), most, out, at);
        merkle.mixIn(value.size(), out, at);
    }

    private Transactions checked(Transactions value) {
        if (value.size() > most) {
            throw new IllegalArgumentException("has " + value.size() + " transactions, not at most " + most);
        }
        for (int i = 0; i < value.size(); i++) {
            if (value.sizeOf(i) > mostBytes) {
                throw new IllegalArgumentException(
                        "has " + value.sizeOf(i) + " bytes in transaction " + i + ", not at most " + mostBytes);
            }
        }
        return value;
    }
}
