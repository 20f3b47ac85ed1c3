package io.github.lighthousecompat.telemetry;

import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.AffinityMiss;
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
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one routed client, each made when it is first used. Thread-safe.
 *
 * <p>Calls may end after their backend was detached or their client was closed: nothing is registered for them any
 * more, as nobody would remove it.
 */
public final class RoutingMeters implements VerdictListener, AutoCloseable {
    private final MeterRegistry registry;
    private final String client;
    private final Map<Backend, Map<Operation<?, ?>, OfCalls>> calls = new ConcurrentHashMap<>();
    private final Map<Operation<?, ?>, Map<Verdict, Counter>> comparisons = new ConcurrentHashMap<>();
    private final Set<Meter> made = new HashSet<>();
    private final Map<AffinityMiss, Counter> misses = new EnumMap<>(AffinityMiss.class);
    /** Those that are not of this client any more, while calls to them may still end. */
    private final Set<Backend> gone = Collections.newSetFromMap(new WeakHashMap<>());

    private boolean closed;

    /** Meters of the client with this name. */
    public RoutingMeters(MeterRegistry registry, String client) {
        this.registry = registry;
        this.client = client;
        for (AffinityMiss reason : AffinityMiss.values()) {
            // shown from the beginning, as they are to stay at 0
            misses.put(
                    reason,
                    register(to -> Counter.builder("lighthouse.affinity.misses")
                            .tags("client", client, "reason", reason.label())
                            .description("Payloads that were asked for where nobody has them")
                            .register(to)));
        }
    }

    /** Shows the share of the units that a canary takes, from 0 to 1. */
    public void showRatio(Supplier<Number> ratio) {
        register(to -> Gauge.builder("lighthouse.canary.ratio", ratio)
                .tag("client", client)
                .description("Share of the units that the canary takes")
                .register(to));
    }

    /** Expects calls to {@code backend}, which may have been forgotten before. */
    public synchronized void expect(Backend backend) {
        gone.remove(backend);
    }

    /** Shows how many calls to {@code backend} that are only compared wait or are under way. */
    public void showWaiting(Backend backend, Supplier<Number> waiting) {
        register(
                backend,
                to -> Gauge.builder("lighthouse.extra.waiting", waiting)
                        .tag("client", client)
                        .tags(backend(backend))
                        .description("Calls to compare that wait or are under way")
                        .register(to));
    }

    /**
     * Removes the meters of a backend that is not one of this client any more; calls to it are not counted from now on.
     */
    public synchronized void forget(Backend backend) {
        gone.add(backend);
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
    public void onAffinityMiss(Operation<?, ?> operation, String owner, AffinityMiss reason) {
        Objects.requireNonNull(misses.get(reason)).increment();
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
                        any -> register(to -> counter("lighthouse.comparisons")
                                .tag("operation", operation.group())
                                .tag("verdict", verdict.label())
                                .register(to)));
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
        register(
                        backend,
                        to -> counter("lighthouse.transitions", backend(backend))
                                .tag("facet", facet.label())
                                .tag("state", state)
                                .register(to))
                .increment();
    }

    /** Removes the meters of this client; the registry stays the host's. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            calls.clear();
            made.forEach(registry::remove);
            made.clear();
        }
        // not in there: who fills it waits for this
        comparisons.clear();
    }

    private OfCalls of(Operation<?, ?> operation, Backend backend) {
        Map<Operation<?, ?>, OfCalls> ofBackend = calls.get(backend);
        OfCalls known = ofBackend == null ? null : ofBackend.get(operation);
        return known != null ? known : made(operation, backend);
    }

    private synchronized OfCalls made(Operation<?, ?> operation, Backend backend) {
        return closed || gone.contains(backend)
                ? new OfCalls(operation, backend)
                : calls.computeIfAbsent(backend, any -> new ConcurrentHashMap<>())
                        .computeIfAbsent(operation, any -> new OfCalls(operation, backend));
    }

    private synchronized <M extends Meter> M register(Backend backend, Function<MeterRegistry, M> meter) {
        return gone.contains(backend) ? meter.apply(nowhere()) : register(meter);
    }

    private synchronized <M extends Meter> M register(Function<MeterRegistry, M> meter) {
        if (closed) {
            return meter.apply(nowhere());
        }
        M registered = meter.apply(registry);
        made.add(registered);
        return registered;
    }

    /** Where nobody sees what is counted. */
    private static MeterRegistry nowhere() {
        return new CompositeMeterRegistry();
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
                            any -> register(
                                    backend,
                                    to -> counter("lighthouse.decisions", backend(backend))
                                            .tag("operation", operation.group())
                                            .tag("reason", reason)
                                            .register(to)));
        }

        Counter offered() {
            Counter known = offered;
            if (known == null) {
                // the registry has one of each name, whoever asks for it first
                known = register(
                        backend,
                        to -> counter("lighthouse.extra.offered", backend(backend))
                                .tag("operation", operation.group())
                                .register(to));
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
                            any -> register(
                                    backend,
                                    to -> counter("lighthouse.extra.dropped", backend(backend))
                                            .tag("operation", operation.group())
                                            .tag("reason", reason.label())
                                            .register(to)));
        }

        Timer call(Role role, String outcome) {
            Map<String, Timer> ofRole = Objects.requireNonNull(timers.get(role));
            Timer known = ofRole.get(outcome);
            return known != null ? known : ofRole.computeIfAbsent(outcome, any -> timer(role, outcome));
        }

        private Timer timer(Role role, String outcome) {
            return register(
                    backend,
                    to -> Timer.builder("lighthouse.calls")
                            .tags("client", client, "operation", operation.group())
                            .tags(backend(backend))
                            .tags("role", role.label(), "outcome", outcome)
                            .serviceLevelObjectives(CallBuckets.of(operation))
                            .register(to));
        }
    }
}
