package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.EventRequest;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Registration;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.compare.ConflictPolicy;
import io.github.lighthousecompat.compare.Divergences;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.route.AffinityMiss;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.RoutingListener.Role;
import io.github.lighthousecompat.route.RoutingStats;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.threads.CallbackThreads;
import io.github.lighthousecompat.threads.Waits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The one executor that carries routes out, whatever the router. Thread-safe. */
public final class RouteExecutor implements Caller, AutoCloseable {
    /** The longest that a caller waits for a contradiction unless it is configured. */
    static final Duration LONGEST_HOLD = Duration.ofMillis(250);

    private final String name;
    private final CallSite site;
    private final Topology topology;
    private final TimeSource time;
    private final ComparisonSettings comparison;
    private final DivergenceRecorder recorder;
    private final CallbackThreads recording;
    private final StatsCollector stats = new StatsCollector();
    private final Notices notices;
    private final Fleet fleet;
    private final HealthWatch health;
    private final Reserves reserves;
    private final Units units = new Units();
    private final Siblings siblings = new Siblings();
    private final CallbackThreads callbacks;
    private final Waits waits;
    private final CatchUp catchUp;
    private final Lessons lessons;
    private final Verdicts verdicts;
    private final Shadows shadows;
    private final Reads reads = new Reads(this);
    private final NodeCalls nodeCalls = new NodeCalls(this);
    private final NodeWatch nodes = new NodeWatch(this);
    private final Announcements announcements = new Announcements(this);
    private final Membership membership;
    private final SharedOrder sharedOrder = new SharedOrder();
    private final Set<OpenCall> running = ConcurrentHashMap.newKeySet();
    private final CurrentRouter current;
    private volatile boolean closed;

    /**
     * An executor for {@code backends}, the most trusted first; all are held for ready.
     *
     * @param comparison how answers are compared, and what follows
     */
    public RouteExecutor(
            String name,
            Topology topology,
            List<Backend> backends,
            Router router,
            List<RoutingListener> listeners,
            ComparisonSettings comparison,
            TimeSource time) {
        this.name = name;
        this.site = CallSite.of(name);
        this.topology = topology;
        this.time = time;
        this.comparison = comparison;
        Comparator comparator = new Comparator(comparison.ignore());
        this.recording = new CallbackThreads(name, "comparisons");
        this.recorder =
                new DivergenceRecorder(time, recording, comparison.log().map(log -> new ComparisonFile(name, log)));
        List<RoutingListener> all = new ArrayList<>(listeners);
        all.add(0, stats);
        this.notices = new Notices(name, all, recorder);
        BackendHealth ofAll = new BackendHealth();
        this.fleet = new Fleet(name, notices, () -> topology == Topology.SHARED ? ofAll : new BackendHealth());
        this.health = new HealthWatch(this);
        this.reserves = new Reserves(fleet, topology, stats);
        this.callbacks = new CallbackThreads(name, "routing");
        this.waits = new Waits(time, callbacks);
        this.catchUp = new CatchUp(fleet, notices, comparator, time, new CallbackThreads(name, "catch-up"), callbacks);
        this.lessons = new Lessons(fleet, topology, catchUp, siblings, () -> closed);
        this.verdicts = new Verdicts(comparator, lessons, notices);
        this.shadows = new Shadows(this);
        this.current = new CurrentRouter(name, topology, fleet, notices, router, Route.to(backends.get(0), "first"));
        this.membership = new Membership(this, catchUp);
        backends.forEach(backend -> membership.add(backend, BackendState.READY));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public LighthouseVersion version() {
        return primary().version();
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return waits.after(delay, task);
    }

    @Override
    public long nanoTime() {
        return time.nanoTime();
    }

    @Override
    public Duration limit(Operation<?, ?> operation) {
        return primary().caller().limit(operation);
    }

    @Override
    public Duration slotTime() {
        return primary().caller().slotTime();
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        return call(operation, argument, options, null);
    }

    @Override
    public <A, R> CompletableFuture<R> composite(
            String name,
            Operation<A, ?> first,
            A argument,
            CallOptions options,
            Function<Caller, CompletableFuture<R>> steps) {
        return steps.apply(new Pinned(this, decide(first, argument, options), Optional.empty()));
    }

    <A> Route decide(Operation<A, ?> operation, A argument, CallOptions options) {
        return current.decide(units.context(operation, argument, options));
    }

    <A, R> CompletableFuture<R> call(
            Operation<A, R> operation, A argument, CallOptions options, @Nullable Route decided) {
        if (closed) {
            return rejected(operation, Rejected.Reason.CLOSED);
        }
        if (operation.facet() == Facet.BEACON) {
            if (operation == BeaconOperations.SUBSCRIBE_EVENTS) {
                return subscribe(operation, argument, options);
            }
            Route route = decided(operation, argument, options, decided);
            return nodeCalls.send(operation, argument, options, route);
        }
        boolean isRead = operation.effect() == Effect.READ;
        if (!isRead && argument instanceof PayloadHandle handle) {
            return fleet.find(handle.owner())
                    .map(owner -> send(operation, argument, options, owned(owner, decided), owner, "handle"))
                    .orElseGet(() -> foreign(handle.owner(), operation));
        }
        Route route = decided(operation, argument, options, decided);
        Optional<Member> primary = switch (operation.effect()) {
            case READ -> fleet.reader(route);
            case OPAQUE -> fleet.primary(route, null);
            default -> fleet.writer(route, Arguments.forkToAnswer(argument));
        };
        if (primary.isEmpty()) {
            return rejected(operation, Rejected.Reason.BACKEND_DOWN);
        }
        return send(operation, argument, options, route, primary.get(), reason(route, primary.get()));
    }

    /** What was decided for the whole call, unless the backend that was to answer has been removed since. */
    private <A> Route decided(Operation<A, ?> operation, A argument, CallOptions options, @Nullable Route decided) {
        return decided != null && fleet.named(decided.primary().alias()) != null
                ? decided
                : decide(operation, argument, options);
    }

    /** A stream outlives the decision that it began with, and keeps what that was made of. */
    @SuppressWarnings("unchecked") // the operation says what is asked and what is answered
    private <A, R> CompletableFuture<R> subscribe(Operation<A, R> operation, A argument, CallOptions options) {
        CallContext context = units.context(operation, argument, options);
        return (CompletableFuture<R>) nodeCalls.subscribe(context, (EventRequest) argument, options);
    }

    <A, R> CompletableFuture<R> send(
            Operation<A, R> operation, A argument, CallOptions options, Route route, Member primary, String reason) {
        notices.onDecision(operation, primary.backend(), reason);
        if (!fleet.isIn(primary)) {
            // detached since it was chosen: who has no part in this any more is asked nothing
            return call(operation, argument, options, null);
        }
        return operation.effect() == Effect.READ
                ? reads.send(operation, argument, options, route, primary, reason)
                : new RoutedCall<>(this, operation, argument, options, route, primary, reason, time.nanoTime()).start();
    }

    /** What is built is fetched where it is built; the router only says who else is looked at. */
    private Route owned(Member owner, @Nullable Route decided) {
        Route route = decided != null ? decided : current.decide(units.current(EngineOperations.GET_PAYLOAD));
        return route.primary() == owner.backend() ? route : Route.to(owner.backend(), "handle");
    }

    String reason(Route route, Member primary) {
        return primary.backend() == route.primary() ? route.reason() : "instead";
    }

    private <R> CompletableFuture<R> failed(Operation<?, R> operation, LighthouseException failure) {
        return CallFuture.failed(site, operation.name(), failure);
    }

    <R> CompletableFuture<R> rejected(Operation<?, R> operation, Rejected.Reason why) {
        return failed(operation, new Rejected(site, operation.name(), why));
    }

    <R> CompletableFuture<R> foreign(String owner, Operation<?, R> operation) {
        notices.onAffinityMiss(operation, owner, AffinityMiss.FOREIGN);
        return failed(
                operation,
                new Refused(
                        site,
                        operation.name(),
                        Refused.Fault.FOREIGN_HANDLE,
                        "the handle belongs to " + owner + ", which is not one of " + fleet.members()));
    }

    /** Who answers a call that belongs to no unit, now. */
    public Backend primary() {
        Route route = current.decide(units.current(EngineOperations.SYNCING));
        return fleet.writer(route, null).map(Member::backend).orElse(route.primary());
    }

    /** Tells {@code listener} too, until what this returns is closed. */
    public Registration listen(RoutingListener listener) {
        return notices.add(listener);
    }

    /** Who is attached, which can be changed. */
    public Membership membership() {
        return membership;
    }

    /** The router, which can be changed. */
    public CurrentRouter current() {
        return current;
    }

    /** The states by alias, the most trusted first. */
    public Map<String, BackendState> states() {
        return fleet.states();
    }

    /** Whose endpoint for {@code facet} answers, by alias, the most trusted first. */
    public Map<String, Health> health(Facet facet) {
        return fleet.health(facet);
    }

    /** Whether for each facet that is there somebody may answer and does. */
    public boolean isReady() {
        return !closed && Stream.of(Facet.values()).filter(this::serves).allMatch(fleet::isAnswered);
    }

    @Override
    public boolean serves(Facet facet) {
        return fleet.members().stream().anyMatch(member -> member.serves(facet));
    }

    /** The backends, the most trusted first. */
    public List<Backend> backends() {
        return fleet.members().stream().map(Member::backend).toList();
    }

    /** How many calls to a backend that are only compared wait or are under way. */
    public int waiting(String alias) {
        Member member = fleet.named(alias);
        return member == null ? 0 : member.shadowLane().depth();
    }

    /** What was counted so far. */
    public RoutingStats stats() {
        return stats.snapshot();
    }

    /** The divergences that are remembered. */
    public Divergences divergences() {
        return recorder.snapshot();
    }

    @Override
    public void close() {
        closed = true;
        membership.close();
        catchUp.close();
        shadows.close();
        running.forEach(this::abort);
        waits.close();
        callbacks.close();
        recorder.close();
        recording.close();
    }

    /** Runs a task on a thread where it may wait. */
    void later(Runnable task) {
        callbacks.execute(task);
    }

    /** Whether it was closed, or is being closed. */
    public boolean isClosed() {
        return closed;
    }

    TimeSource time() {
        return time;
    }

    Topology topology() {
        return topology;
    }

    Fleet fleet() {
        return fleet;
    }

    Notices notices() {
        return notices;
    }

    Siblings siblings() {
        return siblings;
    }

    Reserves reserves() {
        return reserves;
    }

    Shadows shadows() {
        return shadows;
    }

    Optional<Duration> conflictWait() {
        return comparison.conflictWait();
    }

    ConflictPolicy conflictPolicy() {
        return comparison.policy();
    }

    Verdicts verdicts() {
        return verdicts;
    }

    HealthWatch health() {
        return health;
    }

    NodeWatch nodes() {
        return nodes;
    }

    Announcements announcements() {
        return announcements;
    }

    /** Keeps what others must be told later. The fleet's monitor is held. */
    <A> void note(Operation<A, ?> operation, A argument) {
        fleet.note(operation, argument);
        announcements.note(operation, argument);
    }

    void track(OpenCall call) {
        running.add(call);
        call.result().whenComplete((value, failure) -> running.remove(call));
        if (closed) {
            abort(call);
        }
    }

    /** Ends a call where a host that blocks in a continuation holds up nobody, and not the thread that closes. */
    private void abort(OpenCall call) {
        callbacks.execute(call::abort);
    }

    Lessons lessons() {
        return lessons;
    }

    /** Sends a call to its primary, in the order that its endpoint must see. The fleet's monitor is held. */
    <A, R> CompletableFuture<R> inOrder(
            Operation<A, R> operation,
            Member member,
            A argument,
            CallOptions options,
            Supplier<CompletableFuture<R>> call) {
        if (operation.effect() == Effect.ANNOUNCE) {
            return announcements.tell(member, operation, argument, options, call);
        }
        return topology == Topology.SHARED && Lessons.isWrite(operation)
                ? sharedOrder.send(operation, member, call)
                : call.get();
    }

    /** Tells of a call's end, after so many nanoseconds, and learns from it. */
    void ended(Operation<?, ?> operation, Member member, Role role, Object answer, long took) {
        tell(operation, member, role, answer, took);
        health.learn(member, operation, answer);
    }

    /** Tells of a call's end, also of one that was never sent and says nothing of the backend. */
    void tell(Operation<?, ?> operation, Member member, Role role, Object answer, long took) {
        notices.onCall(operation, member.backend(), role, Failures.outcome(answer), took);
        if (role == Role.PRIMARY && operation.effect() == Effect.BUILD_FETCH && Failures.isForgotten(answer)) {
            notices.onAffinityMiss(operation, member.backend().alias(), AffinityMiss.FORGOTTEN);
        }
    }
}
