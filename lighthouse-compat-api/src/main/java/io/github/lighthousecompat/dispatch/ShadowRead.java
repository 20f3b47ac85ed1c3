package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.RoutingListener.Role;
import io.github.lighthousecompat.route.Verdict;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A read that is made only to be compared with an answer that the caller has already. It belongs to a place of its lane
 * and is used again and again, so that offering it costs the caller no memory.
 *
 * <p>Nobody keeps hold of it between two uses: what is not answered at once goes on as a {@link ShadowCall}. Who gives
 * up a use, or has compared it, names its number, so that a late one does nothing to the next use. Thread-safe.
 */
final class ShadowRead implements Runnable {
    private final RouteExecutor executor;
    private final Member member;
    private final int place;
    // odd as long as what was offered is neither compared nor dropped
    private final AtomicLong uses = new AtomicLong();

    // written by who has taken the place, before the number of the use becomes odd
    private @Nullable Operation<Object, ?> operation;
    private @Nullable Object argument;
    private @Nullable CallOptions options;
    private @Nullable Member primary;
    private @Nullable Object answer;
    private long took;
    private long offered;

    ShadowRead(RouteExecutor executor, Member member, int place) {
        this.executor = executor;
        this.member = member;
        this.place = place;
    }

    /**
     * Fills in what to read, and what {@code primary} answered after so many nanoseconds. The place is the caller's.
     */
    @SuppressWarnings("unchecked") // operation and argument come together
    void offer(
            Operation<?, ?> operation,
            Object argument,
            CallOptions options,
            Member primary,
            Object answer,
            long took,
            long now) {
        this.operation = (Operation<Object, ?>) operation;
        this.argument = argument;
        this.options = options;
        this.primary = primary;
        this.answer = answer;
        this.took = took;
        offered = now;
        uses.incrementAndGet();
    }

    /** Makes the call and compares. */
    @Override
    public void run() {
        long use = uses.get();
        if (!isOpen(use)) {
            return;
        }
        long begun = executor.time().nanoTime();
        if (executor.shadows().isClosed()) {
            drop(use, DropReason.CLOSED);
        } else if (begun - offered > ShadowCall.OLDEST.toNanos()) {
            drop(use, DropReason.STALE);
        } else {
            make(
                    use,
                    begun,
                    Objects.requireNonNull(operation),
                    Objects.requireNonNull(argument),
                    Objects.requireNonNull(options));
        }
    }

    private void make(long use, long begun, Operation<Object, ?> operation, Object argument, CallOptions options) {
        Member first = Objects.requireNonNull(primary);
        Object known = Objects.requireNonNull(answer);
        long firstTook = took;
        Watch watch = member.shadowLane().watch();
        watch.begin(executor, this, use, begun, member.limit(operation));
        CompletableFuture<?> call = member.call(operation, argument, options);
        watch.end();
        Object given = Reads.there(call);
        boolean isCounted = !uses.compareAndSet(use, use + 1);
        if (given == null) {
            // this may be in use again by now: from here on only what was read before the call counts
            if (!isCounted) {
                forget();
            }
            ShadowCall<Object> later =
                    new ShadowCall<>(executor, operation, argument, options, first, member, null, place);
            later.takeOver(call, begun, new Comparison.Side(first.backend(), known, firstTook), isCounted);
            return;
        }
        long otherTook = executor.time().nanoTime() - begun;
        executor.ended(operation, member, Role.OTHER, given, otherTook);
        if (!isCounted) {
            leave();
            Verdict verdict = executor.verdicts().judge(operation, argument, first, known, member, given);
            executor.verdicts().tell(operation, argument, verdict, first, known, firstTook, member, given, otherTook);
        }
    }

    /** Counts a use as dropped, unless it was counted before. */
    void drop(long use, DropReason reason) {
        if (uses.compareAndSet(use, use + 1)) {
            Operation<?, ?> dropped = Objects.requireNonNull(operation);
            leave();
            executor.notices().onDropped(dropped, member.backend(), reason);
        }
    }

    /** Counts what is open as dropped, for good: it may still wait in its lane, and keeps its place. */
    void close() {
        long use = uses.get();
        if (isOpen(use) && uses.compareAndSet(use, use + 1)) {
            executor.notices().onDropped(Objects.requireNonNull(operation), member.backend(), DropReason.CLOSED);
        }
    }

    private static boolean isOpen(long use) {
        return (use & 1) == 1;
    }

    private void leave() {
        forget();
        member.shadowLane().leave(place);
    }

    /** Answers may be large. */
    private void forget() {
        argument = null;
        answer = null;
    }
}
