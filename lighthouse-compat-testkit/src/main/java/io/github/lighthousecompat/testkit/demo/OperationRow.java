package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.route.RoutingStats;
import io.github.lighthousecompat.route.RoutingStats.Calls;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A row of the closing table: one operation on both versions. Immutable.
 *
 * @param operation its name
 * @param v4 its calls to v4, if there were any
 * @param v5 its calls to v5, if there were any
 * @param matches answers that mean the same
 * @param lag answers of which one knew less
 * @param conflicts VALID against INVALID
 * @param others every other finding
 */
record OperationRow(
        String operation, Optional<Calls> v4, Optional<Calls> v5, long matches, long lag, long conflicts, long others) {
    /** All rows, in the order of their first call. */
    static List<OperationRow> of(RoutingStats stats) {
        return stats.operations().stream().map(OperationRow::of).toList();
    }

    private static OperationRow of(RoutingStats.Row row) {
        long all = row.verdicts().values().stream().mapToLong(Long::longValue).sum();
        long matches = row.count(Verdict.MATCH) + row.count(Verdict.IGNORED);
        long lag = row.count(Verdict.LAG);
        long conflicts = row.count(Verdict.CONFLICT);
        return new OperationRow(
                row.operation(),
                Optional.ofNullable(row.backends().get("v4")),
                Optional.ofNullable(row.backends().get("v5")),
                matches,
                lag,
                conflicts,
                all - matches - lag - conflicts);
    }

    /** In milliseconds, with as many digits as mean something. */
    static String millis(Duration time) {
        double millis = time.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 10 ? "%.2f" : millis < 100 ? "%.1f" : "%.0f", millis);
    }
}
