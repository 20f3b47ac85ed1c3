package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Route;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.telemetry.CallObserver;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;

/** The calls of a host through an executor, each of them observed as one, whatever its steps. Thread-safe. */
public final class ObservedCalls implements Caller {
    private final RouteExecutor executor;
    private final CallObserver observer;

    /** Calls through {@code executor}. */
    public ObservedCalls(RouteExecutor executor, CallObserver observer) {
        this.executor = executor;
        this.observer = observer;
    }

    @Override
    public String name() {
        return executor.name();
    }

    @Override
    public LighthouseVersion version() {
        return executor.version();
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return executor.after(delay, task);
    }

    @Override
    public long nanoTime() {
        return executor.nanoTime();
    }

    @Override
    public boolean serves(Facet facet) {
        return executor.serves(facet);
    }

    @Override
    public Duration limit(Operation<?, ?> operation) {
        return executor.limit(operation);
    }

    @Override
    public Duration slotTime() {
        return executor.slotTime();
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        CallObserver.Call call = observer.begin(operation.group(), operation.name());
        CallOptions watched = options.traced(CallWatch.of(call, options));
        return observed(operation.name(), call, () -> executor.call(operation, argument, watched));
    }

    @Override
    public <A, R> CompletableFuture<R> composite(
            String name,
            Operation<A, ?> first,
            A argument,
            CallOptions options,
            Function<Caller, CompletableFuture<R>> steps) {
        CallObserver.Call call = observer.begin(name, name);
        Optional<CallWatch> watch = Optional.of(CallWatch.of(call, options));
        return observed(name, call, () -> {
            Route route = executor.decide(first, argument, options);
            return steps.apply(new Pinned(executor, route, watch));
        });
    }

    /** A future of its own, as those who wait for an answer must not have it before the observation has ended. */
    private <R> CompletableFuture<R> observed(
            String operation, CallObserver.Call call, Supplier<CompletableFuture<R>> sending) {
        CompletableFuture<R> sent = call.during(sending);
        CallSite site = sent instanceof CallFuture<R> known ? known.site() : CallSite.of(executor.name());
        CallFuture<R> result = new CallFuture<>(site, operation);
        result.onCancel(() -> sent.cancel(true));
        sent.whenComplete((value, problem) -> {
            if (problem == null) {
                call.ended(RoutingListener.OK, Optional.empty());
                result.complete(value);
            } else {
                LighthouseException failure = LighthouseException.from(problem, site, operation);
                call.ended(Failures.outcome(failure), Optional.of(failure));
                result.completeExceptionally(failure);
            }
        });
        return result;
    }
}
