package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Disagreement;
import io.github.lighthousecompat.call.LighthouseException.Unreachable;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener.Role;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One call on its way: sent to its primary and to whom it feeds, compared, and answered once.
 *
 * <p>The monitor guards what is known so far; nothing is completed while it is held.
 */
final class RoutedCall<A, R> {
    private final RouteExecutor executor;
    private final Operation<A, R> operation;
    private final A argument;
    private final CallOptions options;
    private final Route route;
    private final CallFuture<R> result;
    private final Member primary;
    private final long begun;

    private List<Extra> extras = List.of();
    private @Nullable Object answer;
    private @Nullable Disagreement disagreement;
    private int pending;
    private TimeSource.@Nullable Scheduled holding;

    RoutedCall(
            RouteExecutor executor,
            Operation<A, R> operation,
            A argument,
            CallOptions options,
            Route route,
            Member primary) {
        this.executor = executor;
        this.operation = operation;
        this.argument = argument;
        this.options = options;
        this.route = route;
        this.primary = primary;
        this.begun = executor.time().nanoTime();
        this.result = new CallFuture<>(primary.site(), operation.name());
    }

    /** Sends the call to its primary and to whom it feeds. */
    CompletableFuture<R> start() {
        CompletableFuture<R> first;
        List<Extra> sent = new ArrayList<>();
        synchronized (executor.fleet()) {
            executor.fleet().note(operation, argument);
            first = executor.inOrder(operation, primary, () -> primary.call(operation, argument, options));
            for (Member member : executor.fleet().members()) {
                if (member != primary) {
                    extra(member).ifPresent(sent::add);
                }
            }
        }
        extras = List.copyOf(sent);
        pending = extras.size();
        for (Extra extra : extras) {
            extra.call.whenComplete((value, failure) -> ended(extra, answer(extra.member, value, failure)));
        }
        return follow(first);
    }

    /** Answers with what the primary's call, which is under way, ends with. */
    CompletableFuture<R> follow(CompletableFuture<R> first) {
        result.onCancel(() -> first.cancel(true));
        executor.track(result);
        first.whenComplete((value, failure) -> ended(answer(primary, value, failure)));
        return result;
    }

    private static Object answer(Member member, @Nullable Object value, @Nullable Throwable failure) {
        return failure == null && value != null
                ? value
                : LighthouseException.from(
                        failure == null ? new NullPointerException("no value") : failure,
                        member.site(),
                        member.toString());
    }

    /** The call that feeds {@code member} or is compared, sent now; the fleet's monitor is held. */
    private Optional<Extra> extra(Member member) {
        boolean named = route.extra() != Route.Extra.NONE && route.others().contains(member.backend());
        boolean separate = executor.topology() == Topology.SEPARATE;
        return switch (operation.effect()) {
            case READ -> named && member.isReady() ? same(member) : Optional.empty();
            case IDEMPOTENT_WRITE -> separate || named ? fed(member, this::same) : Optional.empty();
            case ORDERED_WRITE -> separate ? fed(member, this::same) : Optional.empty();
            case BUILD_START -> separate ? fed(member, m -> named ? same(m) : headOnly(m)) : Optional.empty();
            case BUILD_FETCH ->
                named && argument instanceof PayloadHandle handle
                        ? executor.siblings().of(handle, member).flatMap(sibling -> fetch(member, sibling))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    private Optional<Extra> fed(Member member, Function<Member, Optional<Extra>> send) {
        return member.isFed() && member.speaks(Arguments.forkToFollow(argument))
                ? send.apply(member)
                : Optional.empty();
    }

    private Optional<Extra> same(Member member) {
        return Optional.of(new Extra(member, operation, member.call(operation, argument, options)));
    }

    private Optional<Extra> headOnly(Member member) {
        return argument instanceof ForkchoiceBuild build
                ? Optional.of(new Extra(
                        member,
                        EngineOperations.FORKCHOICE_UPDATED,
                        member.call(EngineOperations.FORKCHOICE_UPDATED, build.state(), options)))
                : Optional.empty();
    }

    private Optional<Extra> fetch(Member member, PayloadHandle sibling) {
        return Optional.of(new Extra(
                member, EngineOperations.GET_PAYLOAD, member.call(EngineOperations.GET_PAYLOAD, sibling, options)));
    }

    private void ended(Object primaryAnswer) {
        executor.ended(operation, primary, Role.PRIMARY, primaryAnswer, begun);
        executor.lessons().learn(primary, operation, argument, primaryAnswer);
        if (Lessons.isValid(primaryAnswer)) {
            executor.lessons().retireWhoCannotFollow(Arguments.forkToFollow(argument));
        }
        synchronized (this) {
            answer = primaryAnswer;
        }
        for (Extra extra : extras) {
            compare(extra, primaryAnswer);
        }
        if (primaryAnswer instanceof LighthouseException failure && standIn(failure)) {
            return;
        }
        conclude(holdFor(primaryAnswer));
    }

    private void ended(Extra extra, Object otherAnswer) {
        executor.ended(extra.operation, extra.member, Role.OTHER, otherAnswer, begun);
        executor.lessons().learn(extra.member, operation, argument, otherAnswer);
        Object known;
        boolean held;
        synchronized (this) {
            extra.answer = otherAnswer;
            known = answer;
            pending--;
            held = holding != null;
        }
        if (known != null) {
            compare(extra, known);
            if (held) {
                conclude(Duration.ZERO);
            }
        }
    }

    private void compare(Extra extra, Object primaryAnswer) {
        Object otherAnswer;
        synchronized (this) {
            otherAnswer = extra.answer;
            if (extra.compared || otherAnswer == null) {
                return;
            }
            extra.compared = true;
        }
        Verdict verdict = Comparator.compare(operation, primaryAnswer, otherAnswer);
        if (verdict == Verdict.CONFLICT) {
            conflict(extra, primaryAnswer, otherAnswer);
        } else if (verdict == Verdict.LAG && operation.effect() != Effect.READ) {
            boolean primaryKnows = Comparator.isVerdict(primaryAnswer);
            executor.lessons()
                    .lagging(primaryKnows ? extra.member : primary, "it does not know the block of " + operation);
        }
        executor.notices()
                .onComparison(new Comparison(
                        operation, primary.backend(), primaryAnswer, extra.member.backend(), otherAnswer, verdict));
        executor.lessons().remember(operation, primaryAnswer, extra.member, otherAnswer);
    }

    private void conflict(Extra extra, Object primaryAnswer, Object otherAnswer) {
        boolean distrusted = executor.fleet().isTrustedMore(extra.member, primary);
        Member out = distrusted ? primary : extra.member;
        Member in = distrusted ? extra.member : primary;
        executor.fleet()
                .move(
                        out,
                        BackendState.SUSPENDED,
                        "it contradicts " + in + " in " + operation,
                        BackendState.READY,
                        BackendState.LAGGING);
        if (distrusted) {
            synchronized (this) {
                disagreement = new Disagreement(
                        primary.site(), operation.name(), primaryAnswer, extra.member.toString(), otherAnswer);
            }
        }
    }

    /**
     * How long the caller may wait for a contradiction. A verdict of a backend that is trusted less is held in parallel
     * mode; its INVALID in every mode, as nobody is in a hurry to throw a block away.
     */
    private Duration holdFor(Object primaryAnswer) {
        boolean waits = route.extra() == Route.Extra.PARALLEL;
        Optional<Boolean> invalid = Comparator.status(primaryAnswer).map(PayloadStatus::isInvalid);
        if (invalid.isEmpty() || operation.effect() == Effect.BUILD_FETCH) {
            return Duration.ZERO;
        }
        boolean trusted = extras.stream().noneMatch(extra -> executor.fleet().isTrustedMore(extra.member, primary));
        if (trusted) {
            return waits ? executor.conflictWait().orElse(Duration.ZERO) : Duration.ZERO;
        }
        return waits || invalid.get() ? executor.conflictWait().orElseGet(this::briefly) : Duration.ZERO;
    }

    private Duration briefly() {
        Duration tenth =
                options.deadline().map(deadline -> deadline.dividedBy(10)).orElse(RouteExecutor.LONGEST_HOLD);
        return tenth.compareTo(RouteExecutor.LONGEST_HOLD) < 0 ? tenth : RouteExecutor.LONGEST_HOLD;
    }

    /** Answers the caller, unless there is something to wait for. */
    private void conclude(Duration hold) {
        Object known;
        Disagreement contradiction;
        synchronized (this) {
            contradiction = disagreement;
            known = answer;
            if (contradiction == null && pending > 0) {
                if (holding != null) {
                    return;
                }
                if (!hold.isZero()) {
                    holding = executor.after(hold, this::release);
                    return;
                }
            }
            if (holding != null) {
                holding.cancel();
            }
        }
        complete(contradiction != null ? contradiction : known);
    }

    /** Answers the caller now: the time to wait is over. */
    private void release() {
        Object known;
        synchronized (this) {
            known = disagreement != null ? disagreement : answer;
        }
        complete(known);
    }

    @SuppressWarnings("unchecked") // the answer is what the operation yields, or a failure
    private void complete(@Nullable Object value) {
        if (value instanceof LighthouseException failure) {
            result.completeExceptionally(failure);
        } else {
            result.complete((R) revised(Objects.requireNonNull(value)));
        }
    }

    private Object revised(Object value) {
        return value instanceof ForkchoiceUpdated updated && updated.payload().isPresent()
                ? ForkchoiceUpdated.of(
                        updated.payloadStatus(),
                        updated.payload().map(handle -> handle.withRevision(executor.revision())))
                : value;
    }

    /** Lets another backend answer where the failure allows it. */
    private boolean standIn(LighthouseException failure) {
        Optional<CompletableFuture<?>> stand = switch (operation.effect()) {
            case BUILD_FETCH ->
                failure instanceof Unreachable
                        ? extras.stream().findFirst().map(extra -> extra.call)
                        : Optional.empty();
            case READ, BUILD_START -> standInMember(failure).map(this::ask);
            default -> standInMember(failure).flatMap(this::fedCall);
        };
        stand.ifPresent(call -> call.whenComplete((value, other) -> {
            if (other == null) {
                complete(value);
            } else {
                failure.addSuppressed(other);
                complete(failure);
            }
        }));
        return stand.isPresent();
    }

    private Optional<Member> standInMember(LighthouseException failure) {
        boolean another =
                executor.topology() == Topology.SEPARATE || failure instanceof LighthouseException.Unsupported;
        if (!another || !Failures.allowStandIn(operation.effect(), failure) || isOvertaken()) {
            return Optional.empty();
        }
        return route.standIn()
                .flatMap(backend -> executor.fleet().find(backend.alias()))
                .filter(member -> member != primary && member.isReady());
    }

    private boolean isOvertaken() {
        if (argument instanceof ForkchoiceState state) {
            return !executor.fleet().isLatest(state);
        }
        return argument instanceof ForkchoiceBuild build && !executor.fleet().isLatest(build.state());
    }

    private CompletableFuture<?> ask(Member member) {
        long asked = executor.time().nanoTime();
        CompletableFuture<R> call = member.call(operation, argument, options);
        result.onCancel(() -> call.cancel(true));
        return call.whenComplete((value, failure) ->
                executor.ended(operation, member, Role.STAND_IN, answer(member, value, failure), asked));
    }

    private Optional<CompletableFuture<?>> fedCall(Member member) {
        return extras.stream()
                .filter(extra -> extra.member == member)
                .findFirst()
                .map(extra -> extra.call);
    }

    /** A call to another backend, and what came of it; guarded by the monitor of the routed call. */
    private static final class Extra {
        private final Member member;
        private final Operation<?, ?> operation;
        private final CompletableFuture<?> call;
        private @Nullable Object answer;
        private boolean compared;

        Extra(Member member, Operation<?, ?> operation, CompletableFuture<?> call) {
            this.member = member;
            this.operation = operation;
            this.call = call;
        }
    }
}
