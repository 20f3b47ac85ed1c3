package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.route.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * How two values of one type are compared, as data: what it is made of, and what a difference there means. Immutable.
 *
 * @param <T> the type of the values
 */
sealed interface Shape<T> {
    /** Reports to {@code out} where two values differ that are not equal. */
    void compare(T one, T other, Findings out);

    /** A value without parts. */
    static <T> Shape<T> value() {
        return value((one, other) -> Verdict.MISMATCH);
    }

    /** A value without parts, and what two that are not equal are to each other. */
    static <T> Shape<T> value(BiFunction<? super T, ? super T, Verdict> meaning) {
        return new Value<>(meaning);
    }

    /** A value that may be absent, and what it means if only one is. */
    static <T> Shape<Optional<T>> optional(Shape<T> present, Verdict absence) {
        return new Maybe<>(present, absence);
    }

    /** A list, and what it means if one is longer. */
    static <T> Shape<List<T>> list(Shape<T> element, Verdict longer) {
        return sequence(List::size, List::get, element, longer);
    }

    /** Anything that has parts by index, and what it means if one has more. */
    static <T, E> Shape<T> sequence(
            ToIntFunction<T> size, BiFunction<T, Integer, E> part, Shape<E> element, Verdict longer) {
        return new Sequence<>(size, part, element, longer);
    }

    /** Entries by name, of which those are compared that both have. */
    static <E> Shape<Map<String, E>> common(Shape<E> entry) {
        return new Entries<>(entry);
    }

    /** Something with parts by name. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is read, and only here
    static <T> Shape<T> structure(Field<T, ?>... fields) {
        return new Structure<>(List.of(fields));
    }

    /** A part: its name in paths, how to get it, and its own shape. */
    static <T, F> Field<T, F> field(String name, Function<? super T, ? extends F> accessor, Shape<F> shape) {
        return new Field<>(name, accessor, shape, false);
    }

    /** A part that tells what the rest is about: where it differs, the rest is not looked at. */
    static <T, F> Field<T, F> key(String name, Function<? super T, ? extends F> accessor, Shape<F> shape) {
        return new Field<>(name, accessor, shape, true);
    }

    /** A named part of a {@code T}. */
    record Field<T, F>(String name, Function<? super T, ? extends F> accessor, Shape<F> shape, boolean isKey) {
        private boolean differs(T one, T other, Findings out) {
            return out.member(name, shape, accessor.apply(one), accessor.apply(other));
        }
    }

    /** A value without parts. */
    record Value<T>(BiFunction<? super T, ? super T, Verdict> meaning) implements Shape<T> {
        @Override
        public void compare(T one, T other, Findings out) {
            out.differ(meaning.apply(one, other), one, other);
        }
    }

    /** A value that may be absent. */
    record Maybe<T>(Shape<T> present, Verdict absence) implements Shape<Optional<T>> {
        @Override
        public void compare(Optional<T> one, Optional<T> other, Findings out) {
            if (one.isPresent() && other.isPresent()) {
                present.compare(one.get(), other.get(), out);
            } else {
                out.differ(absence, one, other);
            }
        }
    }

    /** Parts by index; those that only one has are told as one difference of the whole. */
    record Sequence<T, E>(ToIntFunction<T> size, BiFunction<T, Integer, E> part, Shape<E> element, Verdict longer)
            implements Shape<T> {
        @Override
        public void compare(T one, T other, Findings out) {
            int size = size().applyAsInt(one);
            int otherSize = size().applyAsInt(other);
            if (size != otherSize) {
                out.differ(longer, one, other);
            }
            for (int i = 0; i < Math.min(size, otherSize); i++) {
                out.element(i, element, part.apply(one, i), part.apply(other, i));
            }
        }
    }

    /** Entries by name. */
    record Entries<E>(Shape<E> entry) implements Shape<Map<String, E>> {
        @Override
        public void compare(Map<String, E> one, Map<String, E> other, Findings out) {
            one.forEach((name, value) -> {
                E theirs = other.get(name);
                if (theirs != null) {
                    out.member(name, entry, value, theirs);
                }
            });
        }
    }

    /** Parts by name. */
    record Structure<T>(List<Field<T, ?>> fields) implements Shape<T> {
        @Override
        public void compare(T one, T other, Findings out) {
            for (Field<T, ?> field : fields) {
                if (field.differs(one, other, out) && field.isKey()) {
                    return;
                }
            }
        }
    }
}
