package io.github.lighthousecompat.dispatch;

import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Daemon threads on demand, for the few completions that no backend's thread brings. */
final class CallbackThreads implements Executor, AutoCloseable {
    private final ThreadPoolExecutor pool;

    CallbackThreads(String client, String purpose) {
        AtomicInteger number = new AtomicInteger();
        pool = new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
            Thread thread = new Thread(task, "lighthouse-" + client + "-" + purpose + "-" + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }

    @Override
    public void close() {
        pool.shutdownNow();
    }
}
