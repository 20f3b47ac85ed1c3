package io.github.lighthousecompat.route;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a routed client counted since it was built. Immutable.
 *
 * @param operations a row for each operation that was called, in the order of their first call
 */
public record RoutingStats(List<Row> operations) {
    /** Copies the list. */
    public RoutingStats {
        operations = List.copyOf(operations);
    }

    /**
     * One operation.
     *
     * @param operation its name
     * @param verdicts how often each verdict was found; absent means never
     * @param backends a row for each backend that was called, by alias
     */
    public record Row(String operation, Map<Verdict, Long> verdicts, Map<String, Calls> backends) {
        /** Copies the maps. */
        public Row {
            verdicts = Map.copyOf(verdicts);
            backends = Map.copyOf(backends);
        }

        /** How often {@code verdict} was found. */
        public long count(Verdict verdict) {
            return verdicts.getOrDefault(verdict, 0L);
        }
    }

    /**
     * The calls of one operation to one backend.
     *
     * @param calls all of them, for the caller or to feed and compare
     * @param asPrimary those for the caller
     * @param errors those without an answer
     * @param p50 time that half of them took at most
     * @param p99 time that 99 of 100 took at most
     */
    public record Calls(long calls, long asPrimary, long errors, Duration p50, Duration p99) {}

    /** How often {@code verdict} was found in all operations together. */
    public long count(Verdict verdict) {
        return operations.stream().mapToLong(row -> row.count(verdict)).sum();
    }
}
