package io.github.lighthousecompat.beacon;

import java.util.List;
import java.util.Optional;

/** What holds for the lists of every query. */
final class QueryChecks {
    private QueryChecks() {}

    static <T> Optional<List<T>> filled(String name, Optional<List<T>> values) {
        if (values.isPresent() && values.get().isEmpty()) {
            throw new IllegalArgumentException(name + " has nothing in it; leave it out to ask for all");
        }
        return values.map(List::copyOf);
    }
}
