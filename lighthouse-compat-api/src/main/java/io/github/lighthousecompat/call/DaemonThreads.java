package io.github.lighthousecompat.call;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** Makes the daemon threads of one pool and can wait until they are gone. Thread-safe. */
public final class DaemonThreads implements ThreadFactory {
    private final Supplier<String> names;
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

    /** Threads with these names. */
    public DaemonThreads(Supplier<String> names) {
        this.names = names;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, names.get());
        thread.setDaemon(true);
        made.removeIf(old -> old.getState() == Thread.State.TERMINATED);
        made.add(thread);
        return thread;
    }

    /** Waits for the end of each thread but the caller's own; a pool says that it has ended a moment before they have. */
    public void join(Duration longest) {
        try {
            for (Thread thread : made) {
                if (thread != Thread.currentThread()) {
                    thread.join(longest.toMillis());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
