package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.RoutingStats;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.VerdictListener;
import io.github.lighthousecompat.telemetry.CallTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Counts what {@link RoutingStats} shows. Thread-safe; counting a call allocates nothing after the first. */
final class StatsCollector implements VerdictListener {
    private final Map<Operation<?, ?>, OfOperation> operations = new ConcurrentHashMap<>();
    private final AtomicInteger order = new AtomicInteger();

    @Override
    public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
        OfBackend counts = of(operation).backend(backend.alias());
        // first: a snapshot takes them in the other order
        counts.times.count(took);
        if (role == Role.OTHER) {
            counts.asOther.increment();
        }
        if (!outcome.equals(OK)) {
            counts.errors.increment();
        }
    }

    @Override
    public void onVerdict(Operation<?, ?> operation, Backend primary, Backend other, Verdict verdict) {
        of(operation).verdict(verdict).increment();
    }

    @Override
    public void onOffered(Operation<?, ?> operation, Backend other) {
        of(operation).offered.increment();
    }

    @Override
    public void onDropped(Operation<?, ?> operation, Backend other, DropReason reason) {
        of(operation).drop(reason).increment();
    }

    RoutingStats snapshot() {
        List<Map.Entry<Operation<?, ?>, OfOperation>> rows = new ArrayList<>(operations.entrySet());
        rows.sort(Map.Entry.comparingByValue((one, two) -> Integer.compare(one.place, two.place)));
        return new RoutingStats(rows.stream()
                .map(row -> row.getValue().row(row.getKey().name()))
                .toList());
    }

    /** The time that 99 of 100 calls of {@code operation} to a backend took at most; nothing before the first. */
    Duration p99(Operation<?, ?> operation, String alias) {
        OfBackend counts = counts(operation, alias);
        return counts == null ? Duration.ZERO : counts.times.percentile(99);
    }

    /** How many calls of {@code operation} to a backend have ended. */
    long calls(Operation<?, ?> operation, String alias) {
        OfBackend counts = counts(operation, alias);
        return counts == null ? 0 : counts.times.calls();
    }

    private @Nullable OfBackend counts(Operation<?, ?> operation, String alias) {
        OfOperation row = operations.get(operation);
        return row == null ? null : row.backends.get(alias);
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
        private final LongAdder offered = new LongAdder();
        private final Map<DropReason, LongAdder> drops = new EnumMap<>(DropReason.class);
        private final Map<String, OfBackend> backends = new ConcurrentHashMap<>();

        OfOperation(int place) {
            this.place = place;
            for (Verdict verdict : Verdict.values()) {
                verdicts.put(verdict, new LongAdder());
            }
            for (DropReason reason : DropReason.values()) {
                drops.put(reason, new LongAdder());
            }
        }

        LongAdder verdict(Verdict verdict) {
            return Objects.requireNonNull(verdicts.get(verdict));
        }

        LongAdder drop(DropReason reason) {
            return Objects.requireNonNull(drops.get(reason));
        }

        OfBackend backend(String alias) {
            OfBackend known = backends.get(alias);
            return known != null ? known : backends.computeIfAbsent(alias, any -> new OfBackend());
        }

        RoutingStats.Row row(String name) {
            // what became of them before how many there were: never more of those than of these
            Map<Verdict, Long> counted = counted(verdicts, Verdict.class);
            Map<DropReason, Long> dropped = counted(drops, DropReason.class);
            Map<String, RoutingStats.Calls> calls = new LinkedHashMap<>();
            backends.forEach((alias, counts) -> calls.put(alias, counts.calls()));
            return new RoutingStats.Row(name, offered.sum(), counted, dropped, calls);
        }

        private static <K extends Enum<K>> Map<K, Long> counted(Map<K, LongAdder> counters, Class<K> type) {
            Map<K, Long> counted = new EnumMap<>(type);
            counters.forEach((key, counter) -> {
                long count = counter.sum();
                if (count > 0) {
                    counted.put(key, count);
                }
            });
            return counted;
        }
    }

    private static final class OfBackend {
        private final LongAdder asOther = new LongAdder();
        private final LongAdder errors = new LongAdder();
        private final CallTimes times = new CallTimes();

        RoutingStats.Calls calls() {
            // in this order, as calls go on: never fewer calls than others or errors
            long others = asOther.sum();
            long failed = errors.sum();
            long calls = times.calls();
            return new RoutingStats.Calls(calls, calls - others, failed, times.percentile(50), times.percentile(99));
        }
    }
}
