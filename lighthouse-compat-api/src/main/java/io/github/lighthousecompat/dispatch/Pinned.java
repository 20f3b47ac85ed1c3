package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Route;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The executor under one decision, for the steps of a composite call.
 *
 * @param watch who observes the whole, if anybody does
 */
record Pinned(RouteExecutor executor, Route route, Optional<CallWatch> watch) implements Caller {
    @Override
    public String name() {
        return executor.name();
    }

    @Override
    public LighthouseVersion version() {
        return route.primary().version();
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
        return route.primary().caller().limit(operation);
    }

    @Override
    public Duration slotTime() {
        return route.primary().caller().slotTime();
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        CallOptions watched = watch.map(options::traced).orElse(options);
        return executor.call(operation, argument, watched, route);
    }
}
