package io.github.lighthousecompat.threads;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Makes the daemon threads of one pool and can wait until they are gone. Thread-safe. */
final class DaemonThreads implements ThreadFactory {
    private final Supplier<String> names;
    private final Set<Thread> made = ConcurrentHashMap.newKeySet();

    /** Threads with these names. */
    DaemonThreads(Supplier<String> names) {
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

    /**
     * Waits for the end of every thread but the caller's own; a pool says that it has ended a moment before they have.
     *
     * @return whether they ended in time; if interrupted they did not
     */
    boolean join(Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        try {
            for (Thread thread : made) {
                if (thread != Thread.currentThread()) {
                    TimeUnit.NANOSECONDS.timedJoin(thread, end - System.nanoTime());
                    if (thread.isAlive()) {
                        return false;
                    }
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
