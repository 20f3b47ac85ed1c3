package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.json.DecodeFailure;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A structure of the beacon chain with its fields in the order of the specification. Immutable and thread-safe.
 *
 * @param <T> the values
 */
public final class Container<T> implements SszType<T> {
    private final JsonObject<T> json;
    private final List<Field<T, ?, ?>> fields;
    private final Decoder<T> decoder;
    /** Bytes of the fields and of the offsets that stand for them. */
    private final int head;

    private final boolean isFixed;

    private Container(JsonObject<T> json, List<Field<T, ?, ?>> fields, Decoder<T> decoder) {
        this.json = json;
        this.fields = List.copyOf(fields);
        this.decoder = decoder;
        this.head = fields.stream().mapToInt(Field::inHead).sum();
        this.isFixed = fields.stream().noneMatch(Field::isVariable);
    }

    /** Begins the description of what a builder makes. */
    public static <T, B> Description<T, B> of(Supplier<B> begin, Function<B, T> build) {
        return new Description<>(begin, build);
    }

    @Override
    public T read(JsonCursor cursor) {
        return json.read(cursor);
    }

    @Override
    public void write(JsonWriter out, T value) {
        json.write(out, value);
    }

    @Override
    public int fixedSize() {
        return isFixed ? head : VARIABLE;
    }

    @Override
    public int size(T value) {
        int size = head;
        for (Field<T, ?, ?> field : fields) {
            size = Math.addExact(size, field.afterHead(value));
        }
        return size;
    }

    @Override
    public int encode(T value, byte[] out, int at) {
        int place = at;
        int next = at + head;
        for (Field<T, ?, ?> field : fields) {
            if (field.isVariable()) {
                Offsets.put(next - at, out, place);
                next = field.encode(value, out, next);
            } else {
                field.encode(value, out, place);
            }
            place += field.inHead();
        }
        return next;
    }

    @Override
    public T decode(byte[] bytes, int from, int to) {
        int length = to - from;
        if (isFixed ? length != head : length < head) {
            throw new DecodeFailure("", "has " + length + " bytes, not " + (isFixed ? "" : "at least ") + head);
        }
        return decoder.decode(bytes, from, bounds(bytes, from, length));
    }

    /** Where each field begins and ends: two numbers for each. */
    private int[] bounds(byte[] bytes, int from, int length) {
        int[] bounds = new int[2 * fields.size()];
        int place = 0;
        int open = -1;
        for (int i = 0; i < fields.size(); i++) {
            Field<T, ?, ?> field = fields.get(i);
            if (field.isVariable()) {
                int least = open < 0 ? head : bounds[open];
                int begin = Offsets.at(bytes, from + place, least, open < 0 ? head : length);
                if (open >= 0) {
                    bounds[open + 1] = begin;
                }
                bounds[2 * i] = begin;
                open = 2 * i;
            } else {
                bounds[2 * i] = place;
                bounds[2 * i + 1] = place + field.inHead();
            }
            place += field.inHead();
        }
        if (open >= 0) {
            bounds[open + 1] = length;
        }
        return bounds;
    }

    @Override
    public void root(T value, Merkle merkle, byte[] out, int at) {
        byte[] roots = new byte[Merkle.CHUNK * fields.size()];
        for (int i = 0; i < fields.size(); i++) {
            fields.get(i).root(value, merkle, roots, Merkle.CHUNK * i);
        }
        merkle.root(roots, fields.size(), fields.size(), out, at);
    }

    /** Puts a value together of fields whose bounds are known. */
    @FunctionalInterface
    private interface Decoder<T> {
        T decode(byte[] bytes, int from, int[] bounds);
    }

    /** One field. */
    private record Field<T, B, F>(String name, SszType<F> type, Function<T, F> accessor, BiConsumer<B, F> setter) {
        boolean isVariable() {
            return type.fixedSize() == VARIABLE;
        }

        int inHead() {
            return isVariable() ? Offsets.SIZE : type.fixedSize();
        }

        int afterHead(T value) {
            return isVariable() ? type.size(accessor.apply(value)) : 0;
        }

        int encode(T value, byte[] out, int at) {
            try {
                return type.encode(accessor.apply(value), out, at);
            } catch (IllegalArgumentException e) {
                throw named(e);
            }
        }

        void decode(byte[] bytes, int from, int to, B builder) {
            try {
                setter.accept(builder, type.decode(bytes, from, to));
            } catch (DecodeFailure e) {
                throw Offsets.in("." + name, e);
            }
        }

        void root(T value, Merkle merkle, byte[] out, int at) {
            try {
                type.root(accessor.apply(value), merkle, out, at);
            } catch (IllegalArgumentException e) {
                throw named(e);
            }
        }

        private IllegalArgumentException named(IllegalArgumentException e) {
            return new IllegalArgumentException(name + " " + e.getMessage(), e);
        }
    }

    /**
     * A structure that is being described. Not thread-safe.
     *
     * @param <T> the values
     * @param <B> what makes one
     */
    public static final class Description<T, B> {
        private final Supplier<B> begin;
        private final Function<B, T> build;
        private final JsonObject.Description<T, B> json;
        private final List<Field<T, B, ?>> fields = new ArrayList<>();

        private Description(Supplier<B> begin, Function<B, T> build) {
            this.begin = begin;
            this.build = build;
            this.json = JsonObject.of(begin, build);
        }

        /** The next field, under the name that it has in JSON. */
        public <F> Description<T, B> field(
                String name, SszType<F> type, Function<T, F> accessor, BiConsumer<B, F> setter) {
            json.field(name, type, accessor, setter);
            fields.add(new Field<>(name, type, accessor, setter));
            return this;
        }

        /** No other members in JSON: what a structure has beyond its fields, its root would not tell. */
        public Description<T, B> closed() {
            json.closed();
            return this;
        }

        /** The structure with these fields. */
        public Container<T> end() {
            List<Field<T, B, ?>> all = List.copyOf(fields);
            return new Container<>(json.end(), new ArrayList<>(all), (bytes, from, bounds) -> {
                B builder = begin.get();
                for (int i = 0; i < all.size(); i++) {
                    all.get(i).decode(bytes, from + bounds[2 * i], from + bounds[2 * i + 1], builder);
                }
                try {
                    return build.apply(builder);
                } catch (IllegalArgumentException e) {
                    throw new DecodeFailure("", String.valueOf(e.getMessage()));
                }
            });
        }
    }
}
