package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Backends that nobody calls, as a router only names them. */
final class Backends {
    static final Backend OLD = Backend.of("old", new NeverCalled(LighthouseVersion.V4));
    static final Backend YOUNG = Backend.of("young", new NeverCalled(LighthouseVersion.V5));
    static final Backend THIRD = Backend.of("third", new NeverCalled(LighthouseVersion.V5));

    private Backends() {}

    private record NeverCalled(LighthouseVersion version) implements Caller {
        @Override
        public String name() {
            return "never-called";
        }

        @Override
        public TimeSource.Scheduled after(Duration delay, Runnable task) {
            throw new AssertionError("a router that waits");
        }

        @Override
        public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
            throw new AssertionError("a router that calls");
        }
    }
}
