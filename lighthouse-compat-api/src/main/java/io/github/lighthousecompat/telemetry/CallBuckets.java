package io.github.lighthousecompat.telemetry;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The bounds of times that calls are counted by, so that a quantile can be told from the counts of many hosts. */
final class CallBuckets {
    private static final List<Duration> STEPS = List.of(
            Duration.ofMillis(5),
            Duration.ofMillis(10),
            Duration.ofMillis(25),
            Duration.ofMillis(50),
            Duration.ofMillis(100),
            Duration.ofMillis(250),
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8));

    private static final Map<String, NavigableSet<Duration>> LIMITS = Stream.concat(
                    EngineOperations.ALL.stream(), BeaconOperations.ALL.stream())
            .collect(Collectors.groupingBy(
                    Operation::group, Collectors.mapping(Operation::limit, Collectors.toCollection(TreeSet::new))));

    private CallBuckets() {}

    /**
     * The bounds for {@code operation}: the same for all of its group, as one meter counts them. They are steps up to
     * the longest time that Lighthouse waits for any of them, and each time that it waits.
     */
    static Duration[] of(Operation<?, ?> operation) {
        NavigableSet<Duration> limits =
                LIMITS.getOrDefault(operation.group(), new TreeSet<>(List.of(operation.limit())));
        NavigableSet<Duration> bounds = new TreeSet<>(limits);
        STEPS.stream().filter(step -> step.compareTo(limits.last()) < 0).forEach(bounds::add);
        return bounds.toArray(Duration[]::new);
    }
}
