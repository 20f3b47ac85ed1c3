package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/** A list or, if it has as many elements at least as at most, a vector. */
final class Sequence<T> implements SszType<List<T>> {
    private final SszType<T> element;
    private final int least;
    private final long most;

    Sequence(SszType<T> element, int least, long most) {
        this.element = element;
        this.least = least;
        this.most = most;
    }

    private boolean isVector() {
        return least == most;
    }

    @Override
    public List<T> read(JsonCursor json) {
        json.peek();
        int begin = json.position();
        List<T> list = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            if (list.size() == most) {
                throw json.fail(json.position(), "is one more than " + most);
            }
            list.add(element.read(json));
        }
        if (list.size() < least) {
            throw json.fail(begin, "has " + list.size() + " elements, not " + least);
        }
        return List.copyOf(list);
    }

    @Override
    public void write(JsonWriter out, List<T> value) {
        check(value.size());
        out.one('[');
        for (int i = 0; i < value.size(); i++) {
            if (i > 0) {
                out.one(',');
            }
            element.write(out, value.get(i));
        }
        out.one(']');
    }

    @Override
    public int fixedSize() {
        return isVector() && element.fixedSize() != VARIABLE ? least * element.fixedSize() : VARIABLE;
    }

    @Override
    public int size(List<T> value) {
        if (element.fixedSize() != VARIABLE) {
            return Math.multiplyExact(value.size(), element.fixedSize());
        }
        int size = 0;
        for (T each : value) {
            size = Math.addExact(size, Offsets.SIZE + element.size(each));
        }
        return size;
    }

    @Override
    public int encode(List<T> value, byte[] out, int at) {
        check(value.size());
        boolean isFixed = element.fixedSize() != VARIABLE;
        int next = isFixed ? at : at + Offsets.SIZE * value.size();
        for (int i = 0; i < value.size(); i++) {
            if (!isFixed) {
                Offsets.put(next - at, out, at + Offsets.SIZE * i);
            }
            next = element.encode(value.get(i), out, next);
        }
        return next;
    }

    @Override
    public List<T> decode(byte[] bytes, int from, int to) {
        return element.fixedSize() != VARIABLE ? ofFixed(bytes, from, to) : ofVariable(bytes, from, to);
    }

    private List<T> ofFixed(byte[] bytes, int from, int to) {
        int size = element.fixedSize();
        if ((to - from) % size != 0) {
            throw new DecodeFailure("", "has " + (to - from) + " bytes, not a multiple of " + size);
        }
        int count = counted((to - from) / size);
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            list.add(part(bytes, i, from + size * i, from + size * (i + 1)));
        }
        return List.copyOf(list);
    }

    private List<T> ofVariable(byte[] bytes, int from, int to) {
        int length = to - from;
        int[] begins = Offsets.ofList(bytes, from, to);
        int count = counted(begins.length);
        List<T> list = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int end = i + 1 < count ? begins[i + 1] : length;
            list.add(part(bytes, i, from + begins[i], from + end));
        }
        return List.copyOf(list);
    }

    private T part(byte[] bytes, int index, int from, int to) {
        try {
            return element.decode(bytes, from, to);
        } catch (DecodeFailure e) {
            throw Offsets.in("[" + index + "]", e);
        }
    }

    private int counted(int count) {
        if (count < least || count > most) {
            throw new DecodeFailure("", "has " + count + " elements, not " + (isVector() ? "" : "at most ") + most);
        }
        return count;
    }

    @Override
    public void root(List<T> value, Merkle merkle, byte[] out, int at) {
        check(value.size());
        int perChunk = element.perChunk();
        if (perChunk > 1) {
            byte[] packed = new byte[element.fixedSize() * value.size()];
            encode(value, packed, 0);
            merkle.rootOfBytes(packed, 0, packed.length, (most + perChunk - 1) / perChunk, out, at);
        } else {
            byte[] roots = new byte[Merkle.CHUNK * value.size()];
            for (int i = 0; i < value.size(); i++) {
                element.root(value.get(i), merkle, roots, Merkle.CHUNK * i);
            }
            merkle.root(roots, value.size(), most, out, at);
        }
        if (!isVector()) {
            merkle.mixIn(value.size(), out, at);
        }
    }

    private void check(int count) {
        if (count < least || count > most) {
            throw new IllegalArgumentException(
                    "has " + count + " elements, not " + (isVector() ? "" : "at most ") + most);
        }
    }
}
