package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener.Role;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: sent to its primary and to whom it feeds, compared, and answered once.
 *
 * <p>The monitor guards what is known so far; nothing is completed and nothing is sent while it is held.
 */
final class RoutedCall<A, R> implements OpenCall {
    private final RouteExecutor executor;
    private final Operation<A, R> operation;
    private final A argument;
    private final CallOptions options;
    private final Route route;
    private final CallFuture<R> result;
    private final Member primary;
    private final long begun;
    private final @Nullable Tracer tracer;
    private final long revision;

    private List<Extra> extras = List.of();
    private List<ShadowCall<?>> shadows = List.of();
    private @Nullable Witnesses witnesses;
    private int trustedMore;
    private volatile long sentAt;
    private @Nullable Object answer;
    private long took;
    private boolean contradicted;
    private int pending;
    private boolean held;
    private volatile boolean waits;
    // a read that is taken over was sent before
    private volatile boolean sent = true;
    private volatile TimeSource.@Nullable Scheduled holding;
    private volatile @Nullable CompletableFuture<?> underWay;

    RoutedCall(
            RouteExecutor executor,
            Operation<A, R> operation,
            A argument,
            CallOptions options,
            Route route,
            Member primary,
            String reason,
            long begun) {
        this.executor = executor;
        this.operation = operation;
        this.argument = argument;
        this.options = options;
        this.route = route;
        this.primary = primary;
        this.begun = begun;
        this.sentAt = begun;
        this.tracer = Tracer.of(executor, options, operation, primary, reason);
        this.revision = executor.current().revision();
        this.result = new CallFuture<>(primary.site(), operation.name());
    }

    /** Sends the call to its primary and to whom it feeds. */
    CompletableFuture<R> start() {
        CompletableFuture<R> first = result;
        Extra.Sent beside = Extra.Sent.NOTHING;
        boolean isAttached;
        synchronized (executor.fleet()) {
            isAttached = executor.fleet().isIn(primary);
            if (isAttached) {
                sent = false;
                first = executor.inOrder(operation, primary, argument, options, this::send);
                beside = beside(first);
            }
        }
        // one that was detached since it was chosen may have another driver by now
        return isAttached ? follow(first, beside) : executor.call(operation, argument, options, null);
    }

    /** Sends what goes beside the primary's call. The fleet's monitor is held. */
    private Extra.Sent beside(CompletableFuture<R> first) {
        if (!sent) {
            waits = true;
            limitTheWait(first);
        }
        // what the primary refuses before anything is sent is nothing that others should know, but for what it lacks
        if (operation.effect() != Effect.ANNOUNCE && isRefused(first)) {
            return Extra.Sent.NOTHING;
        }
        executor.note(operation, argument);
        return Extra.send(executor, operation, argument, options, route, primary);
    }

    /** Answers with what the primary's call, which is under way, ends with; {@code beside} it go others. */
    CompletableFuture<R> follow(CompletableFuture<R> first, Extra.Sent beside) {
        extras = beside.calls();
        trustedMore = trustedMore();
        if (extras.size() > 1 && Lessons.isWrite(operation)) {
            witnesses = new Witnesses(executor.lessons(), operation);
        }
        beside.tell(operation, executor.notices(), tracer);
        if (executor.shadows().take(operation, route) && !isRefused(first)) {
            shadows = executor.shadows().offer(operation, argument, options, route, primary, tracer);
        }
        pending = extras.size();
        for (Extra extra : extras) {
            extra.call().whenComplete((value, failure) -> {
                Object given = extra.member().answer(value, failure);
                guarded(() -> ended(extra, given));
                extra.settled().complete(given);
            });
        }
        cancelWith(first);
        first.whenComplete((value, failure) -> guarded(() -> ended(primary.answer(value, failure))));
        Tracer trace = tracer;
        if (trace != null) {
            result.whenComplete((value, failure) -> trace.answered(primary.answer(value, failure)));
        }
        if (!result.isDone()) {
            executor.track(this);
        }
        return result;
    }

    @Override
    public CallFuture<R> result() {
        return result;
    }

    @Override
    public void abort() {
        CompletableFuture<?> work = underWay;
        result.completeExceptionally(new Cancelled(primary.site(), operation.name(), "the client was closed"));
        if (work != null) {
            work.cancel(true);
        }
    }

    /** A call that waits for its turn has nobody yet who keeps its limit. */
    private void limitTheWait(CompletableFuture<R> turn) {
        TimeSource.Scheduled timer =
                executor.after(options.deadline().orElseGet(() -> primary.limit(operation)), () -> {
                    if (!sent && !executor.isClosed()) {
                        turn.completeExceptionally(time().timeout());
                    }
                });
        turn.whenComplete((value, failure) -> timer.cancel());
    }

    private int trustedMore() {
        int count = 0;
        for (Extra extra : extras) {
            if (executor.fleet().isTrustedMore(extra.member(), primary)) {
                count++;
            }
        }
        return count;
    }

    private CompletableFuture<R> send() {
        sentAt = executor.time().nanoTime();
        sent = true;
        if (!waits && options.deadline().isEmpty() && route.standIn().isEmpty()) {
            return primary.call(operation, argument, options);
        }
        if (!executor.fleet().isIn(primary)) {
            return notSent(new Rejected(primary.site(), operation.name(), Rejected.Reason.BACKEND_DOWN));
        }
        return time().forTheFirst()
                .map(limits -> primary.call(operation, argument, limits))
                .orElseGet(() -> notSent(time().timeout()));
    }

    private CompletableFuture<R> notSent(LighthouseException why) {
        sent = false;
        return CallFuture.failed(primary.site(), operation.name(), why);
    }

    /** Most calls need none. What waited for its turn has only what is left of its limit. */
    private CallTime time() {
        CallOptions limited =
                waits && options.deadline().isEmpty() ? options.within(primary.limit(operation)) : options;
        return new CallTime(executor, operation, route, primary, limited, begun);
    }

    /** Whether nothing was sent, because the client could not say it. */
    static boolean isRefused(CompletableFuture<?> call) {
        return call.isCompletedExceptionally()
                && call.handle((value, failure) -> failure instanceof LighthouseException.Refused
                                || failure instanceof LighthouseException.Unsupported)
                        .join();
    }

    private void cancelWith(CompletableFuture<?> call) {
        underWay = call;
        result.onCancel(() -> call.cancel(true));
    }

    /** Whatever goes wrong on the way must not leave the caller waiting. */
    private void guarded(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException | Error e) {
            result.completeExceptionally(LighthouseException.from(e, primary.site(), operation.name()));
        }
    }

    private void ended(Object primaryAnswer) {
        long spent = executor.time().nanoTime() - sentAt;
        if (sent) {
            executor.ended(operation, primary, Role.PRIMARY, primaryAnswer, spent);
        } else {
            executor.tell(operation, primary, Role.PRIMARY, primaryAnswer, spent);
        }
        if (tracer != null) {
            tracer.ended(primary, Role.PRIMARY, primaryAnswer, spent);
        }
        executor.lessons().learn(primary, operation, argument, primaryAnswer);
        synchronized (this) {
            answer = primaryAnswer;
            took = spent;
        }
        for (Extra extra : extras) {
            compare(extra, primaryAnswer);
            weigh(extra, primaryAnswer);
        }
        for (ShadowCall<?> shadow : shadows) {
            shadow.primaryEnded(primaryAnswer, spent);
        }
        if (primaryAnswer instanceof LighthouseException failure && standIn(failure, 0)) {
            return;
        }
        conclude(holdFor(primaryAnswer));
    }

    private void ended(Extra extra, Object otherAnswer) {
        long spent = executor.time().nanoTime() - extra.begun();
        executor.ended(extra.operation(), extra.member(), Role.OTHER, otherAnswer, spent);
        if (tracer != null) {
            tracer.ended(extra.member(), Role.OTHER, otherAnswer, spent);
        }
        try {
            executor.lessons().learn(extra.member(), operation, argument, otherAnswer);
        } finally {
            extra.heard();
        }
        Object known;
        synchronized (this) {
            extra.answer(otherAnswer, spent);
            known = answer;
        }
        if (known != null) {
            compare(extra, known);
            weigh(extra, known);
        }
        boolean isAwaited;
        synchronized (this) {
            // only now, so that nobody is answered between the comparison and what it found
            pending--;
            isAwaited = held;
        }
        if (isAwaited) {
            conclude(Duration.ZERO);
        }
    }

    private void compare(Extra extra, Object primaryAnswer) {
        Optional<Comparison.Side> taken;
        long primaryTook;
        synchronized (this) {
            taken = extra.takeAnswer();
            primaryTook = took;
        }
        if (taken.isEmpty()) {
            return;
        }
        Object otherAnswer = taken.get().answer();
        Member other = extra.member();
        Verdict verdict = executor.verdicts().judge(operation, argument, primary, primaryAnswer, other, otherAnswer);
        if (verdict == Verdict.CONFLICT) {
            synchronized (this) {
                contradicted = true;
            }
        }
        long otherTook = taken.get().nanos();
        executor.verdicts()
                .tell(operation, argument, verdict, primary, primaryAnswer, primaryTook, other, otherAnswer, otherTook);
        if (tracer != null) {
            tracer.compared(other, verdict);
        }
    }

    /** Where the primary judges nothing, the others are set against each other. */
    private void weigh(Extra extra, Object primaryAnswer) {
        Witnesses others = witnesses;
        if (others != null && !Comparator.isVerdict(primaryAnswer)) {
            Optional<Object> given;
            synchronized (this) {
                given = extra.given();
            }
            given.ifPresent(otherAnswer -> others.hear(extra.member(), otherAnswer));
        }
    }

    /** What a stand-in says, unless others who were told have contradicted each other. */
    private synchronized Object believed(StandIn stand, Object stood) {
        return witnesses != null && witnesses.isContradiction() && stand.isFed() && answer != null
                ? Judges.of(primary, answer, extras, trustedMore)
                        .answeredBy(stand.member())
                        .resolve(executor.conflictPolicy(), operation)
                : stood;
    }

    /**
     * How long the caller may wait for a contradiction. A verdict of a backend that is trusted less is held in parallel
     * mode; its INVALID in every mode, as nobody is in a hurry to throw a block away.
     */
    private Duration holdFor(Object primaryAnswer) {
        boolean isParallel = route.extra() == Route.Extra.PARALLEL;
        Optional<Boolean> invalid = Comparator.status(primaryAnswer).map(PayloadStatus::isInvalid);
        if (invalid.isEmpty() || operation.effect() == Effect.BUILD_FETCH) {
            return Duration.ZERO;
        }
        if (trustedMore == 0) {
            return isParallel ? executor.conflictWait().orElse(Duration.ZERO) : Duration.ZERO;
        }
        return isParallel || invalid.get()
                ? executor.conflictWait().orElseGet(() -> time().briefly(extras))
                : Duration.ZERO;
    }

    /** Answers the caller, unless there is something to wait for. */
    private void conclude(Duration hold) {
        Object known;
        synchronized (this) {
            if (isWorthWaiting() && (held || !hold.isZero())) {
                if (held) {
                    return;
                }
                held = true;
                known = null;
            } else {
                known = outcome();
            }
        }
        if (known == null) {
            holding = executor.after(time().atMost(hold), this::release);
            releaseIfNothingIsPending();
        } else {
            complete(known);
        }
    }

    /** The others may all have ended while the timer was set. */
    private void releaseIfNothingIsPending() {
        boolean over;
        synchronized (this) {
            over = !isWorthWaiting();
        }
        if (over) {
            release();
        }
    }

    /** Answers the caller now: there is nothing left to wait for, or no time. */
    private void release() {
        Object known;
        synchronized (this) {
            known = outcome();
        }
        if (known != null) {
            complete(known);
        }
    }

    /** Whether another answer could change what the caller is answered. The monitor is held. */
    private boolean isWorthWaiting() {
        return pending > 0 && (!contradicted || executor.conflictPolicy().hearsAll());
    }

    /** What the caller is answered as things stand; null while the primary has not answered. The monitor is held. */
    private @Nullable Object outcome() {
        return contradicted && answer != null
                ? Judges.of(primary, answer, extras, trustedMore).resolve(executor.conflictPolicy(), operation)
                : answer;
    }

    @SuppressWarnings("unchecked") // the answer is what the operation yields, or a failure
    private void complete(Object value) {
        TimeSource.Scheduled waiting = holding;
        if (waiting != null) {
            waiting.cancel();
        }
        if (value instanceof LighthouseException failure) {
            result.completeExceptionally(failure);
        } else {
            result.complete((R) revised(value));
        }
    }

    private Object revised(Object value) {
        return value instanceof ForkchoiceUpdated updated && updated.payload().isPresent()
                ? ForkchoiceUpdated.of(
                        updated.payloadStatus(), updated.payload().map(handle -> handle.withRevision(revision)))
                : value;
    }

    /** Lets another backend answer where the failure allows it. */
    private boolean standIn(LighthouseException failure, int tried) {
        Optional<StandIn> found = StandIn.find(
                executor, operation, argument, route, primary, extras, failure, tried, () -> time().forTheStandIn());
        found.ifPresent(stand -> {
            cancelWith(stand.call());
            long asked = executor.time().nanoTime();
            stand.end()
                    .whenComplete((value, other) -> guarded(() -> {
                        Object stood = stand.member().answer(value, other);
                        if (tracer != null) {
                            stand.trace(tracer, stood, asked, executor.time());
                        }
                        if (stood instanceof LighthouseException second) {
                            failure.addSuppressed(second);
                            if (!standIn(failure, tried + 1)) {
                                complete(failure);
                            }
                        } else {
                            complete(believed(stand, stood));
                        }
                    }));
        });
        return found.isPresent();
    }
}
