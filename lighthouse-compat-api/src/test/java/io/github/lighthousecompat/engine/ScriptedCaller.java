package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** Keeps every call, and answers when the test says so; its time stands still unless the test moves it. */
final class ScriptedCaller implements Caller, TimeSource {
    record Call(Operation<?, ?> operation, Object argument, CallOptions options, CallFuture<Object> answer) {}

    record Task(Duration delay, Runnable run) {}

    final List<Call> calls = new ArrayList<>();
    final List<Task> tasks = new ArrayList<>();
    final List<Operation<?, ?>> deciding = new ArrayList<>();
    private boolean hurried;
    private Duration elapsed = Duration.ZERO;
    private final Map<Operation<?, ?>, Object> answers = new HashMap<>();

    /** Answers {@code operation} at once from now on; other calls wait. */
    <A, R> ScriptedCaller answer(Operation<A, R> operation, R answer) {
        answers.put(operation, answer);
        return this;
    }

    /** Runs what is to wait at once, within the call that asks for it. */
    void runTasksAtOnce() {
        hurried = true;
    }

    /** Lets time pass; no task is run. */
    void advance(Duration by) {
        elapsed = elapsed.plus(by);
    }

    /** The one call so far, or the last of several. */
    Call last() {
        return calls.get(calls.size() - 1);
    }

    List<Operation<?, ?>> operations() {
        List<Operation<?, ?>> operations = new ArrayList<>();
        calls.forEach(call -> operations.add(call.operation()));
        return operations;
    }

    @Override
    public String name() {
        return "scripted";
    }

    @Override
    public LighthouseVersion version() {
        return LighthouseVersion.V5;
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        return schedule(delay, task);
    }

    @Override
    @SuppressWarnings("unchecked") // the script gives each operation its own kind of answer
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        CallFuture<Object> answer = new CallFuture<>(CallSite.of(name()), operation.name());
        calls.add(new Call(operation, argument, options, answer));
        if (answers.containsKey(operation)) {
            answer.complete(answers.get(operation));
        }
        return (CompletableFuture<R>) answer;
    }

    @Override
    public <A, R> CompletableFuture<R> composite(
            String name,
            Operation<A, ?> first,
            A argument,
            CallOptions options,
            Function<Caller, CompletableFuture<R>> steps) {
        deciding.add(first);
        return steps.apply(this);
    }

    @Override
    public long nanoTime() {
        return elapsed.toNanos();
    }

    @Override
    public Instant now() {
        return Instant.EPOCH;
    }

    @Override
    public Scheduled schedule(Duration delay, Runnable task) {
        Task waiting = new Task(delay, task);
        if (hurried) {
            task.run();
            return () -> {};
        }
        tasks.add(waiting);
        return () -> tasks.remove(waiting);
    }
}
