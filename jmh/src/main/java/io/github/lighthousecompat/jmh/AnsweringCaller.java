package io.github.lighthousecompat.jmh;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A backend that costs nothing: every call gets the one answer that has always been there. */
final class AnsweringCaller implements Caller {
    private final LighthouseVersion version;
    private final TimeSource time;
    private final CompletableFuture<UInt64> answer = CompletableFuture.completedFuture(UInt64.ONE);

    AnsweringCaller(LighthouseVersion version, TimeSource time) {
        this.version = version;
        this.time = time;
    }

    @Override
    public String name() {
        return version.label();
    }

    @Override
    public LighthouseVersion version() {
        return version;
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return time.schedule(delay, task);
    }

    @Override
    @SuppressWarnings("unchecked") // it is only asked for numbers
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        return (CompletableFuture<R>) answer;
    }
}
