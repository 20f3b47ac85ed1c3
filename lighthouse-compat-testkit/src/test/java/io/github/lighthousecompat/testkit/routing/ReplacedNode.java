package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Registration;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

/** A client whose node is replaced by one of another dialect. Thread-safe. */
final class ReplacedNode implements Caller {
    private final List<BiConsumer<LighthouseVersion, String>> listeners = new CopyOnWriteArrayList<>();
    private volatile Caller current;

    ReplacedNode(Caller first) {
        current = first;
    }

    void becomes(Caller next, String node) {
        LighthouseVersion from = version();
        current = next;
        listeners.forEach(listener -> listener.accept(from, node));
    }

    @Override
    public Registration onVersion(BiConsumer<LighthouseVersion, String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** How many listen. */
    int listeners() {
        return listeners.size();
    }

    @Override
    public String name() {
        return current.name();
    }

    @Override
    public LighthouseVersion version() {
        return current.version();
    }

    @Override
    public boolean serves(Facet facet) {
        return current.serves(facet);
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return current.after(delay, task);
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        return current.call(operation, argument, options);
    }
}
