package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Rejected;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.RoutingListener.Role;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What one node is told by one operation, one call after the other, so that what is said last of a validator is what the
 * node has heard last. What the host announces goes first, in its order; what is only repeated goes when nothing of the
 * host waits, and says what holds by then.
 *
 * <p>Guarded by the monitor of the fleet. Each node has its own, so that none waits for another.
 */
final class AnnouncementLane<A, R> {
    /** The most announcements of the host that wait; what comes beside is told with what is repeated. */
    static final int MOST = 64;

    private static final Runnable NOTHING = () -> {};

    /** One call of the host. Its end is that of the call, or comes before it was made. */
    private final class Turn {
        private final Set<Object> validators;
        private final Supplier<CompletableFuture<R>> call;
        private final CallFuture<R> answer = new CallFuture<>(member.site(), operation.name());
        private volatile @Nullable CompletableFuture<R> underWay;

        Turn(Set<Object> validators, Supplier<CompletableFuture<R>> call) {
            this.validators = validators;
            this.call = call;
        }

        /** Ends as late as {@code limit} from now, whoever holds it up. */
        CallFuture<R> within(Duration limit) {
            TimeSource.Scheduled timer = executor.after(
                    limit, () -> answer.completeExceptionally(new Timeout(member.site(), operation.name(), limit)));
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
                    untold.addAll(validators);
                }
            }
            CompletableFuture<R> made = underWay;
            if (made != null) {
                made.cancel(true);
            }
        }

        CompletableFuture<R> begin() {
            CompletableFuture<R> made = made(call);
            underWay = made;
            if (answer.isDone()) {
                made.cancel(true);
            }
            return made;
        }
    }

    /**
     * A call that was made, and what is done outside the monitor when it has ended.
     *
     * @param learn before the next call, which may not be made because of it
     * @param answer after the next call, as the host may do with that what it likes
     */
    private record Step<R>(CompletableFuture<R> call, Runnable learn, Runnable answer) {}

    private final RouteExecutor executor;
    private final Member member;
    private final Operation<A, R> operation;
    private final Queue<Turn> waiting = new ArrayDeque<>();
    private final Set<Object> untold = new LinkedHashSet<>();
    private boolean isBusy;

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
        if (!isBusy) {
            isBusy = true;
            CompletableFuture<R> made = made(call);
            made.whenComplete((value, failure) -> goOn());
            return made;
        }
        Set<Object> validators = Announcements.validators(argument);
        if (waiting.size() == MOST) {
            untold.addAll(validators);
            return CallFuture.failed(
                    member.site(),
                    operation.name(),
                    new Rejected(member.site(), operation.name(), Rejected.Reason.QUEUE_FULL));
        }
        Turn turn = new Turn(validators, call);
        waiting.add(turn);
        return turn.within(options.deadline().orElseGet(() -> member.limit(operation)));
    }

    /** Tells the node again what holds of {@code validators}, as soon as it is free; waits for nothing. */
    void repeat(Collection<Object> validators) {
        synchronized (executor.fleet()) {
            untold.addAll(validators);
            if (isBusy) {
                return;
            }
            isBusy = true;
        }
        goOn();
    }

    /** Makes the next call, and the one after it if that has ended already. */
    private void goOn() {
        Optional<Step<R>> next = next();
        while (next.isPresent()) {
            Step<R> step = next.get();
            if (!step.call().isDone()) {
                step.call().whenComplete((value, failure) -> {
                    step.learn().run();
                    goOn();
                    step.answer().run();
                });
                return;
            }
            step.learn().run();
            next = next();
            step.answer().run();
        }
    }

    private Optional<Step<R>> next() {
        synchronized (executor.fleet()) {
            for (Turn turn = waiting.poll(); turn != null; turn = waiting.poll()) {
                if (turn.answer.isDone()) {
                    untold.addAll(turn.validators);
                } else {
                    Turn begun = turn;
                    CompletableFuture<R> made = begun.begin();
                    return Optional.of(new Step<>(made, NOTHING, () -> begun.answer.follow(made)));
                }
            }
            Optional<Step<R>> repetition = mayBeTold() ? repetition() : Optional.empty();
            if (repetition.isEmpty()) {
                // whoever is away hears all of it when it is back
                untold.clear();
                isBusy = false;
            }
            return repetition;
        }
    }

    private Optional<Step<R>> repetition() {
        return executor.announcements().batch(operation, untold).map(argument -> {
            long begun = executor.time().nanoTime();
            CompletableFuture<R> made = made(() -> member.call(operation, argument, CallOptions.DEFAULT));
            Runnable learn = () -> made.whenComplete((value, failure) -> executor.ended(
                    operation,
                    member,
                    Role.OTHER,
                    member.answer(value, failure),
                    executor.time().nanoTime() - begun));
            return new Step<>(made, learn, NOTHING);
        });
    }

    private boolean mayBeTold() {
        return !executor.isClosed()
                && member.mayRead()
                && !member.isDown(Facet.BEACON)
                && executor.fleet().members().contains(member);
    }

    /** Whatever can't even be sent must not keep all later ones waiting. */
    private CompletableFuture<R> made(Supplier<CompletableFuture<R>> call) {
        try {
            return call.get();
        } catch (RuntimeException | Error e) {
            return CallFuture.failed(
                    member.site(), operation.name(), LighthouseException.from(e, member.site(), operation.name()));
        }
    }
}
