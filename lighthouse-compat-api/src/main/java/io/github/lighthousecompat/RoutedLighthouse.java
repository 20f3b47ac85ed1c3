package io.github.lighthousecompat;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Registration;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.compare.ComparisonLog;
import io.github.lighthousecompat.compare.ConflictPolicy;
import io.github.lighthousecompat.compare.Divergences;
import io.github.lighthousecompat.compare.IgnoreRules;
import io.github.lighthousecompat.dispatch.ComparisonSettings;
import io.github.lighthousecompat.dispatch.ObservedCalls;
import io.github.lighthousecompat.dispatch.RouteExecutor;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.RoutingStats;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Weight;
import io.github.lighthousecompat.telemetry.RoutingMeters;
import io.github.lighthousecompat.telemetry.RoutingObservations;
import io.github.lighthousecompat.threads.SystemTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Routes every call between named backends, and keeps all of them fit to take over.
 *
 * <p>With execution layers of their own, every attached backend is told of every payload and forkchoice, in one order;
 * the {@link Router} decides whose answer counts. One that missed something is brought up to date before it may answer.
 * Two that contradict each other about a block are never both believed: the one that was named first stays.
 *
 * <p>Thread-safe; the router can be changed from any thread, at any time.
 */
public final class RoutedLighthouse implements LighthouseApi {
    private static final String NESTED = "a routed client can't be a backend of another; compose routers instead";
    private static final String NO_TOPOLOGY =
            "say whether the backends share one execution layer: topology(SHARED) or topology(SEPARATE)";

    private final RouteExecutor executor;
    private final Caller calls;
    private final boolean topologyIsDeclared;
    private final Optional<SystemTime> ownTime;
    private final Optional<RoutingMeters> meters;

    private RoutedLighthouse(
            RouteExecutor executor,
            Caller calls,
            boolean topologyIsDeclared,
            Optional<SystemTime> ownTime,
            Optional<RoutingMeters> meters) {
        this.executor = executor;
        this.calls = calls;
        this.topologyIsDeclared = topologyIsDeclared;
        this.ownTime = ownTime;
        this.meters = meters;
    }

    /** Starts with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public String name() {
        return executor.name();
    }

    /** The dialect of {@link #primary()}. */
    @Override
    public LighthouseVersion version() {
        return executor.version();
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return executor.after(delay, task);
    }

    @Override
    public long nanoTime() {
        return executor.nanoTime();
    }

    @Override
    public boolean serves(Facet facet) {
        return executor.serves(facet);
    }

    @Override
    public Duration limit(Operation<?, ?> operation) {
        return executor.limit(operation);
    }

    @Override
    public Duration slotTime() {
        return executor.slotTime();
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        return calls.call(operation, argument, options);
    }

    @Override
    public <A, R> CompletableFuture<R> composite(
            String name,
            Operation<A, ?> first,
            A argument,
            CallOptions options,
            Function<Caller, CompletableFuture<R>> steps) {
        return calls.composite(name, first, argument, options, steps);
    }

    @Override
    public <R> R fold(
            Function<? super LighthouseV4, ? extends R> v4,
            Function<? super LighthouseV5, ? extends R> v5,
            Function<? super RoutedLighthouse, ? extends R> routed) {
        return routed.apply(this);
    }

    /** Who answers a call that belongs to no block, now. */
    public Backend primary() {
        return executor.primary();
    }

    /** The router of calls from now on. */
    public Router router() {
        return executor.current().router();
    }

    /**
     * Changes the router for all calls from now on; payloads under construction are still fetched where they are built.
     *
     * @throws IllegalArgumentException if it does not fit the topology; the message says what to change
     * @throws IllegalStateException if it names a backend that is not attached, or one whose version can't follow the
     *     chain any more
     */
    public void router(Router next) {
        executor.current().change(next);
    }

    /**
     * Changes the router unless somebody else did meanwhile: of two writers that know of one revision, one wins. A
     * router whose weight is constant is one snapshot of both, which no writer that is late can undo.
     *
     * @param expectedRevision what {@link #revision()} was when the change was decided
     * @return whether the router was changed
     * @throws IllegalArgumentException if it does not fit the topology; the message says what to change
     * @throws IllegalStateException if it names a backend that is not attached, or one whose version can't follow the
     *     chain any more
     */
    public boolean router(Router next, long expectedRevision) {
        return executor.current().change(next, expectedRevision);
    }

    /** How often the router was changed; part of every payload handle. */
    public long revision() {
        return executor.current().revision();
    }

    /** All that are attached, the most trusted first. */
    public List<Backend> backends() {
        return executor.backends();
    }

    /** What may be done with each backend, by alias, the most trusted first. */
    public Map<String, BackendState> states() {
        return executor.states();
    }

    /**
     * Which endpoints for {@code facet} answer, by the alias of the backend, the most trusted first. A shared execution
     * layer is one for all; each backend has its own node.
     */
    public Map<String, Health> health(Facet facet) {
        return executor.health(facet);
    }

    /** Whether for each facet somebody may answer, and does: for the readiness of a host. */
    public boolean ready() {
        return executor.isReady();
    }

    /**
     * The share of the units that a canary answers now: what its source says, but none while the canary is suspended or
     * outdated and all while the other is; none without a canary.
     */
    public Weight weight() {
        return executor.current().weight();
    }

    /**
     * Adds a backend, trusted less than all others, and feeds it from now on; with an execution layer of its own it
     * first catches up.
     *
     * @return ends when it is ready; fails with {@link LighthouseException.Cancelled} when this client is closed before,
     *     which closes the backend's client too unless it was borrowed
     * @throws IllegalArgumentException if there is one with this alias, it is a routed client, or it drives the same
     *     execution layer as another though the topology is {@link Topology#SEPARATE}
     * @throws IllegalStateException if this client was built without saying whether backends share an execution layer
     */
    public CompletableFuture<Void> attach(Backend backend) {
        require(!(backend.caller() instanceof RoutedLighthouse), NESTED);
        if (!topologyIsDeclared) {
            throw new IllegalStateException("RoutedLighthouse: " + NO_TOPOLOGY + " when you build client " + name());
        }
        meters.ifPresent(m -> m.expect(backend));
        CompletableFuture<Void> ready = executor.membership().attach(backend);
        if (executor.isClosed()) {
            // close() may not have seen it
            release(backend);
        }
        meters.ifPresent(m -> showWaiting(m, executor, backend));
        return ready;
    }

    /**
     * Removes a backend, which is neither fed nor compared any more, and closes its client unless it was borrowed.
     *
     * @throws IllegalStateException if the router may name it
     */
    public void detach(String alias) {
        executor.membership().detach(alias).ifPresent(backend -> {
            meters.ifPresent(m -> m.forget(backend));
            release(backend);
        });
    }

    private static void showWaiting(RoutingMeters meters, RouteExecutor executor, Backend backend) {
        meters.showWaiting(backend, () -> executor.waiting(backend.alias()));
    }

    /**
     * Lets a suspended backend answer again, after it has caught up.
     *
     * @return ends when it is ready
     * @throws IllegalArgumentException if there is none with this alias
     */
    public CompletableFuture<Void> resume(String alias) {
        return executor.membership().resume(alias);
    }

    /**
     * Adds a listener to a client that is running. It hears all that those of {@link Builder#listener} hear from now
     * on; of a call that is under way that is the end.
     *
     * @return removes the listener when it is closed; a client that is closed has nothing more to tell
     */
    public Registration listen(RoutingListener listener) {
        return executor.listen(listener);
    }

    /** What was counted since this client was built. */
    public RoutingStats stats() {
        return executor.stats();
    }

    /** What was found of late where backends did not agree. */
    public Divergences divergences() {
        return executor.divergences();
    }

    /** Ends running calls with {@code Cancelled}, and closes all backends that were not borrowed. */
    @Override
    public void close() {
        executor.close();
        // whoever is attached later is closed there
        executor.backends().forEach(RoutedLighthouse::release);
        meters.ifPresent(RoutingMeters::close);
        ownTime.ifPresent(SystemTime::close);
    }

    private static void release(Backend backend) {
        if (!backend.isBorrowed()) {
            if (backend.caller() instanceof LighthouseApi api) {
                api.close();
            } else if (backend.caller() instanceof FollowedNode node) {
                node.close();
            }
        }
    }

    /**
     * Makes a {@link RoutedLighthouse}. Not thread-safe.
     *
     * <ul>
     *   <li>Required: at least one backend, a router, and with more than one backend the topology.
     *   <li>By default the name is {@code default}, nothing is metered or observed, and time is the system's.
     *   <li>By default a caller waits for a contradiction only if the answering backend is trusted less: at most 250
     *       ms, a tenth of the time that is left, and, once a hundred calls have shown it, the p99 of the others; in
     *       parallel mode for every verdict, else for INVALID only.
     *   <li>By default a contradiction is answered by {@link ConflictPolicy#byTrust()}, {@link IgnoreRules#DEFAULT}
     *       may differ, and no comparison is written to a file.
     * </ul>
     */
    public static final class Builder {
        private String name = "default";
        private final List<Backend> backends = new ArrayList<>();
        private final List<RoutingListener> listeners = new ArrayList<>();
        private @Nullable Router router;
        private @Nullable Topology topology;
        private @Nullable MeterRegistry registry;
        private @Nullable ObservationRegistry observations;
        private @Nullable TimeSource time;
        private Optional<Duration> conflictWait = Optional.empty();
        private ConflictPolicy conflictPolicy = ConflictPolicy.byTrust();
        private IgnoreRules ignore = IgnoreRules.DEFAULT;
        private Optional<ComparisonLog> comparisonLog = Optional.empty();

        private Builder() {}

        /** Name in meters, threads and messages. */
        public Builder name(String name) {
            this.name = name;
            return this;
        }

        /** Adds backends, the most trusted first: when two contradict each other, the first one named stays. */
        public Builder backends(Backend... more) {
            backends.addAll(List.of(more));
            return this;
        }

        /** Who answers. */
        public Builder router(Router router) {
            this.router = router;
            return this;
        }

        /** Whether the backends share one execution layer; a wrong answer breaks the chain, so there is no default. */
        public Builder topology(Topology topology) {
            this.topology = topology;
            return this;
        }

        /** How long a caller may wait for a contradiction, in place of the default; zero never waits. */
        public Builder conflictWait(Duration wait) {
            this.conflictWait = Optional.of(wait);
            return this;
        }

        /** What a caller is answered when a contradiction is known in time. */
        public Builder conflictPolicy(ConflictPolicy policy) {
            this.conflictPolicy = policy;
            return this;
        }

        /** Where answers may differ: {@code IgnoreRules.DEFAULT.plus(..)}, as a rule. */
        public Builder ignore(IgnoreRules rules) {
            this.ignore = rules;
            return this;
        }

        /** Writes divergences to files, closed with the client. A disk that is full or gone stops nothing. */
        public Builder comparisonLog(ComparisonLog log) {
            this.comparisonLog = Optional.of(log);
            return this;
        }

        /** Adds a listener; a {@code VerdictListener} if it needs no answers. */
        public Builder listener(RoutingListener listener) {
            listeners.add(listener);
            return this;
        }

        /**
         * Where meters are registered, each when it is first used; closing the client removes its own, and detaching a
         * backend those of it. The timer counts its calls by at most 13 bounds as well.
         *
         * <table>
         *   <caption>Meters; all have the tag {@code client}</caption>
         *   <tr><th>name</th><th>kind</th><th>tags</th></tr>
         *   <tr><td>{@code lighthouse.calls}</td><td>timer</td>
         *       <td>operation, backend, lighthouse, role, outcome</td></tr>
         *   <tr><td>{@code lighthouse.decisions}</td><td>counter</td><td>operation, backend, lighthouse,
         *   reason</td></tr>
         *   <tr><td>{@code lighthouse.comparisons}</td><td>counter</td><td>operation, verdict</td></tr>
         *   <tr><td>{@code lighthouse.extra.offered}</td><td>counter</td><td>operation, backend, lighthouse</td></tr>
         *   <tr><td>{@code lighthouse.extra.waiting}</td><td>gauge</td><td>backend, lighthouse</td></tr>
         *   <tr><td>{@code lighthouse.extra.dropped}</td><td>counter</td>
         *       <td>operation, backend, lighthouse, reason</td></tr>
         *   <tr><td>{@code lighthouse.transitions}</td><td>counter</td><td>backend, lighthouse, facet, state</td></tr>
         *   <tr><td>{@code lighthouse.affinity.misses}</td><td>counter</td><td>reason; stays 0</td></tr>
         *   <tr><td>{@code lighthouse.canary.ratio}</td><td>gauge</td><td>none; from 0 to 1</td></tr>
         * </table>
         */
        public Builder meterRegistry(MeterRegistry registry) {
            this.registry = registry;
            return this;
        }

        /**
         * Where calls are observed: one observation {@code lighthouse.call} for each call of the host, also for one of
         * several steps, as a child of the observation that is current on the caller's thread; it stops before the
         * caller has the answer. An answer in the place of a failed primary's is the event {@code stand_in}. Needs
         * {@code io.micrometer:micrometer-observation}, which is an optional dependency.
         *
         * <table>
         *   <caption>Key values, all of low cardinality</caption>
         *   <tr><th>key</th><th>value; {@code none} if there is none</th></tr>
         *   <tr><td>{@code client}</td><td>the name of this client</td></tr>
         *   <tr><td>{@code operation}</td><td>as in the meters, or {@code buildPayload} or
         *   {@code importPayload}</td></tr>
         *   <tr><td>{@code backend}</td><td>who was asked last, or stood in</td></tr>
         *   <tr><td>{@code lighthouse}</td><td>the version of that backend</td></tr>
         *   <tr><td>{@code reason}</td><td>why the first one was asked</td></tr>
         *   <tr><td>{@code outcome}</td><td>{@code ok}, or the failure in lower case, which is then its error</td></tr>
         * </table>
         */
        public Builder observationRegistry(ObservationRegistry registry) {
            this.observations = registry;
            return this;
        }

        /** The time to live by. */
        public Builder time(TimeSource time) {
            this.time = time;
            return this;
        }

        /**
         * The client; touches no network.
         *
         * @throws IllegalArgumentException if something is missing or contradicts something else; the message says what
         */
        public RoutedLighthouse build() {
            require(
                    name.matches("[A-Za-z0-9._-]{1,64}"),
                    "name must be 1 to 64 letters, digits, dots, dashes or underscores, is \"" + name + '"');
            require(!backends.isEmpty(), "give at least one backend");
            require(
                    backends.stream().map(Backend::alias).distinct().count() == backends.size(),
                    "two backends have one alias: " + backends);
            require(backends.stream().noneMatch(backend -> backend.caller() instanceof RoutedLighthouse), NESTED);
            int votes = conflictPolicy.votes().orElse(0);
            require(
                    votes <= backends.size(),
                    "a quorum of " + votes + " can't be reached with " + backends.size() + " backends");
            require(
                    conflictWait.filter(Duration::isNegative).isEmpty(),
                    "conflictWait can't be negative, is " + conflictWait.orElse(Duration.ZERO));
            if (router == null) {
                throw new IllegalArgumentException("RoutedLighthouse: give a router, such as Router.only(backend)");
            }
            require(
                    backends.containsAll(router.backends()),
                    "the router names " + router.backends() + ", the client has " + backends + "; give it all of them");
            require(topology != null || backends.size() == 1, NO_TOPOLOGY);
            Router checked = router;
            Topology declared = topology == null ? Topology.SEPARATE : topology;
            Optional<String> problem = declared.problem(backends).or(() -> checked.problem(declared));
            require(problem.isEmpty(), problem.orElse(""));
            return assemble(checked, declared);
        }

        private RoutedLighthouse assemble(Router checked, Topology declared) {
            Optional<SystemTime> own = time == null ? Optional.of(new SystemTime(name)) : Optional.empty();
            TimeSource used = time != null ? time : own.orElseThrow();
            Optional<RoutingMeters> meters = Optional.ofNullable(registry).map(r -> new RoutingMeters(r, name));
            // what a listener of the host hears of is counted by then
            List<RoutingListener> all =
                    Stream.concat(meters.stream(), listeners.stream()).toList();
            ComparisonSettings comparison = new ComparisonSettings(ignore, conflictPolicy, conflictWait, comparisonLog);
            RouteExecutor executor = new RouteExecutor(name, declared, backends, checked, all, comparison, used);
            meters.ifPresent(m -> m.showRatio(() -> executor.current().weight().ratio()));
            meters.ifPresent(m -> backends.forEach(backend -> showWaiting(m, executor, backend)));
            return new RoutedLighthouse(executor, observed(executor), topology != null, own, meters);
        }

        /** Nobody who does not observe has to have, or to load, what observes. */
        private Caller observed(RouteExecutor executor) {
            return observations == null || observations == ObservationRegistry.NOOP
                    ? executor
                    : new ObservedCalls(executor, new RoutingObservations(observations, name));
        }
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException("RoutedLighthouse: " + problem);
        }
    }
}
