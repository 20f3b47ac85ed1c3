package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The host's side of a client: counts what was called, and how each call ended. Thread-safe. */
final class CountedCaller implements Caller {
    private final Caller caller;
    private final Counts counts;

    /** Numbers of calls; those that have not ended are lost. */
    static final class Counts {
        private final AtomicInteger begun = new AtomicInteger();
        private final AtomicInteger answered = new AtomicInteger();
        private final AtomicInteger failed = new AtomicInteger();

        int begun() {
            return begun.get();
        }

        int answered() {
            return answered.get();
        }

        int failed() {
            return failed.get();
        }

        int lost() {
            return begun() - answered() - failed();
        }
    }

    CountedCaller(Caller caller, Counts counts) {
        this.caller = caller;
        this.counts = counts;
    }

    @Override
    public String name() {
        return caller.name();
    }

    @Override
    public Optional<URI> engineEndpoint() {
        return caller.engineEndpoint();
    }

    @Override
    public LighthouseVersion version() {
        return caller.version();
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return caller.after(delay, task);
    }

    @Override
    public long nanoTime() {
        return caller.nanoTime();
    }

    @Override
    public boolean serves(Facet facet) {
        return caller.serves(facet);
    }

    @Override
    public Duration limit(Operation<?, ?> operation) {
        return caller.limit(operation);
    }

    @Override
    public Duration slotTime() {
        return caller.slotTime();
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        counts.begun.incrementAndGet();
        CompletableFuture<R> call = caller.call(operation, argument, options);
        CallSite site = options.site().orElse(CallSite.of(name()));
        CallFuture<R> counted = new CallFuture<>(site, operation.name());
        counted.onCancel(() -> call.cancel(true));
        // counted first: the host may look at the counts as soon as it has the answer
        call.whenComplete((answer, failure) -> {
            if (failure == null) {
                counts.answered.incrementAndGet();
                counted.complete(answer);
            } else {
                counts.failed.incrementAndGet();
                counted.completeExceptionally(LighthouseException.from(failure, site, operation.name()));
            }
        });
        return counted;
    }

    @Override
    public <A, R> CompletableFuture<R> composite(
            String name,
            Operation<A, ?> first,
            A argument,
            CallOptions options,
            Function<Caller, CompletableFuture<R>> steps) {
        return caller.composite(name, first, argument, options, one -> steps.apply(new CountedCaller(one, counts)));
    }
}
