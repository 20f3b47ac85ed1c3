package io.github.lighthousecompat.telemetry;

import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Verdict;
import io.github.lighthousecompat.route.VerdictListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The meters of one routed client. Thread-safe; each is made when it is first used and removed by {@link #close}. */
public final class RoutingMeters implements VerdictListener, AutoCloseable {
    private final MeterRegistry registry;
    private final String client;
    private final Map<Backend, Map<Operation<?, ?>, OfCalls>> calls = new ConcurrentHashMap<>();
    private final Map<Operation<?, ?>, Map<Verdict, Counter>> comparisons = new ConcurrentHashMap<>();
    private final Set<Meter> made = ConcurrentHashMap.newKeySet();
    private final Counter misses;
    private volatile boolean closed;

    /** Meters of the client with this name. */
    public RoutingMeters(MeterRegistry registry, String client) {
        this.registry = registry;
        this.client = client;
        // shown from the beginning, as it is to stay at 0
        this.misses = Counter.builder("lighthouse.affinity.misses")
                .tag("client", client)
                .description("Payloads that were asked for where nobody builds them")
                .register(registry);
        made.add(misses);
    }

    /** Shows the share of the units that a canary takes, from 0 to 1. */
    public void showRatio(Supplier<Number> ratio) {
        keep(Gauge.builder("lighthouse.canary.ratio", ratio)
                .tag("client", client)
                .description("Share of the units that the canary takes")
                .register(registry));
    }

    /** Shows how many calls to {@code backend} that are only compared wait or are under way. */
    public void showWaiting(Backend backend, Supplier<Number> waiting) {
        keep(Gauge.builder("lighthouse.extra.waiting", waiting)
                .tag("client", client)
                .tags(backend(backend))
                .description("Calls to compare that wait or are under way")
                .register(registry));
    }

    /** Removes the meters of a backend that is not one of this client any more. */
    public void forget(Backend backend) {
        calls.remove(backend);
        made.removeIf(meter -> {
            boolean isOfIt = backend.alias().equals(meter.getId().getTag("backend"));
            if (isOfIt) {
                registry.remove(meter);
            }
            return isOfIt;
        });
    }

    @Override
    public void onDecision(Operation<?, ?> operation, Backend primary, String reason) {
        of(operation, primary).decision(reason).increment();
    }

    @Override
    public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long took) {
        of(operation, backend).call(role, outcome).record(took, TimeUnit.NANOSECONDS);
    }

    @Override
    public void onAffinityMiss(Operation<?, ?> operation, String owner) {
        misses.increment();
    }

    @Override
    public void onVerdict(Operation<?, ?> operation, Backend primary, Backend other, Verdict verdict) {
        Map<Verdict, Counter> ofOperation = comparisons.get(operation);
        Counter known = ofOperation == null ? null : ofOperation.get(verdict);
        (known != null ? known : comparison(operation, verdict)).increment();
    }

    private Counter comparison(Operation<?, ?> operation, Verdict verdict) {
        return comparisons
                .computeIfAbsent(operation, any -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        verdict,
                        any -> register(counter("lighthouse.comparisons")
                                .tag("operation", operation.group())
                                .tag("verdict", verdict.label())));
    }

    @Override
    public void onOffered(Operation<?, ?> operation, Backend other) {
        of(operation, other).offered().increment();
    }

    @Override
    public void onDropped(Operation<?, ?> operation, Backend other, DropReason reason) {
        of(operation, other).drop(reason).increment();
    }

    @Override
    public void onState(Backend backend, BackendState from, BackendState to, String why) {
        transition(backend, Facet.ENGINE, to.name().toLowerCase(Locale.ROOT));
    }

    @Override
    public void onHealth(Backend backend, Facet facet, Health from, Health to, String why) {
        transition(backend, facet, to.label());
    }

    /** What is counted of a backend from now on bears its new dialect. */
    @Override
    public void onVersion(Backend backend, LighthouseVersion from, String node) {
        calls.remove(backend);
    }

    private void transition(Backend backend, Facet facet, String state) {
        register(counter("lighthouse.transitions", backend(backend))
                        .tag("facet", facet.label())
                        .tag("state", state))
                .increment();
    }

    /** Removes the meters of this client; the registry stays the host's. */
    @Override
    public void close() {
        closed = true;
        calls.clear();
        comparisons.clear();
        made.forEach(registry::remove);
        made.clear();
    }

    private OfCalls of(Operation<?, ?> operation, Backend backend) {
        Map<Operation<?, ?>, OfCalls> ofBackend = calls.get(backend);
        OfCalls known = ofBackend == null ? null : ofBackend.get(operation);
        return known != null
                ? known
                : calls.computeIfAbsent(backend, any -> new ConcurrentHashMap<>())
                        .computeIfAbsent(operation, any -> new OfCalls(operation, backend));
    }

    private Counter register(Counter.Builder counter) {
        return keep(counter.register(registry));
    }

    /** Calls to a borrowed backend may end after this is closed; nobody would remove what they register then. */
    private <M extends Meter> M keep(M meter) {
        made.add(meter);
        if (closed) {
            registry.remove(meter);
        }
        return meter;
    }

    private Counter.Builder counter(String name, String... tags) {
        return Counter.builder(name).tag("client", client).tags(tags);
    }

    private static String[] backend(Backend backend) {
        return new String[] {
            "backend", backend.alias(), "lighthouse", backend.version().label()
        };
    }

    /** The meters of one operation on one backend, found again without a key that would have to be made. */
    private final class OfCalls {
        private final Operation<?, ?> operation;
        private final Backend backend;
        private final Map<String, Counter> decisions = new ConcurrentHashMap<>();
        private volatile @Nullable Counter offered;
        private final Map<DropReason, Counter> drops = new ConcurrentHashMap<>();
        private final Map<Role, Map<String, Timer>> timers = new EnumMap<>(Role.class);

        OfCalls(Operation<?, ?> operation, Backend backend) {
            this.operation = operation;
            this.backend = backend;
            for (Role role : Role.values()) {
                timers.put(role, new ConcurrentHashMap<>());
            }
        }

        Counter decision(String reason) {
            Counter known = decisions.get(reason);
            return known != null
                    ? known
                    : decisions.computeIfAbsent(
                            reason,
                            any -> register(counter("lighthouse.decisions", backend(backend))
                                    .tag("operation", operation.group())
                                    .tag("reason", reason)));
        }

        Counter offered() {
            Counter known = offered;
            if (known == null) {
                // the registry has one of each name, whoever asks for it first
                known = register(
                        counter("lighthouse.extra.offered", backend(backend)).tag("operation", operation.group()));
                offered = known;
            }
            return known;
        }

        Counter drop(DropReason reason) {
            Counter known = drops.get(reason);
            return known != null
                    ? known
                    : drops.computeIfAbsent(
                            reason,
                            any -> register(counter("lighthouse.extra.dropped", backend(backend))
                                    .tag("operation", operation.group())
                                    .tag("reason", reason.label())));
        }

        Timer call(Role role, String outcome) {
            Map<String, Timer> ofRole = Objects.requireNonNull(timers.get(role));
            Timer known = ofRole.get(outcome);
            return known != null ? known : ofRole.computeIfAbsent(outcome, any -> timer(role, outcome));
        }

        private Timer timer(Role role, String outcome) {
            return keep(Timer.builder("lighthouse.calls")
                    .tags("client", client, "operation", operation.group())
                    .tags(backend(backend))
                    .tags("role", role.label(), "outcome", outcome)
                    .register(registry));
        }
    }
}
