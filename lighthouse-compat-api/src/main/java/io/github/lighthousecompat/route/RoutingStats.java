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
     * One operation. While none of its calls is under way, {@code offered} is the sum of all verdicts and all drops.
     *
     * @param operation its name
     * @param offered how many calls were to go to others than the primary, to feed or to compare
     * @param verdicts how often each verdict was found; absent means never
     * @param dropped how many of those that were offered were not compared; absent means none
     * @param backends a row for each backend that was called, by alias
     */
    public record Row(
            String operation,
            long offered,
            Map<Verdict, Long> verdicts,
            Map<DropReason, Long> dropped,
            Map<String, Calls> backends) {
        /** Copies the maps. */
        public Row {
            verdicts = Map.copyOf(verdicts);
            dropped = Map.copyOf(dropped);
            backends = Map.copyOf(backends);
        }

        /** How often {@code verdict} was found. */
        public long count(Verdict verdict) {
            return verdicts.getOrDefault(verdict, 0L);
        }

        /** How many were dropped for {@code reason}. */
        public long count(DropReason reason) {
            return dropped.getOrDefault(reason, 0L);
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

    /** How many calls of all operations together were dropped for {@code reason}. */
    public long count(DropReason reason) {
        return operations.stream().mapToLong(row -> row.count(reason)).sum();
    }

    /** How many calls of all operations together were to go to others than the primary. */
    public long offered() {
        return operations.stream().mapToLong(Row::offered).sum();
    }
}
