package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.route.RoutingStats;
import java.util.stream.Stream;

/** The law of calls beside the primary: what was offered was compared, or failed, or was dropped. */
final class Conservation {
    private Conservation() {}

    /** What became of all that was offered. */
    static long counted(RoutingStats stats) {
        return stats.operations().stream().mapToLong(Conservation::counted).sum();
    }

    /** What became of all that was offered of one operation. */
    static long counted(RoutingStats.Row row) {
        return Stream.concat(row.verdicts().values().stream(), row.dropped().values().stream())
                .mapToLong(Long::longValue)
                .sum();
    }
}
