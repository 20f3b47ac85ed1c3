package io.github.lighthousecompat.schema;

import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.JsonWriter;
import io.github.lighthousecompat.json.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * An object with members by name, in the order in which they are written. Immutable and thread-safe.
 *
 * <p>Members that it does not know are passed over, unless it is closed; one that is required must be there once.
 *
 * @param <T> the values
 */
public final class JsonObject<T> implements JsonType<T> {
    private final List<Member<T, ?, ?>> members;
    private final Members names;
    private final Supplier<Assembly<T>> begin;

    private JsonObject(List<Member<T, ?, ?>> members, Members names, Supplier<Assembly<T>> begin) {
        this.members = List.copyOf(members);
        this.names = names;
        this.begin = begin;
    }

    /** Begins the description of what a builder makes. */
    public static <T, B> Description<T, B> of(Supplier<B> begin, Function<B, T> build) {
        return new Description<>(begin, build);
    }

    @Override
    public T read(JsonCursor json) {
        json.peek();
        int from = json.position();
        Assembly<T> assembly = begin.get();
        json.beginObject();
        while (json.nextMember(names)) {
            assembly.read(json.member(), json);
        }
        try {
            return assembly.build();
        } catch (IllegalArgumentException e) {
            throw json.fail(from, String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void write(JsonWriter out, T value) {
        out.one('{');
        boolean isFirst = true;
        for (Member<T, ?, ?> member : members) {
            isFirst = !member.write(out, value, isFirst) && isFirst;
        }
        out.one('}');
    }

    /** A value that is being put together. */
    private interface Assembly<T> {
        void read(int member, JsonCursor json);

        T build();
    }

    /** One member: empty where it may be left out. */
    private record Member<T, B, F>(
            String name,
            JsonType<F> type,
            Function<T, Optional<F>> accessor,
            BiConsumer<B, F> setter,
            boolean isOptional) {
        void read(JsonCursor json, B builder) {
            if (!isOptional || !json.nextNull()) {
                setter.accept(builder, type.read(json));
            }
        }

        /** Whether there was something to write. */
        boolean write(JsonWriter out, T value, boolean isFirst) {
            Optional<F> part = accessor.apply(value);
            part.ifPresent(present -> {
                if (!isFirst) {
                    out.one(',');
                }
                out.text(name).one(':');
                try {
                    type.write(out, present);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(name + " " + e.getMessage(), e);
                }
            });
            return part.isPresent();
        }
    }

    /**
     * An object that is being described. Not thread-safe.
     *
     * @param <T> the values
     * @param <B> what makes one
     */
    public static final class Description<T, B> {
        private final Supplier<B> begin;
        private final Function<B, T> build;
        private final List<Member<T, B, ?>> members = new ArrayList<>();
        private Members names = Members.required();

        private Description(Supplier<B> begin, Function<B, T> build) {
            this.begin = begin;
            this.build = build;
        }

        /** A member that is always there. */
        public <F> Description<T, B> field(
                String name, JsonType<F> type, Function<T, F> accessor, BiConsumer<B, F> setter) {
            names = names.andRequired(name);
            return add(name, type, value -> Optional.of(accessor.apply(value)), setter, false);
        }

        /** A member that may be left out, or be {@code null}. */
        public <F> Description<T, B> optional(
                String name, JsonType<F> type, Function<T, Optional<F>> accessor, BiConsumer<B, F> setter) {
            names = names.optional(name);
            return add(name, type, accessor, setter, true);
        }

        private <F> Description<T, B> add(
                String name,
                JsonType<F> type,
                Function<T, Optional<F>> accessor,
                BiConsumer<B, F> setter,
                boolean isOptional) {
            members.add(new Member<>(name, type, accessor, setter, isOptional));
            return this;
        }

        /** No other members: an object that has more is not read. */
        public Description<T, B> closed() {
            names = names.closed();
            return this;
        }

        /** The object with these members. */
        public JsonObject<T> end() {
            List<Member<T, B, ?>> all = List.copyOf(members);
            return new JsonObject<>(new ArrayList<>(all), names, () -> new Assembly<T>() {
                private final B builder = begin.get();

                @Override
                public void read(int member, JsonCursor json) {
                    all.get(member).read(json, builder);
                }

                @Override
                public T build() {
                    return build.apply(builder);
                }
            });
        }
    }
}
