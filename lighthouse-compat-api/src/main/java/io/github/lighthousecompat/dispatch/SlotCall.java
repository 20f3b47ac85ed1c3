package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.beacon.ProducedBlindedBlock;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Cancelled;
import io.github.lighthousecompat.call.LighthouseException.Refused;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener.Role;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * One call about what validators sign, asked of one node. A second one is asked only in the place of the first: for
 * what is signed while the host has nothing of the first, for what is published with the very same thing. Thread-safe.
 */
final class SlotCall<A, R> implements OpenCall {
    private final RouteExecutor executor;
    private final Operation<A, R> operation;
    private final A argument;
    private final CallOptions options;
    private final Route route;
    private final Member primary;
    private final Optional<Slots.Claim> claim;
    private final @Nullable Tracer tracer;
    private final CallFuture<R> result;
    private final long begun;
    private final long revision;
    private volatile boolean isSecondAsked;
    private volatile @Nullable CompletableFuture<?> underWay;

    /** A call to {@code primary}; {@code claim} if its answer is signed, none if it is published. */
    SlotCall(
            RouteExecutor executor,
            Operation<A, R> operation,
            A argument,
            CallOptions options,
            Route route,
            Member primary,
            String reason,
            Optional<Slots.Claim> claim) {
        this.executor = executor;
        this.operation = operation;
        this.argument = argument;
        this.options = options;
        this.route = route;
        this.primary = primary;
        this.claim = claim;
        this.begun = executor.time().nanoTime();
        this.tracer = Tracer.of(executor, options, operation, primary, reason);
        this.revision = executor.current().revision();
        this.result = new CallFuture<>(primary.site(), operation.name());
    }

    @Override
    public CallFuture<R> result() {
        return result;
    }

    @Override
    public void abort() {
        CompletableFuture<?> work = underWay;
        complete(new Cancelled(primary.site(), operation.name(), "the client was closed"));
        if (work != null) {
            work.cancel(true);
        }
    }

    /** Asks the primary. */
    CompletableFuture<R> start() {
        // of a call that its caller cancels
        claim.ifPresent(part -> result.whenComplete((value, failure) -> part.release()));
        CompletableFuture<?> reading =
                claim.isPresent() ? executor.nodes().look(primary) : CompletableFuture.completedFuture(null);
        // whoever can't be replaced has all the time
        Optional<CallOptions> limits = other().isPresent() ? time().forTheFirst() : Optional.of(options);
        long sent = executor.time().nanoTime();
        CompletableFuture<R> first = limits.map(within -> primary.call(operation, argument, within))
                .orElseGet(() -> CallFuture.failed(primary.site(), operation.name(), time().timeout()));
        cancelWith(first);
        first.whenComplete((value, failure) -> guarded(() -> ended(primary.answer(value, failure), sent, reading)));
        Tracer trace = tracer;
        if (trace != null) {
            result.whenComplete((value, failure) -> trace.answered(primary.answer(value, failure)));
        }
        if (!result.isDone()) {
            executor.track(this);
        }
        return result;
    }

    /** Who may be asked in the primary's place; of those who say what is signed only one that is fit to. */
    private Optional<Member> other() {
        if (claim.filter(Slots.Claim::isGiven).isPresent()) {
            return Optional.empty();
        }
        return executor.fleet()
                .standInNode(route, primary)
                .filter(member -> claim.isPresent()
                        ? isFitToSign(member)
                        : member.mayRead() && member.speaks(Arguments.forkToAnswer(argument)));
    }

    private void ended(Object answer, long sent, CompletableFuture<?> reading) {
        count(primary, Role.PRIMARY, answer, sent);
        if (answer instanceof LighthouseException failure) {
            if (!Failures.allowStandIn(operation, failure) || !askAnother(failure)) {
                complete(failure);
            }
        } else if (claim.isEmpty()) {
            complete(answer);
        } else if (reading.isDone() || other().isEmpty()) {
            accept(answer);
        } else {
            afterReading(reading, () -> accept(answer));
        }
    }

    /** The reading was begun before the call, but nobody knows how long it takes. */
    private void afterReading(CompletableFuture<?> reading, Runnable step) {
        AtomicBoolean isTaken = new AtomicBoolean();
        Runnable once = () -> {
            if (isTaken.compareAndSet(false, true)) {
                guarded(step);
            }
        };
        TimeSource.Scheduled timer = executor.after(time().atMost(RouteExecutor.LONGEST_HOLD), once);
        reading.whenComplete((end, failure) -> {
            timer.cancel();
            once.run();
        });
    }

    /** What a node says that should not be relied on counts only if nobody better answers. */
    private void accept(Object answer) {
        if (primary.health(Facet.BEACON).isWell() || !askAnother(answer)) {
            deliver(primary, answer);
        }
    }

    /** Asks somebody else in the place of the primary, if there is somebody and time. */
    private boolean askAnother(Object first) {
        return askAnother(first, other());
    }

    private boolean askAnother(Object first, Optional<Member> other) {
        Optional<CallOptions> limits = other.flatMap(member -> time().forTheStandIn());
        if (limits.isEmpty()) {
            return false;
        }
        Optional<Member> next = claim.isEmpty() ? other : claim.get().instead(primary, other.get());
        next.ifPresent(member -> ask(member, limits.get(), first));
        return next.isPresent();
    }

    private void ask(Member second, CallOptions limits, Object first) {
        isSecondAsked = true;
        long sent = executor.time().nanoTime();
        CompletableFuture<R> call = second.call(operation, argument, limits);
        cancelWith(call);
        call.whenComplete((value, failure) -> guarded(() -> {
            Object answer = second.answer(value, failure);
            count(second, Role.STAND_IN, answer, sent);
            if (!(answer instanceof LighthouseException failed)) {
                deliver(second, answer);
            } else if (first instanceof LighthouseException own) {
                own.addSuppressed(failed);
                complete(own);
            } else {
                claim.ifPresent(part -> part.instead(second, primary));
                deliver(primary, first);
            }
        }));
    }

    private void count(Member member, Role role, Object answer, long sent) {
        long took = executor.time().nanoTime() - sent;
        executor.ended(operation, member, role, answer, took);
        if (tracer != null) {
            tracer.ended(member, role, answer, took);
        }
    }

    /** Hands out an answer of {@code member}, unless meanwhile somebody else is the one who answers this. */
    private void deliver(Member member, Object answer) {
        if (result.isDone()) {
            // nobody waits for it any more: what the host does not get must not bind anybody
            return;
        }
        Slots.Gift gift = claim.isEmpty() || isNothing(answer)
                ? Slots.Gift.GIVEN
                : claim.get().give(member, answer);
        if (gift.isGiven()) {
            if (tracer != null && member != primary) {
                tracer.standsIn(member);
            }
            complete(answer);
            return;
        }
        if (gift.problem().isPresent()) {
            refuse(member, gift.problem().get());
            return;
        }
        Cancelled overtaken = new Cancelled(
                member.site(), operation.name(), "another call for the same was answered by another node meanwhile");
        Optional<CallOptions> limits = isSecondAsked ? Optional.empty() : time().forTheStandIn();
        limits.ifPresentOrElse(within -> ask(claim.get().owner(), within, overtaken), () -> complete(overtaken));
    }

    /**
     * Nobody may sign what {@code member} says: another one that the route names is asked, if it was not its turn
     * already.
     */
    private void refuse(Member member, String problem) {
        Refused refused = Refused.surroundVote(member.site(), operation.name(), problem);
        if (isSecondAsked || !askAnother(refused, other().or(this::anybodyElse))) {
            complete(refused);
        }
    }

    private Optional<Member> anybodyElse() {
        return executor.fleet().anotherNode(route, primary, SlotCall::isFitToSign);
    }

    private static boolean isFitToSign(Member member) {
        return member.maySign() && member.health(Facet.BEACON).isWell();
    }

    /** Some nodes have nothing to sign, which can't be two different things. */
    private static boolean isNothing(Object answer) {
        return answer instanceof Optional<?> some && some.isEmpty();
    }

    @SuppressWarnings("unchecked") // the answer is what the operation yields, or a failure
    private void complete(Object value) {
        // before the host knows: what it asks next must not find this one under way
        claim.ifPresent(Slots.Claim::release);
        if (value instanceof LighthouseException failure) {
            result.completeExceptionally(failure);
        } else {
            result.complete((R) revised(value));
        }
    }

    private Object revised(Object value) {
        return value instanceof ProducedBlindedBlock blinded
                ? new ProducedBlindedBlock(
                        blinded.block(),
                        blinded.producer().withRevision(revision),
                        blinded.executionPayloadValue(),
                        blinded.consensusBlockValue())
                : value;
    }

    private CallTime time() {
        return new CallTime(executor, operation, route, primary, options, begun);
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
            complete(LighthouseException.from(e, primary.site(), operation.name()));
        }
    }
}
