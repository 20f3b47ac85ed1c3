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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one client that are made only to be compared. They are made, waited for and compared on threads of their
 * own; what can't be done in time is dropped and counted. Thread-safe.
 */
final class Shadows implements AutoCloseable {
    private final RouteExecutor executor;
    private final CallbackThreads threads;
    private final Set<ShadowCall<?>> open = ConcurrentHashMap.newKeySet();
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

    /** Offers a call to the others of {@code route}; never throws and never waits. */
    <A> List<ShadowCall<?>> offer(
            Operation<A, ?> operation,
            A argument,
            CallOptions options,
            Route route,
            Member primary,
            @Nullable Tracer tracer) {
        List<ShadowCall<?>> offered = new ArrayList<>(1);
        for (Backend other : route.others()) {
            Optional<Member> member = executor.fleet().find(other.alias());
            if (member.isPresent() && member.get() != primary) {
                ShadowCall<A> call =
                        new ShadowCall<>(executor, this, operation, argument, options, primary, member.get(), tracer);
                if (tracer != null) {
                    tracer.expect();
                }
                if (isAdmitted(call, argument)) {
                    offered.add(call);
                }
            }
        }
        return offered;
    }

    private boolean isAdmitted(ShadowCall<?> call, Object argument) {
        Member member = call.member();
        executor.notices().onOffered(call.operation(), member.backend());
        Optional<DropReason> refused = closed
                ? Optional.of(DropReason.CLOSED)
                : !member.isReady() || member.isDown() || !member.speaks(Arguments.forkToFollow(argument))
                        ? Optional.of(member.whyNotCompared())
                        : member.shadowLane().enter() ? Optional.empty() : Optional.of(DropReason.QUEUE_FULL);
        if (refused.isPresent()) {
            call.notAdmitted(refused.get());
            return false;
        }
        open.add(call);
        execute(member, call::make);
        return true;
    }

    /** Does something for the comparison with {@code member} on a thread of this. */
    void execute(Member member, Runnable task) {
        member.shadowLane().execute(threads, task);
    }

    /** Gives back the place of a call that was counted. */
    void left(ShadowCall<?> call) {
        open.remove(call);
        call.member().shadowLane().leave();
    }

    boolean isClosed() {
        return closed;
    }

    /** Drops all that has not been compared yet. */
    @Override
    public void close() {
        closed = true;
        open.forEach(call -> call.drop(DropReason.CLOSED));
        threads.close();
    }
}
