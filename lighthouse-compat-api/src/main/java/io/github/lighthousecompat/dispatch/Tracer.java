package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.RouteTrace;
import io.github.lighthousecompat.route.DropReason;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.RoutingListener.Role;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes down what happens to one call, and tells of it once: when the caller is answered and everybody else has ended.
 * Thread-safe; of a call that nobody wants to trace there is none.
 */
final class Tracer {
    private final RouteExecutor executor;
    private final Consumer<RouteTrace> listener;
    private final Operation<?, ?> operation;
    private final Member primary;
    private final String reason;
    private final long begun;
    private final List<RouteTrace.Attempt> attempts = new ArrayList<>();
    private final Map<String, String> verdicts = new LinkedHashMap<>();
    private @Nullable Member standIn;
    private String outcome = RoutingListener.OK;
    private Duration took = Duration.ZERO;
    private int open = 1;

    private Tracer(
            RouteExecutor executor,
            Consumer<RouteTrace> listener,
            Operation<?, ?> operation,
            Member primary,
            String reason) {
        this.executor = executor;
        this.listener = listener;
        this.operation = operation;
        this.primary = primary;
        this.reason = reason;
        this.begun = executor.time().nanoTime();
    }

    /** The one for a call with these options; null if nobody wants to hear of it. */
    static @Nullable Tracer of(
            RouteExecutor executor, CallOptions options, Operation<?, ?> operation, Member primary, String reason) {
        if (options.trace().isEmpty()) {
            return null;
        }
        Tracer tracer = new Tracer(executor, options.trace().get(), operation, primary, reason);
        tracer.watch().ifPresent(watch -> watch.call().asked(primary.backend(), reason));
        return tracer;
    }

    /** Another one is to be compared: the trace waits for what it comes to. */
    synchronized void expect() {
        open++;
    }

    /** A call ended. */
    synchronized void ended(Member member, Role role, Object answer, long nanos) {
        attempts.add(new RouteTrace.Attempt(
                member.toString(), role.label(), Failures.outcome(answer), Duration.ofNanos(nanos)));
    }

    /** Somebody answers in the place of the primary. */
    void standsIn(Member member) {
        synchronized (this) {
            standIn = member;
        }
        watch().ifPresent(watch -> watch.call().stoodIn(member.backend()));
    }

    /** One that was expected was compared. */
    void compared(Member member, Verdict verdict) {
        end(() -> verdicts.put(member.toString(), verdict.label()));
    }

    /** One that was expected was dropped. */
    void dropped(Member member, DropReason why) {
        end(() -> verdicts.put(member.toString(), why.label()));
    }

    /** The caller has its answer. */
    void answered(Object answer) {
        end(() -> {
            outcome = Failures.outcome(answer);
            took = Duration.ofNanos(executor.time().nanoTime() - begun);
        });
    }

    private Optional<CallWatch> watch() {
        return listener instanceof CallWatch watch ? Optional.of(watch) : Optional.empty();
    }

    private void end(Runnable note) {
        RouteTrace trace;
        synchronized (this) {
            note.run();
            if (--open > 0) {
                return;
            }
            trace = new RouteTrace(
                    executor.name(),
                    operation.name(),
                    primary.toString(),
                    reason,
                    Optional.ofNullable(standIn).map(Member::toString),
                    outcome,
                    took,
                    attempts,
                    verdicts);
        }
        executor.notices().trace(listener, trace);
    }
}
