package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.Topology;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A call to a backend beside the primary, to feed it or to compare, and what came of it. */
final class Extra {
    /**
     * What went beside one call.
     *
     * @param calls those that were made
     * @param passedOver who would have been compared, but for its state
     */
    record Sent(List<Extra> calls, List<Member> passedOver) {
        static final Sent NOTHING = new Sent(List.of(), List.of());

        /** A read that went to {@code member} as {@code call}; without one it was passed over. */
        static Sent of(Operation<?, ?> read, Member member, @Nullable CompletableFuture<?> call, long begun) {
            return call == null
                    ? new Sent(List.of(), List.of(member))
                    : new Sent(List.of(new Extra(member, read, call, begun)), List.of());
        }

        /** Counts all of it. */
        void tell(Operation<?, ?> operation, Notices notices, @Nullable Tracer tracer) {
            for (Extra extra : calls) {
                notices.onOffered(operation, extra.member().backend());
                if (tracer != null) {
                    tracer.expect();
                }
            }
            for (Member member : passedOver) {
                notices.onOffered(operation, member.backend());
                DropReason why = member.whyNotCompared(operation);
                notices.onDropped(operation, member.backend(), why);
                if (tracer != null) {
                    tracer.expect();
                    tracer.dropped(member, why);
                }
            }
        }
    }

    private final Member member;
    private final Operation<?, ?> operation;
    private final CompletableFuture<?> call;
    private final CompletableFuture<Object> settled = new CompletableFuture<>();
    private final long begun;

    // guarded by the monitor of the routed call
    private @Nullable Object answer;
    private long took;
    private boolean compared;
    private volatile boolean stoodIn;

    private Extra(Member member, Operation<?, ?> operation, CompletableFuture<?> call, long begun) {
        this.member = member;
        this.operation = operation;
        this.begun = begun;
        this.call = call;
    }

    private static <A> Extra make(
            Member member, Operation<A, ?> operation, A argument, CallOptions options, TimeSource time) {
        long begun = time.nanoTime();
        Extra extra = new Extra(member, operation, member.call(operation, argument, options), begun);
        if (Lessons.isWrite(operation)) {
            member.told();
        }
        return extra;
    }

    /** One that is told after what it was told before. */
    private static <A, R> Extra tell(
            RouteExecutor executor, Member member, Operation<A, R> operation, A argument, CallOptions options) {
        long begun = executor.time().nanoTime();
        CompletableFuture<R> call = executor.announcements()
                .tell(member, operation, argument, options, () -> member.call(operation, argument, options));
        return new Extra(member, operation, call, begun);
    }

    Member member() {
        return member;
    }

    Operation<?, ?> operation() {
        return operation;
    }

    CompletableFuture<?> call() {
        return call;
    }

    /** Its member has ended what it was told. */
    void heard() {
        if (Lessons.isWrite(operation)) {
            member.heard();
        }
    }

    /** What it ended with, once all that follows from it is done: whoever is answered with it sees that. */
    CompletableFuture<Object> settled() {
        return settled;
    }

    /** Whether it was taken for the answer to an announcement before. */
    boolean hasStoodIn() {
        return stoodIn;
    }

    void standIn() {
        stoodIn = true;
    }

    /** When it was sent, by the ticker. */
    long begun() {
        return begun;
    }

    void answer(Object given, long nanos) {
        answer = given;
        took = nanos;
    }

    /** What came back, if it has. */
    Optional<Object> given() {
        return Optional.ofNullable(answer);
    }

    /** The answer to compare, which is given out once. */
    Optional<Comparison.Side> takeAnswer() {
        if (compared || answer == null) {
            return Optional.empty();
        }
        compared = true;
        return Optional.of(new Comparison.Side(member.backend(), answer, took));
    }

    /** Sends what goes to others than the primary, in the order of trust. The fleet's monitor is held. */
    static <A> Sent send(
            RouteExecutor executor,
            Operation<A, ?> operation,
            A argument,
            CallOptions options,
            Route route,
            Member primary) {
        if (executor.shadows().take(operation, route)) {
            return Sent.NOTHING;
        }
        List<Extra> sent = new ArrayList<>();
        List<Member> passedOver = List.of();
        for (Member member : executor.fleet().members()) {
            if (member != primary) {
                boolean named =
                        route.extra() != Route.Extra.NONE && route.others().contains(member.backend());
                Optional<Extra> extra = to(executor, operation, argument, options, member, named);
                if (extra.isPresent()) {
                    sent.add(extra.get());
                } else if (isExpected(executor, operation, member, named)) {
                    passedOver = Stream.concat(passedOver.stream(), Stream.of(member))
                            .toList();
                }
            }
        }
        return new Sent(List.copyOf(sent), passedOver);
    }

    /** Whether a backend gets the call, unless its state or its health forbids it. */
    private static boolean isExpected(RouteExecutor executor, Operation<?, ?> operation, Member member, boolean named) {
        return member.serves(operation.facet())
                && switch (operation.effect()) {
                    case READ, IDEMPOTENT_WRITE -> named;
                    case ORDERED_WRITE, BUILD_START -> named && executor.topology() == Topology.SEPARATE;
                    case ANNOUNCE -> true;
                    default -> false;
                };
    }

    private static <A> Optional<Extra> to(
            RouteExecutor executor,
            Operation<A, ?> operation,
            A argument,
            CallOptions options,
            Member member,
            boolean named) {
        boolean separate = executor.topology() == Topology.SEPARATE;
        Function<Member, Extra> same = other -> make(other, operation, argument, options, executor.time());
        return switch (operation.effect()) {
            case READ -> named && member.isCompared(operation) ? Optional.of(same.apply(member)) : Optional.empty();
            // whoever is away is told when it is back
            case ANNOUNCE ->
                member.mayRead() && !member.isDown(Facet.BEACON)
                        ? Optional.of(tell(executor, member, operation, argument, options))
                        : Optional.empty();
            case IDEMPOTENT_WRITE -> separate || named ? fed(member, argument, same) : Optional.empty();
            case ORDERED_WRITE -> separate ? fed(member, argument, same) : Optional.empty();
            case BUILD_START ->
                separate ? fed(member, argument, named ? same : headOf(executor, argument, options)) : Optional.empty();
            case BUILD_FETCH -> named ? sibling(executor, argument, options, member) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Extra> fed(Member member, Object argument, Function<Member, Extra> send) {
        return member.isFed() && member.speaks(Arguments.forkToFollow(argument))
                ? Optional.of(send.apply(member))
                : Optional.empty();
    }

    /** One that does not build is told of the head alone. */
    private static Function<Member, Extra> headOf(RouteExecutor executor, Object argument, CallOptions options) {
        ForkchoiceBuild build = (ForkchoiceBuild) argument;
        return member -> make(member, EngineOperations.FORKCHOICE_UPDATED, build.state(), options, executor.time());
    }

    private static Optional<Extra> sibling(
            RouteExecutor executor, Object argument, CallOptions options, Member member) {
        return executor.siblings()
                .of((PayloadHandle) argument, member)
                .map(handle -> make(member, EngineOperations.GET_PAYLOAD, handle, options, executor.time()));
    }
}
