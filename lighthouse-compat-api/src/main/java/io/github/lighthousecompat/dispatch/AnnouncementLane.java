package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.RoutingListener.Role;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one node is told by one operation, one call after the other, so that what is said last of a validator is what
 * the node has heard last. What the host announces goes first, in its order; what is only repeated goes when nothing of
 * the host waits, and says what holds by then. What failed is repeated too, a slot later.
 *
 * <p>Guarded by the monitor of the fleet. Each node has its own, so that none waits for another.
 */
final class AnnouncementLane<A, R> {
    /** The most announcements of the host that wait; what comes beside is told with what is repeated. */
    static final int MOST = 64;

    /** One call of the host. Its end is that of the call, or comes before it was made. */
    private final class Turn {
        private final A argument;
        private final Supplier<CompletableFuture<R>> call;
        private final CallFuture<R> answer = new CallFuture<>(member.site(), operation.name());
        private volatile @Nullable CompletableFuture<R> underWay;

        Turn(A argument, Supplier<CompletableFuture<R>> call) {
            this.argument = argument;
            this.call = call;
        }

        /** Makes the call at once. Its answer is given when the next one is under way. */
        CallFuture<R> now() {
            CompletableFuture<R> made = made(call);
            answer.onCancel(() -> made.cancel(true));
            made.whenComplete((value, failure) -> {
                keep(argument, failure);
                goOn();
                answer.follow(made);
            });
            return answer;
        }

        /** Ends as late as {@code limit} from now, whoever holds it up. */
        CallFuture<R> within(Duration limit) {
            TimeSource.Scheduled timer = executor.after(
                    limit,
                    // what waits is also woken by the end of the client
                    () -> answer.completeExceptionally(
                            executor.isClosed() ? gone() : new Timeout(member.site(), operation.name(), limit)));
            answer.whenComplete((value, failure) -> {
                timer.cancel();
                abandon();
            });
            return answer;
        }

        private void abandon() {
            synchronized (executor.fleet()) {
                // what this would have said the node has to hear all the same, as others have
                if (waiting.remove(this)) {
                    untold.addAll(Announcements.validators(argument));
                }
            }
            CompletableFuture<R> made = underWay;
            if (made != null) {
                made.cancel(true);
            }
        }

        Step<R> begin() {
            CompletableFuture<R> made = executor.isClosed() || !isAttached() ? failed(gone()) : made(call);
            underWay = made;
            if (answer.isDone()) {
                made.cancel(true);
            }
            return new Step<>(made, () -> {
                made.whenComplete((value, failure) -> keep(argument, failure));
                // a host that blocks in a continuation must hold up no other call
                executor.later(() -> answer.follow(made));
            });
        }
    }

    /**
     * A call that was made.
     *
     * @param ended what is done outside the monitor when it has ended, before the next call
     */
    private record Step<R>(CompletableFuture<R> call, Runnable ended) {}

    private final RouteExecutor executor;
    private final Member member;
    private final Operation<A, R> operation;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private final Set<Object> untold = new LinkedHashSet<>();
    private boolean isBusy;
    // the pause after a failure, in which nothing is repeated; each is another object
    private @Nullable Object pause;
    // whether all was repeated less than a slot ago, and whether it is to be once more after that
    private boolean isRecent;
    private boolean isDueAgain;

    AnnouncementLane(RouteExecutor executor, Member member, Operation<A, R> operation) {
        this.executor = executor;
        this.member = member;
        this.operation = operation;
    }

    /**
     * Makes a call of the host when those before it have ended; at once if they have. The fleet's monitor is held.
     *
     * @param call makes it
     * @return how it ends; ending it before it is made prevents that
     */
    CompletableFuture<R> send(A argument, CallOptions options, Supplier<CompletableFuture<R>> call) {
        Turn turn = new Turn(argument, call);
        if (!isBusy) {
            isBusy = true;
            return turn.now();
        }
        if (waiting.size() == MOST) {
            untold.addAll(Announcements.validators(argument));
            return failed(new Rejected(member.site(), operation.name(), Rejected.Reason.QUEUE_FULL));
        }
        waiting.add(turn);
        return turn.within(options.deadline().orElseGet(() -> member.limit(operation)));
    }

    /**
     * Tells the node again what holds of all validators, as soon as it is free, but once in a slot; waits for nothing.
     */
    void repeat() {
        synchronized (executor.fleet()) {
            if (!mayBeTold()) {
                return;
            }
            if (isRecent) {
                isDueAgain = true;
                return;
            }
            isRecent = true;
            untold.addAll(executor.announcements().validators(operation));
        }
        executor.after(member.slotTime(), this::age);
        resume();
    }

    /** Lets all be repeated once more, now that a slot is over. */
    private void age() {
        boolean isDue;
        synchronized (executor.fleet()) {
            isDue = isDueAgain;
            isRecent = false;
            isDueAgain = false;
        }
        if (isDue) {
            repeat();
        }
    }

    /** Tells the node now what it could not be told before. */
    void resume() {
        synchronized (executor.fleet()) {
            pause = null;
            if (isBusy || untold.isEmpty()) {
                return;
            }
            isBusy = true;
        }
        goOn();
    }

    private void resume(Object over) {
        synchronized (executor.fleet()) {
            if (pause != over) {
                return;
            }
        }
        resume();
    }

    /** Keeps what the node did not hear, to be told after a slot: at once it would most likely fail as well. */
    private void keep(A argument, @Nullable Throwable failure) {
        if (failure == null
                || !Failures.isToldLater(LighthouseException.from(failure, member.site(), operation.name()))) {
            return;
        }
        Object begun = new Object();
        synchronized (executor.fleet()) {
            if (!mayBeTold()) {
                return;
            }
            untold.addAll(Announcements.validators(argument));
            if (pause != null) {
                return;
            }
            pause = begun;
        }
        executor.after(member.slotTime(), () -> resume(begun));
    }

    /** Makes the next call, and the one after it if that has ended already. */
    private void goOn() {
        for (Optional<Step<R>> next = next(); next.isPresent(); next = next()) {
            Step<R> step = next.get();
            if (!step.call().isDone()) {
                step.call().whenComplete((value, failure) -> {
                    step.ended().run();
                    goOn();
                });
                return;
            }
            step.ended().run();
        }
    }

    private Optional<Step<R>> next() {
        synchronized (executor.fleet()) {
            for (Turn turn = waiting.poll(); turn != null; turn = waiting.poll()) {
                if (turn.answer.isDone()) {
                    untold.addAll(Announcements.validators(turn.argument));
                } else {
                    return Optional.of(turn.begin());
                }
            }
            if (!mayBeTold()) {
                // whoever is away hears all of it when it is back
                untold.clear();
            }
            Optional<Step<R>> repetition = pause == null ? repetition() : Optional.empty();
            isBusy = repetition.isPresent();
            return repetition;
        }
    }

    private Optional<Step<R>> repetition() {
        return executor.announcements().batch(operation, untold).map(argument -> {
            long begun = executor.time().nanoTime();
            CompletableFuture<R> made = made(() -> member.call(operation, argument, CallOptions.DEFAULT));
            return new Step<>(
                    made,
                    () -> made.whenComplete((value, failure) -> {
                        keep(argument, failure);
                        // no sign of health: else a repetition could be what leads to the next one
                        executor.notices()
                                .onCall(
                                        operation,
                                        member.backend(),
                                        Role.OTHER,
                                        Failures.outcome(member.answer(value, failure)),
                                        executor.time().nanoTime() - begun);
                    }));
        });
    }

    private boolean mayBeTold() {
        return !executor.isClosed() && member.mayRead() && !member.isDown(Facet.BEACON) && isAttached();
    }

    private boolean isAttached() {
        return executor.fleet().isIn(member);
    }

    /** What a call ends with that was not made before the client, or the node, was gone. */
    private LighthouseException gone() {
        return executor.isClosed()
                ? new Cancelled(member.site(), operation.name(), "the client was closed")
                : new Rejected(member.site(), operation.name(), Rejected.Reason.BACKEND_DOWN);
    }

    private CallFuture<R> failed(LighthouseException failure) {
        return CallFuture.failed(member.site(), operation.name(), failure);
    }

    /** Whatever can't even be sent must not keep all later ones waiting. */
    private CompletableFuture<R> made(Supplier<CompletableFuture<R>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            return failed(LighthouseException.from(e, member.site(), operation.name()));
        }
    }
}
