package io.github.lighthousecompat.v5;

import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.LighthouseV5;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.wire.Connection;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client of the v5 dialect over an execution layer, a Lighthouse node, or both. Thread-safe. */
final class V5Lighthouse implements LighthouseV5 {
    private final Connection connection;

    V5Lighthouse(LighthouseConfig config) {
        this.connection = Connection.of(config, new V5Dialect());
    }

    @Override
    public String name() {
        return connection.name();
    }

    @Override
    public Release release() {
        return connection.release();
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return connection.after(delay, task);
    }

    @Override
    public long nanoTime() {
        return connection.nanoTime();
    }

    @Override
    public boolean serves(Facet facet) {
        return connection.serves(facet);
    }

    @Override
    public Optional<URI> engineEndpoint() {
        return connection.engineEndpoint();
    }

    @Override
    public Duration limit(Operation<?, ?> operation) {
        return connection.limit(operation);
    }

    @Override
    public Duration slotTime() {
        return connection.slotTime();
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        return connection.call(operation, argument, options);
    }

    @Override
    public void close() {
        connection.close();
    }
}
