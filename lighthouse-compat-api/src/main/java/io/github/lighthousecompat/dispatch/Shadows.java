package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.threads.CallbackThreads;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one client that are made only to be compared. They are made, waited for and compared on threads of their
 * own; what can't be done in time is dropped and counted. Thread-safe.
 */
final class Shadows implements AutoCloseable {
    private final RouteExecutor executor;
    private final CallbackThreads threads;
    private final Set<ShadowCall<?>> open = ConcurrentHashMap.newKeySet();
    // once, as every call wakes its lane
    private final Consumer<ShadowLane> start = this::start;
    private volatile boolean closed;

    Shadows(RouteExecutor executor) {
        this.executor = executor;
        this.threads = new CallbackThreads(executor.name(), "shadow");
    }

    /** Whether other backends get {@code operation} for nothing else than a comparison that nobody waits for. */
    boolean take(Operation<?, ?> operation, Route route) {
        return route.extra() == Route.Extra.SHADOW
                && (operation.effect() == Effect.READ
                        || (operation.effect() == Effect.IDEMPOTENT_WRITE && executor.topology() == Topology.SHARED));
    }

    /**
     * Offers a read that {@code primary} has answered to the others of {@code route}; never throws, never waits, and
     * costs the caller no memory.
     *
     * @param took nanoseconds that the primary needed
     * @param now by the ticker
     */
    void offer(
            Operation<?, ?> operation,
            Object argument,
            CallOptions options,
            Route route,
            Member primary,
            Object answer,
            long took,
            long now) {
        for (int i = 0; i < route.others().size(); i++) {
            Member member = executor.fleet().named(route.others().get(i).alias());
            if (member != null && member != primary && member.serves(operation.facet())) {
                ShadowLane lane = member.shadowLane();
                int place = enter(operation, argument, member, null);
                if (place != ShadowLane.NONE) {
                    ShadowRead read = lane.read(executor, member, place);
                    read.offer(operation, argument, options, primary, answer, took, now);
                    lane.execute(start, read);
                    if (closed) {
                        read.close();
                    }
                }
            }
        }
    }

    /** Offers a call that is not answered yet to the others of {@code route}; never throws and never waits. */
    <A> List<ShadowCall<?>> offer(
            Operation<A, ?> operation,
            A argument,
            CallOptions options,
            Route route,
            Member primary,
            @Nullable Tracer tracer) {
        List<ShadowCall<?>> offered = new ArrayList<>(1);
        for (Backend other : route.others()) {
            Member member = executor.fleet().named(other.alias());
            if (member != null && member != primary && member.serves(operation.facet())) {
                if (tracer != null) {
                    tracer.expect();
                }
                int place = enter(operation, argument, member, tracer);
                if (place != ShadowLane.NONE) {
                    ShadowCall<A> call =
                            new ShadowCall<>(executor, operation, argument, options, primary, member, tracer, place);
                    offered.add(call);
                    open.add(call);
                    execute(member, call::make);
                }
            }
        }
        return offered;
    }

    /** Takes a place for a call to {@code member}; where there is none, the call is dropped. */
    private int enter(Operation<?, ?> operation, Object argument, Member member, @Nullable Tracer tracer) {
        executor.notices().onOffered(operation, member.backend());
        DropReason refused;
        if (closed) {
            refused = DropReason.CLOSED;
        } else if (!member.isCompared(operation) || !member.speaks(Arguments.forkToFollow(argument))) {
            refused = member.whyNotCompared(operation);
        } else {
            int place = member.shadowLane().enter();
            if (place != ShadowLane.NONE) {
                return place;
            }
            refused = DropReason.QUEUE_FULL;
        }
        executor.notices().onDropped(operation, member.backend(), refused);
        if (tracer != null) {
            tracer.dropped(member, refused);
        }
        return ShadowLane.NONE;
    }

    /** Takes in a call that began as a read and was not answered at once. */
    void goesOn(ShadowCall<?> call) {
        open.add(call);
        if (closed) {
            call.drop(DropReason.CLOSED);
        }
    }

    /** Does something for the comparison with {@code member} on a thread of this. */
    void execute(Member member, Runnable task) {
        member.shadowLane().execute(start, task);
    }

    private void start(ShadowLane lane) {
        if (closed) {
            // it would keep whoever closed this waiting for more
            lane.close();
        }
        threads.execute(() -> lane.run(start));
    }

    /** Gives back the place of a call that was counted. */
    void left(ShadowCall<?> call) {
        open.remove(call);
        call.member().shadowLane().leave(call.place());
    }

    /** Drops what is to be compared with a member that leaves, and ends its thread. */
    void leave(Member member) {
        member.shadowLane().close();
    }

    boolean isClosed() {
        return closed;
    }

    /** Drops all that has not been compared yet. */
    @Override
    public void close() {
        closed = true;
        executor.fleet().members().forEach(this::leave);
        open.forEach(call -> call.drop(DropReason.CLOSED));
        threads.close();
    }
}
