package io.github.lighthousecompat.convert;

import java.util.List;

/**
 * A converted value, with what the conversion did to it. Immutable and thread-safe.
 *
 * <p>Fields are named by the path of their accessors from the value that has them: {@link #added} from the result,
 * {@link #removed} and {@link #dropped} from the value that went in, as in {@code payload.blobGasUsed}.
 *
 * @param value the result
 * @param added fields that the result has and the value that went in had not
 * @param removed fields that the result has not and that the target implies, so that nothing was lost: zero blob gas,
 *     an empty list
 * @param dropped fields that the result has not and that held information, which is lost unless the caller keeps it
 * @param hashStatus what became of the block hash
 * @param <T> type of the result
 */
public record Converted<T>(
        T value, List<String> added, List<String> removed, List<String> dropped, HashStatus hashStatus) {
    /** Copies the lists. */
    public Converted {
        added = List.copyOf(added);
        removed = List.copyOf(removed);
        dropped = List.copyOf(dropped);
    }

    static <T> Converted<T> unchanged(T value, HashStatus hashStatus) {
        return new Converted<>(value, List.of(), List.of(), List.of(), hashStatus);
    }

    static <T> Converted<T> up(T value, List<String> added, HashStatus hashStatus) {
        return new Converted<>(value, added, List.of(), List.of(), hashStatus);
    }

    static <T> Converted<T> down(T value, List<String> removed, List<String> dropped, HashStatus hashStatus) {
        return new Converted<>(value, List.of(), removed, dropped, hashStatus);
    }
}
