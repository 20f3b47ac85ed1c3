package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.RouteTrace;
import io.github.lighthousecompat.telemetry.CallObserver;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A listener for the trace of a call that also hears of what happens before its end.
 *
 * @param call what hears of it
 * @param listener the host's own listener, who goes on to be told
 */
record CallWatch(CallObserver.Call call, Optional<Consumer<RouteTrace>> listener) implements Consumer<RouteTrace> {
    static CallWatch of(CallObserver.Call call, CallOptions options) {
        return new CallWatch(call, options.trace());
    }

    @Override
    public void accept(RouteTrace trace) {
        listener.ifPresent(host -> host.accept(trace));
    }
}
