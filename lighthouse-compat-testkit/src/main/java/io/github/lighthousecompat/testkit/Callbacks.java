package io.github.lighthousecompat.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Where late answers are given: as many threads as continuations block, or the host's executor. Thread-safe. */
final class Callbacks implements Executor, AutoCloseable {
    private static final Duration IDLE = Duration.ofSeconds(1);

    private final Optional<ThreadPoolExecutor> own;
    private final Executor executor;

    Callbacks(String owner, Optional<Executor> given) {
        this.own = given.isPresent() ? Optional.empty() : Optional.of(pool(owner));
        this.executor = given.or(() -> own).orElseThrow();
    }

    private static ThreadPoolExecutor pool(String owner) {
        AtomicInteger number = new AtomicInteger();
        return new ThreadPoolExecutor(
                0,
                Integer.MAX_VALUE,
                IDLE.toMillis(),
                TimeUnit.MILLISECONDS,
                new SynchronousQueue<>(),
                task -> {
                    Thread thread = new Thread(task, "fake-" + owner + "-callback-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                },
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /** Runs {@code task}; after {@link #close} an own executor runs nothing more, as all calls have ended. */
    @Override
    public void execute(Runnable task) {
        executor.execute(task);
    }

    @Override
    public void close() {
        own.ifPresent(ThreadPoolExecutor::shutdown);
    }
}
