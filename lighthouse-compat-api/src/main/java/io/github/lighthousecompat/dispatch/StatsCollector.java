package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.RoutingStats;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;

/** Counts what {@link RoutingStats} shows. Thread-safe; counting a call allocates nothing after the first. */
final class StatsCollector implements RoutingListener {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 2;

    private final Map<Operation<?, ?>, OfOperation> operations = new ConcurrentHashMap<>();
    private final AtomicInteger order = new AtomicInteger();

    @Override
    public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
        OfBackend counts = of(operation).backend(backend.alias());
        // first: a snapshot takes them in the other order
        counts.times.recordValue(Math.min(Math.max(took, 0), LONGEST));
        if (role == Role.OTHER) {
            counts.asOther.increment();
        }
        if (!outcome.equals(Failures.OK)) {
            counts.errors.increment();
        }
    }

    @Override
    public void onComparison(Comparison comparison) {
        of(comparison.operation()).verdict(comparison.verdict()).increment();
    }

    RoutingStats snapshot() {
        List<Map.Entry<Operation<?, ?>, OfOperation>> rows = new ArrayList<>(operations.entrySet());
        rows.sort(Map.Entry.comparingByValue((one, two) -> Integer.compare(one.place, two.place)));
        return new RoutingStats(rows.stream()
                .map(row -> row.getValue().row(row.getKey().name()))
                .toList());
    }

    private OfOperation of(Operation<?, ?> operation) {
        OfOperation known = operations.get(operation);
        return known != null
                ? known
                : operations.computeIfAbsent(operation, any -> new OfOperation(order.getAndIncrement()));
    }

    private static final class OfOperation {
        private final int place;
        private final Map<Verdict, LongAdder> verdicts = new EnumMap<>(Verdict.class);
        private final Map<String, OfBackend> backends = new ConcurrentHashMap<>();

        OfOperation(int place) {
            this.place = place;
            for (Verdict verdict : Verdict.values()) {
                verdicts.put(verdict, new LongAdder());
            }
        }

        LongAdder verdict(Verdict verdict) {
            return Objects.requireNonNull(verdicts.get(verdict));
        }

        OfBackend backend(String alias) {
            OfBackend known = backends.get(alias);
            return known != null ? known : backends.computeIfAbsent(alias, any -> new OfBackend());
        }

        RoutingStats.Row row(String name) {
            Map<Verdict, Long> counted = new EnumMap<>(Verdict.class);
            verdicts.forEach((verdict, count) -> {
                if (count.sum() > 0) {
                    counted.put(verdict, count.sum());
                }
            });
            Map<String, RoutingStats.Calls> calls = new LinkedHashMap<>();
            backends.forEach((alias, counts) -> calls.put(alias, counts.calls()));
            return new RoutingStats.Row(name, counted, calls);
        }
    }

    private static final class OfBackend {
        private final LongAdder asOther = new LongAdder();
        private final LongAdder errors = new LongAdder();
        private final AtomicHistogram times = new AtomicHistogram(LONGEST, DIGITS);

        RoutingStats.Calls calls() {
            // in this order, as calls go on: never fewer calls than others or errors
            long others = asOther.sum();
            long failed = errors.sum();
            long calls = times.getTotalCount();
            return new RoutingStats.Calls(
                    calls,
                    calls - others,
                    failed,
                    Duration.ofNanos(times.getValueAtPercentile(50)),
                    Duration.ofNanos(times.getValueAtPercentile(99)));
        }
    }
}
