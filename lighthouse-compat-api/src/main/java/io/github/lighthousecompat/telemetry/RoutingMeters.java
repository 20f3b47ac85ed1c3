package io.github.lighthousecompat.telemetry;

import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.RoutingListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The meters of one routed client. Thread-safe; each is made when it is first used and removed by {@link #close}.
 *
 * <table>
 *   <caption>Meters; all have the tag {@code client}</caption>
 *   <tr><th>name</th><th>kind</th><th>tags</th></tr>
 *   <tr><td>{@code lighthouse.calls}</td><td>timer</td>
 *       <td>operation, backend, lighthouse, role, outcome</td></tr>
 *   <tr><td>{@code lighthouse.decisions}</td><td>counter</td><td>operation, backend, lighthouse, reason</td></tr>
 *   <tr><td>{@code lighthouse.comparisons}</td><td>counter</td><td>operation, verdict</td></tr>
 *   <tr><td>{@code lighthouse.transitions}</td><td>counter</td><td>backend, lighthouse, state</td></tr>
 *   <tr><td>{@code lighthouse.canary.ratio}</td><td>gauge</td><td>none; from 0 to 1</td></tr>
 * </table>
 */
public final class RoutingMeters implements RoutingListener, AutoCloseable {
    private record CallKey(Operation<?, ?> operation, Backend backend, Role role, String outcome) {}

    private record DecisionKey(Operation<?, ?> operation, Backend backend, String reason) {}

    private record VerdictKey(Operation<?, ?> operation, String verdict) {}

    private record StateKey(Backend backend, BackendState state) {}

    private final MeterRegistry registry;
    private final String client;
    private final Map<Object, Meter> meters = new ConcurrentHashMap<>();

    /** Meters of the client with this name. */
    public RoutingMeters(MeterRegistry registry, String client) {
        this.registry = registry;
        this.client = client;
    }

    /** Shows the share of the units that a canary takes, from 0 to 1. */
    public void showRatio(Supplier<Number> ratio) {
        meter(
                "ratio",
                key -> Gauge.builder("lighthouse.canary.ratio", ratio)
                        .tag("client", client)
                        .description("Share of the units that the canary takes")
                        .register(registry));
    }

    @Override
    public void onDecision(Operation<?, ?> operation, Backend primary, String reason) {
        meter(
                        new DecisionKey(operation, primary, reason),
                        key -> counter("lighthouse.decisions", backend(primary))
                                .tag("operation", operation.name())
                                .tag("reason", reason)
                                .register(registry))
                .increment();
    }

    @Override
    public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
        meter(
                        new CallKey(operation, backend, role, outcome),
                        key -> Timer.builder("lighthouse.calls")
                                .tags("client", client, "operation", operation.name())
                                .tags(backend(backend))
                                .tags("role", role.name().toLowerCase(Locale.ROOT), "outcome", outcome)
                                .register(registry))
                .record(took, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onComparison(Comparison comparison) {
        String verdict = comparison.verdict().label();
        meter(
                        new VerdictKey(comparison.operation(), verdict),
                        key -> counter("lighthouse.comparisons")
                                .tag("operation", comparison.operation().name())
                                .tag("verdict", verdict)
                                .register(registry))
                .increment();
    }

    @Override
    public void onState(Backend backend, BackendState from, BackendState to, String why) {
        meter(
                        new StateKey(backend, to),
                        key -> counter("lighthouse.transitions", backend(backend))
                                .tag("state", to.name().toLowerCase(Locale.ROOT))
                                .register(registry))
                .increment();
    }

    /** Removes the meters of this client; the registry stays the host's. */
    @Override
    public void close() {
        meters.values().forEach(registry::remove);
        meters.clear();
    }

    private Counter.Builder counter(String name, String... tags) {
        return Counter.builder(name).tag("client", client).tags(tags);
    }

    private static String[] backend(Backend backend) {
        return new String[] {
            "backend", backend.alias(), "lighthouse", backend.version().label()
        };
    }

    @SuppressWarnings("unchecked") // each kind of key makes one kind of meter
    private <K, M extends Meter> M meter(K key, Function<K, M> make) {
        Meter known = meters.get(key);
        return (M) (known != null ? known : meters.computeIfAbsent(key, any -> make.apply(key)));
    }
}
