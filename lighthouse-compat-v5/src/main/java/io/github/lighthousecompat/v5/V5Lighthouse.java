package io.github.lighthousecompat.v5;

import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.LighthouseV5;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.wire.EngineConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A client of the v5 dialect over one engine endpoint. Thread-safe. */
final class V5Lighthouse implements LighthouseV5 {
    private final EngineConnection engine;

    V5Lighthouse(LighthouseConfig config) {
        this.engine = EngineConnection.of(config, new V5Engine());
    }

    @Override
    public String name() {
        return engine.name();
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return engine.after(delay, task);
    }

    @Override
    public long nanoTime() {
        return engine.nanoTime();
    }

    @Override
    public Duration limit(Operation<?, ?> operation) {
        return engine.limit(operation);
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        return engine.call(operation, argument, options);
    }

    @Override
    public void close() {
        engine.close();
    }
}
