package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** A node that says at once how it is, and answers anything else when it is told to. Thread-safe. */
final class OpenNode implements Caller {
    /** A call that the node was asked. */
    record Asked(Operation<?, ?> operation, Object argument, CallFuture<Object> answer) {}

    private final String alias;
    private final int number;
    private final Duration slotTime;
    private final AtomicInteger readings = new AtomicInteger();
    private final List<Asked> asked = new ArrayList<>();
    private volatile NodeSyncing syncing = BeaconSamples.syncing(false, false, false);

    OpenNode(String alias, int number) {
        this(alias, number, Duration.ofSeconds(12));
    }

    OpenNode(String alias, int number, Duration slotTime) {
        this.alias = alias;
        this.number = number;
        this.slotTime = slotTime;
    }

    /** How often it was asked how it is. */
    int readings() {
        return readings.get();
    }

    @Override
    public Duration slotTime() {
        return slotTime;
    }

    void says(NodeSyncing next) {
        syncing = next;
    }

    /** All calls so far, in order. */
    synchronized List<Asked> asked() {
        return List.copyOf(asked);
    }

    /** The calls that have not ended. */
    List<Asked> open() {
        return asked().stream().filter(call -> !call.answer().isDone()).toList();
    }

    void answer(Asked call) {
        call.answer().complete(BeaconSamples.answer(call.operation(), call.argument(), alias, number));
    }

    void fail(Asked call, Failure failure) {
        call.answer()
                .completeExceptionally(
                        failure.of(new CallSite("test", alias), call.operation().name()));
    }

    @Override
    public String name() {
        return alias;
    }

    @Override
    public LighthouseVersion version() {
        return LighthouseVersion.V5;
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    @Override
    @SuppressWarnings("unchecked") // each operation has its own kind of answer
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        CallFuture<Object> answer = new CallFuture<>(options.site().orElse(CallSite.of(alias)), operation.name());
        if (operation == BeaconOperations.NODE_SYNCING) {
            readings.incrementAndGet();
            answer.complete(syncing);
        } else {
            synchronized (this) {
                asked.add(new Asked(operation, argument, answer));
            }
        }
        return (CompletableFuture<R>) answer;
    }
}
