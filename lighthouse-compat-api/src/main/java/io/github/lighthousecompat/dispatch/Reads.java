package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener.Role;
import io.github.lighthousecompat.route.Verdict;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Carries reads out. As long as whoever is asked has the answer already this costs no memory, and the caller is given
 * the backend's own future; anything else becomes a {@link RoutedCall}. Thread-safe.
 */
final class Reads {
    private final RouteExecutor executor;

    Reads(RouteExecutor executor) {
        this.executor = executor;
    }

    /** The answer that a call has been given; null while it is under way, and if it failed. */
    static <R> @Nullable R there(CompletableFuture<R> call) {
        return call.isDone() && !call.isCompletedExceptionally() ? call.join() : null;
    }

    <A, R> CompletableFuture<R> send(
            Operation<A, R> operation, A argument, CallOptions options, Route route, Member primary, String reason) {
        long begun = executor.time().nanoTime();
        Member other = route.extra() == Route.Extra.PARALLEL ? other(route, primary, operation.facet()) : null;
        boolean areMore = other != null && route.others().size() > 1;
        if (areMore || options.deadline().isPresent() || options.trace().isPresent()) {
            return new RoutedCall<>(executor, operation, argument, options, route, primary, reason, begun).start();
        }
        return other == null
                ? alone(operation, argument, options, route, primary, reason, begun)
                : beside(operation, argument, options, route, primary, other, reason, begun);
    }

    /** The first one beside the primary that is named to be compared; null if there is none. */
    private @Nullable Member other(Route route, Member primary, Facet facet) {
        List<Member> members = executor.fleet().members();
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get(i);
            if (member != primary && member.serves(facet) && route.others().contains(member.backend())) {
                return member;
            }
        }
        return null;
    }

    /** The caller's thread asks nobody but the primary. */
    private <A, R> CompletableFuture<R> alone(
            Operation<A, R> operation,
            A argument,
            CallOptions options,
            Route route,
            Member primary,
            String reason,
            long begun) {
        CompletableFuture<R> first = ask(operation, argument, options, route, primary, begun);
        R answer = there(first);
        if (answer == null) {
            return new RoutedCall<>(executor, operation, argument, options, route, primary, reason, begun)
                    .follow(first, Extra.Sent.NOTHING);
        }
        long now = executor.time().nanoTime();
        if (executor.shadows().take(operation, route)) {
            executor.shadows().offer(operation, argument, options, route, primary, answer, now - begun, now);
        }
        executor.ended(operation, primary, Role.PRIMARY, answer, now - begun);
        return first;
    }

    /** The caller's thread asks both, and compares what is there. */
    private <A, R> CompletableFuture<R> beside(
            Operation<A, R> operation,
            A argument,
            CallOptions options,
            Route route,
            Member primary,
            Member other,
            String reason,
            long begun) {
        CompletableFuture<R> first;
        R answer;
        long otherBegun;
        CompletableFuture<R> second = null;
        boolean isRefused;
        // no write goes out between the two
        synchronized (executor.fleet()) {
            first = ask(operation, argument, options, route, primary, begun);
            answer = there(first);
            otherBegun = executor.time().nanoTime();
            isRefused = RoutedCall.isRefused(first);
            if (!isRefused && other.isCompared(operation)) {
                second = other.call(operation, argument, options);
            }
        }
        R otherAnswer = second == null ? null : there(second);
        if (answer == null || (second != null && otherAnswer == null)) {
            Extra.Sent sent = isRefused ? Extra.Sent.NOTHING : Extra.Sent.of(operation, other, second, otherBegun);
            return new RoutedCall<>(executor, operation, argument, options, route, primary, reason, begun)
                    .follow(first, sent);
        }
        executor.notices().onOffered(operation, other.backend());
        long took = otherBegun - begun;
        if (otherAnswer == null) {
            executor.notices().onDropped(operation, other.backend(), other.whyNotCompared(operation));
            executor.ended(operation, primary, Role.PRIMARY, answer, took);
            return first;
        }
        long otherTook = executor.time().nanoTime() - otherBegun;
        executor.ended(operation, other, Role.OTHER, otherAnswer, otherTook);
        executor.ended(operation, primary, Role.PRIMARY, answer, took);
        Verdict verdict = executor.verdicts().judge(operation, argument, primary, answer, other, otherAnswer);
        executor.verdicts().tell(operation, argument, verdict, primary, answer, took, other, otherAnswer, otherTook);
        return first;
    }

    private <A, R> CompletableFuture<R> ask(
            Operation<A, R> operation, A argument, CallOptions options, Route route, Member primary, long begun) {
        CallOptions limits = executor.reserves().first(operation, route, primary, options, begun);
        return limits == options
                ? primary.call(operation, argument, options)
                : primary.callAsIs(operation, argument, limits);
    }
}
