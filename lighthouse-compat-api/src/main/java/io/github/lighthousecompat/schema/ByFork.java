package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import java.util.Map;
import java.util.function.Function;

/**
 * A family of structures, one for each fork: which one it is, is said beforehand and never tried out. Immutable and
 * thread-safe.
 *
 * @param <T> what the structures of all forks have in common
 */
public final class ByFork<T> {
    private final Map<Fork, SszType<T>> types;
    private final Function<T, Fork> forkOf;

    private ByFork(Map<Fork, SszType<T>> types, Function<T, Fork> forkOf) {
        this.types = types;
        this.forkOf = forkOf;
    }

    static <T, C extends T, D extends T> ByFork<T> of(
            Class<C> capella, SszType<C> ofCapella, Class<D> deneb, SszType<D> ofDeneb, Function<T, Fork> forkOf) {
        return new ByFork<>(
                Map.of(Fork.CAPELLA, new One<>(capella, ofCapella), Fork.DENEB, new One<>(deneb, ofDeneb)), forkOf);
    }

    /**
     * The structure of a fork.
     *
     * @throws IllegalArgumentException if the fork has none that is described
     */
    public SszType<T> of(Fork fork) {
        SszType<T> type = types.get(fork);
        if (type == null) {
            throw new IllegalArgumentException(
                    "blocks of " + fork + " are not described, only those of Capella and Deneb");
        }
        return type;
    }

    /** The structure of a value's fork. */
    public SszType<T> of(T value) {
        return of(forkOf.apply(value));
    }

    /** The structure of one fork as one of the family. */
    private record One<T, S extends T>(Class<S> values, SszType<S> type) implements SszType<T> {
        private S own(T value) {
            if (!values.isInstance(value)) {
                throw new IllegalArgumentException("is of another fork than " + values.getSimpleName());
            }
            return values.cast(value);
        }

        @Override
        public T read(JsonCursor json) {
            return type.read(json);
        }

        @Override
        public void write(JsonWriter out, T value) {
            type.write(out, own(value));
        }

        @Override
        public int fixedSize() {
            return type.fixedSize();
        }

        @Override
        public int size(T value) {
            return type.size(own(value));
        }

        @Override
        public int encode(T value, byte[] out, int at) {
            return type.encode(own(value), out, at);
        }

        @Override
        public T decode(byte[] bytes, int from, int to) {
            return type.decode(bytes, from, to);
        }

        @Override
        public void root(T value, Merkle merkle, byte[] out, int at) {
            type.root(own(value), merkle, out, at);
        }
    }
}
