package io.github.lighthousecompat;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.SystemTime;
import io.github.lighthousecompat.call.TimeSource;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Routes calls between backends. */
public final class RoutedLighthouse implements LighthouseApi {
    private final SystemTime time = new SystemTime("routed");

    private RoutedLighthouse() {}

    @Override
    public String name() {
        return "default";
    }

    @Override
    public LighthouseVersion version() {
        return LighthouseVersion.V4;
    }

    @Override
    public TimeSource time() {
        return time;
    }

    @Override
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        CallSite site = CallSite.of(name());
        return CallFuture.failed(
                site, operation.name(), new LighthouseException.NotConfigured(site, operation.name(), "a router"));
    }

    @Override
    public <R> R fold(
            Function<? super LighthouseV4, ? extends R> v4,
            Function<? super LighthouseV5, ? extends R> v5,
            Function<? super RoutedLighthouse, ? extends R> routed) {
        return routed.apply(this);
    }

    @Override
    public void close() {
        time.close();
    }
}
