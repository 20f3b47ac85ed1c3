package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.RoutingListener.Role;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made only to be compared with the primary's: compared or dropped in the end, and counted as one of both
 * exactly once. Thread-safe; the monitor guards the two answers.
 */
final class ShadowCall<A> {
    /** The longest that a call waits for its turn. */
    static final Duration OLDEST = Duration.ofSeconds(1);

    private final RouteExecutor executor;
    private final Shadows shadows;
    private final Operation<A, ?> operation;
    private final A argument;
    private final CallOptions options;
    private final Member primary;
    private final Member member;
    private final @Nullable Tracer tracer;
    private final long offered;
    private final AtomicBoolean counted = new AtomicBoolean();
    private volatile @Nullable CompletableFuture<?> underWay;
    private volatile TimeSource.@Nullable Scheduled timer;
    private Comparison.@Nullable Side own;
    private Comparison.@Nullable Side other;

    ShadowCall(
            RouteExecutor executor,
            Shadows shadows,
            Operation<A, ?> operation,
            A argument,
            CallOptions options,
            Member primary,
            Member member,
            @Nullable Tracer tracer) {
        this.executor = executor;
        this.shadows = shadows;
        this.operation = operation;
        this.argument = argument;
        this.options = options;
        this.primary = primary;
        this.member = member;
        this.tracer = tracer;
        this.offered = executor.time().nanoTime();
    }

    Member member() {
        return member;
    }

    Operation<?, ?> operation() {
        return operation;
    }

    /** Makes the call. */
    void make() {
        long begun = executor.time().nanoTime();
        if (shadows.isClosed()) {
            drop(DropReason.CLOSED);
        } else if (begun - offered > OLDEST.toNanos()) {
            drop(DropReason.STALE);
        } else {
            Duration limit = options.deadline().orElseGet(() -> member.limit(operation));
            // before the call: nobody knows whether that comes back
            timer = executor.after(limit, () -> drop(shadows.isClosed() ? DropReason.CLOSED : DropReason.TIMEOUT));
            CompletableFuture<?> call = member.call(operation, argument, options);
            underWay = call;
            call.whenComplete((value, failure) -> ended(member.answer(value, failure), begun));
            if (counted.get()) {
                abandon();
            }
        }
    }

    /** The primary has answered, or failed; returns at once. */
    void primaryEnded(Object answer, long took) {
        boolean both;
        synchronized (this) {
            own = new Comparison.Side(primary.backend(), answer, took);
            both = other != null;
        }
        if (both) {
            shadows.execute(member, this::compare);
        }
    }

    private void ended(Object answer, long begun) {
        long took = executor.ended(operation, member, Role.OTHER, answer, begun);
        if (tracer != null) {
            tracer.ended(member, Role.OTHER, answer, took);
        }
        if (counted.get()) {
            return;
        }
        executor.lessons().learn(member, operation, argument, answer);
        if (answer instanceof Timeout) {
            drop(shadows.isClosed() ? DropReason.CLOSED : DropReason.TIMEOUT);
            return;
        }
        boolean both;
        synchronized (this) {
            other = new Comparison.Side(member.backend(), answer, took);
            both = own != null;
        }
        if (both) {
            shadows.execute(member, this::compare);
        }
    }

    /** Counts this as dropped, unless it was counted before, and ends the call. */
    void drop(DropReason reason) {
        if (counted.compareAndSet(false, true)) {
            end();
            tell(reason);
        }
    }

    /** Counts this as dropped before it had a place. */
    void notAdmitted(DropReason reason) {
        counted.set(true);
        tell(reason);
    }

    private void tell(DropReason reason) {
        executor.notices().onDropped(operation, member.backend(), reason);
        if (tracer != null) {
            tracer.dropped(member, reason);
        }
    }

    private void compare() {
        Comparison.Side one;
        Comparison.Side two;
        synchronized (this) {
            one = Objects.requireNonNull(own);
            two = Objects.requireNonNull(other);
        }
        if (!counted.compareAndSet(false, true)) {
            return;
        }
        end();
        Verdict verdict;
        try {
            verdict = executor.comparator().compare(operation, one.answer(), two.answer());
        } catch (RuntimeException | Error e) {
            // an answer of another type than the operation's, from a caller that a host wrote
            two = new Comparison.Side(two.backend(), member.answer(null, e), two.nanos());
            verdict = executor.comparator().compare(operation, one.answer(), two.answer());
        }
        if (verdict == Verdict.CONFLICT) {
            executor.lessons().contradicted(primary, member, operation);
        }
        executor.notices().onComparison(Comparison.of(operation, one, two, verdict, executor.comparator()));
        if (tracer != null) {
            tracer.compared(member, verdict);
        }
    }

    private void end() {
        abandon();
        shadows.left(this);
    }

    /** Whatever still runs for this is not needed any more. */
    private void abandon() {
        TimeSource.Scheduled waiting = timer;
        if (waiting != null) {
            waiting.cancel();
        }
        CompletableFuture<?> call = underWay;
        if (call != null && !call.isDone()) {
            call.cancel(true);
        }
    }
}
