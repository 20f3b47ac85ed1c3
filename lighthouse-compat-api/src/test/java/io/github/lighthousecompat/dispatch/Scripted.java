package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** A backend that keeps every call, which then ends when the test says so. */
record Scripted(LighthouseVersion version, List<Call> calls) implements Caller {
    record Call(Operation<?, ?> operation, Object argument, CallFuture<Object> answer) {}

    static Scripted of(LighthouseVersion version) {
        return new Scripted(version, new CopyOnWriteArrayList<>());
    }

    /** A member of no fleet before a backend of the newer version. */
    static Member member(String alias) {
        return new Member("test", Backend.of(alias, of(LighthouseVersion.V5)), new BackendHealth(), BackendState.READY);
    }

    List<Object> arguments() {
        return calls.stream().map(Call::argument).toList();
    }

    @Override
    public String name() {
        return version.label();
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("nothing here waits");
    }

    @Override
    @SuppressWarnings("unchecked") // the test gives each operation its own kind of answer
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        CallFuture<Object> answer = new CallFuture<>(options.site().orElse(CallSite.of(name())), operation.name());
        calls.add(new Call(operation, argument, answer));
        return (CompletableFuture<R>) answer;
    }
}
