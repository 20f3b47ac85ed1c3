package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener.Role;
import io.github.lighthousecompat.route.Topology;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Whose answer counts in the place of a primary that failed.
 *
 * @param member who it is
 * @param call its call: one that fed it already, or one that was made for the caller
 * @param end what that ends with, once all that follows from it is done
 * @param isFed which of both
 */
record StandIn(Member member, CompletableFuture<?> call, CompletableFuture<?> end, boolean isFed) {
    private static StandIn fed(Extra extra) {
        return new StandIn(extra.member(), extra.call(), extra.settled(), true);
    }

    /**
     * Finds one for a call that failed so, if the operation and the topology allow it.
     *
     * @param tried how many stood in before and failed too: of what all were told any may say that it took it
     */
    static <A> Optional<StandIn> find(
            RouteExecutor executor,
            Operation<A, ?> operation,
            A argument,
            Route route,
            Member primary,
            List<Extra> extras,
            LighthouseException failure,
            int tried,
            Supplier<Optional<CallOptions>> options) {
        if (operation.effect() == Effect.ANNOUNCE) {
            return Failures.allowStandIn(operation, failure) ? announced(extras) : Optional.empty();
        }
        if (tried > 0) {
            return Optional.empty();
        }
        return switch (operation.effect()) {
            // the sibling that another backend built for the same block: another payload, but not a lost slot
            case BUILD_FETCH ->
                failure instanceof Unreachable ? extras.stream().findFirst().map(StandIn::fed) : Optional.empty();
            case READ, BUILD_START ->
                allowed(executor, operation, route, primary, failure)
                        .flatMap(member ->
                                options.get().flatMap(limits -> ask(executor, operation, argument, member, limits)));
            default ->
                allowed(executor, operation, route, primary, failure)
                        .filter(member -> isLatest(executor, argument))
                        .flatMap(member -> fed(member, extras));
        };
    }

    /** Notes that it stood in, unless it failed too, and its call, unless that was noted as one that feeds. */
    void trace(Tracer tracer, Object answer, long asked, TimeSource time) {
        if (!isFed) {
            tracer.ended(member, Role.STAND_IN, answer, time.nanoTime() - asked);
        }
        if (!(answer instanceof LighthouseException)) {
            tracer.standsIn(member);
        }
    }

    private static Optional<Member> allowed(
            RouteExecutor executor,
            Operation<?, ?> operation,
            Route route,
            Member primary,
            LighthouseException failure) {
        // with one execution layer the same server would be asked again; only what a version lacks is another matter
        boolean another = operation.facet() == Facet.BEACON
                || executor.topology() == Topology.SEPARATE
                || failure instanceof Unsupported;
        if (!another || !Failures.allowStandIn(operation, failure)) {
            return Optional.empty();
        }
        return route.standIn()
                .flatMap(backend -> executor.fleet().find(backend.alias()))
                .filter(member -> member != primary && member.mayAnswer(operation.facet()));
    }

    private static <A> Optional<StandIn> ask(
            RouteExecutor executor, Operation<A, ?> operation, A argument, Member member, CallOptions options) {
        long asked = executor.time().nanoTime();
        CompletableFuture<?> call;
        // no newer forkchoice may be sent between the look and the call
        synchronized (executor.fleet()) {
            if (!isLatest(executor, argument)) {
                return Optional.empty();
            }
            call = member.call(operation, argument, options);
        }
        CompletableFuture<?> counted = call.whenComplete((value, failure) -> executor.ended(
                operation,
                member,
                Role.STAND_IN,
                member.answer(value, failure),
                executor.time().nanoTime() - asked));
        return Optional.of(new StandIn(member, counted, counted, false));
    }

    private static boolean isLatest(RouteExecutor executor, Object argument) {
        if (argument instanceof ForkchoiceState state) {
            return executor.fleet().isLatest(state);
        }
        return !(argument instanceof ForkchoiceBuild build) || executor.fleet().isLatest(build.state());
    }

    private static Optional<StandIn> announced(List<Extra> extras) {
        List<Extra> left = extras.stream().filter(extra -> !extra.hasStoodIn()).toList();
        Optional<Extra> next = left.stream()
                .filter(StandIn::isTaken)
                .findFirst()
                .or(() -> left.stream().findFirst());
        // who took it changes while they are tried, and with it who comes next
        next.ifPresent(Extra::standIn);
        return next.map(StandIn::fed);
    }

    /** Whoever has said so already is not waited for. */
    private static boolean isTaken(Extra extra) {
        return extra.call().isDone() && !extra.call().isCompletedExceptionally();
    }

    private static Optional<StandIn> fed(Member member, List<Extra> extras) {
        return extras.stream()
                .filter(extra -> extra.member() == member)
                .findFirst()
                .map(StandIn::fed);
    }
}
