package io.github.lighthousecompat.json;

import static io.github.lighthousecompat.json.JsonWriter.ascii;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The members of a JSON object that a reader knows, in the order in which servers usually send them.
 *
 * <p>A reader tells them apart by their index here. Immutable and thread-safe.
 */
public final class Members {
    private final List<String> names;
    private final byte[][] quoted;
    private final long required;
    private final boolean isClosed;

    private Members(List<String> names, long required, boolean isClosed) {
        this.names = List.copyOf(names);
        this.quoted = new byte[names.size()][];
        for (int i = 0; i < quoted.length; i++) {
            quoted[i] = ascii('"' + names.get(i) + '"');
        }
        this.required = required;
        this.isClosed = isClosed;
    }

    /** Members without which an object is not complete, from index 0 on. */
    public static Members required(String... names) {
        return new Members(List.of(names), (1L << names.length) - 1, false);
    }

    /** These members and then more without which an object is not complete. */
    public Members andRequired(String... more) {
        return new Members(with(more), required | ((1L << more.length) - 1) << names.size(), isClosed);
    }

    /** These members and then ones that may be left out. */
    public Members optional(String... more) {
        return new Members(with(more), required, isClosed);
    }

    /** These members and no others: an object that has more is refused. */
    public Members closed() {
        return new Members(names, required, true);
    }

    private List<String> with(String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return all;
    }

    /** Bit {@code i} is set where the member of index {@code i} must be there. */
    long requiredMask() {
        return required;
    }

    boolean isClosed() {
        return isClosed;
    }

    String name(int index) {
        return names.get(index);
    }

    /** Index after the closing quote if the text at {@code from} is the name of index {@code expected}, else -1. */
    int match(int expected, byte[] body, int from, int end) {
        if (expected >= quoted.length) {
            return -1;
        }
        byte[] name = quoted[expected];
        int to = from + name.length;
        return end - from >= name.length && Arrays.equals(name, 0, name.length, body, from, to) ? to : -1;
    }

    /** Index of the name that stands with its quotes from {@code from} to {@code to}, or -1. */
    int find(byte[] body, int from, int to) {
        for (int i = 0; i < quoted.length; i++) {
            if (Arrays.equals(quoted[i], 0, quoted[i].length, body, from, to)) {
                return i;
            }
        }
        return -1;
    }

    /** Index of {@code name}, or -1. */
    int find(String name) {
        return names.indexOf(name);
    }
}
