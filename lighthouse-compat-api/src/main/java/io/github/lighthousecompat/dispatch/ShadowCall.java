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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call that is made only to be compared with the primary's: compared or dropped in the end, and counted as one of
 * both exactly once. Thread-safe; the monitor guards the two answers.
 */
final class ShadowCall<A> {
    /** The longest that a call waits for its turn. */
    static final Duration OLDEST = Duration.ofSeconds(1);

    private final RouteExecutor executor;
    private final Operation<A, ?> operation;
    private final A argument;
    private final CallOptions options;
    private final Member primary;
    private final Member member;
    private final @Nullable Tracer tracer;
    private final int place;
    private final long offered;
    private final AtomicBoolean counted = new AtomicBoolean();
    private volatile @Nullable CompletableFuture<?> underWay;
    private volatile TimeSource.@Nullable Scheduled timer;
    private Comparison.@Nullable Side own;
    private Comparison.@Nullable Side other;

    ShadowCall(
            RouteExecutor executor,
            Operation<A, ?> operation,
            A argument,
            CallOptions options,
            Member primary,
            Member member,
            @Nullable Tracer tracer,
            int place) {
        this.executor = executor;
        this.operation = operation;
        this.argument = argument;
        this.options = options;
        this.primary = primary;
        this.member = member;
        this.tracer = tracer;
        this.place = place;
        this.offered = executor.time().nanoTime();
    }

    Member member() {
        return member;
    }

    /** What it holds of the member's lane until it is counted. */
    int place() {
        return place;
    }

    /** Makes the call. */
    void make() {
        long begun = executor.time().nanoTime();
        if (executor.shadows().isClosed()) {
            drop(DropReason.CLOSED);
        } else if (begun - offered > OLDEST.toNanos()) {
            drop(DropReason.STALE);
        } else {
            Duration limit = options.deadline().orElseGet(() -> member.limit(operation));
            // before the call: nobody knows whether that comes back
            timer = executor.after(limit, this::tooLate);
            follow(member.call(operation, argument, options), begun);
        }
    }

    /** Waits for a call that was made at {@code begun}; one that was given up meanwhile only has to end. */
    void takeOver(CompletableFuture<?> call, long begun, Comparison.Side known, boolean isCounted) {
        synchronized (this) {
            own = known;
        }
        if (isCounted) {
            counted.set(true);
        } else {
            executor.shadows().goesOn(this);
            long spent = executor.time().nanoTime() - begun;
            timer = executor.after(member.limit(operation).minusNanos(spent), this::tooLate);
        }
        follow(call, begun);
    }

    private void follow(CompletableFuture<?> call, long begun) {
        underWay = call;
        call.whenComplete((value, failure) -> ended(member.answer(value, failure), begun));
        if (counted.get()) {
            abandon();
        }
    }

    private void tooLate() {
        drop(executor.shadows().isClosed() ? DropReason.CLOSED : DropReason.TIMEOUT);
    }

    /** The primary has answered, or failed; returns at once. */
    void primaryEnded(Object answer, long took) {
        synchronized (this) {
            own = new Comparison.Side(primary.backend(), answer, took);
        }
        // whether the other has answered or not: it must make no difference to this thread
        executor.shadows().execute(member, this::compare);
    }

    private void ended(Object answer, long begun) {
        long took = executor.time().nanoTime() - begun;
        executor.ended(operation, member, Role.OTHER, answer, took);
        if (tracer != null) {
            tracer.ended(member, Role.OTHER, answer, took);
        }
        if (counted.get()) {
            return;
        }
        executor.lessons().learn(member, operation, argument, answer);
        if (answer instanceof Timeout) {
            tooLate();
            return;
        }
        boolean both;
        synchronized (this) {
            other = new Comparison.Side(member.backend(), answer, took);
            both = own != null;
        }
        if (both) {
            executor.shadows().execute(member, this::compare);
        }
    }

    /** Counts this as dropped, unless it was counted before, and ends the call. */
    void drop(DropReason reason) {
        if (counted.compareAndSet(false, true)) {
            end();
            executor.notices().onDropped(operation, member.backend(), reason);
            if (tracer != null) {
                tracer.dropped(member, reason);
            }
        }
    }

    private void compare() {
        Comparison.Side one;
        Comparison.Side two;
        synchronized (this) {
            one = own;
            two = other;
        }
        if (one == null || two == null || !counted.compareAndSet(false, true)) {
            return;
        }
        end();
        Verdict verdict = executor.verdicts().judge(operation, argument, primary, one.answer(), member, two.answer());
        executor.verdicts()
                .tell(
                        operation,
                        argument,
                        verdict,
                        primary,
                        one.answer(),
                        one.nanos(),
                        member,
                        two.answer(),
                        two.nanos());
        if (tracer != null) {
            tracer.compared(member, verdict);
        }
    }

    private void end() {
        abandon();
        executor.shadows().left(this);
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
