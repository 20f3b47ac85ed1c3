package io.github.lighthousecompat.wire;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Waiting in tests: always for something, and never longer than a test may take. */
final class Threads {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    /** Less than a thread of a pool that nobody closed waits for the next task. */
    private static final Duration GRACE = Duration.ofSeconds(4);

    private Threads() {}

    /** Blocks until the latch opens. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("waited " + PATIENCE + " in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    static void acquire(Semaphore semaphore, int permits) {
        try {
            if (!semaphore.tryAcquire(permits, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("waited " + PATIENCE + " in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted", e);
        }
    }

    /** Names of the threads of a client that are alive. */
    static List<String> of(String client) {
        return named(client).stream().map(Thread::getName).sorted().toList();
    }

    /** Waits until the threads whose name begins so have ended, as those of a stream do soon after it. */
    static void awaitEnd(String prefix) {
        awaitEnd(prefix, PATIENCE);
    }

    /** Waits until no thread of a client that was closed is left, which is before a pool ends those without work. */
    static void awaitClosed(String client) {
        awaitEnd("lighthouse-" + client + "-", GRACE);
    }

    private static void awaitEnd(String prefix, Duration limit) {
        for (Thread thread : withPrefix(prefix)) {
            try {
                thread.join(limit.toMillis());
            } catch (InterruptedException e) {
                throw new AssertionError("interrupted", e);
            }
            if (thread.isAlive()) {
                throw new AssertionError(thread + " is alive after " + limit);
            }
        }
    }

    /** Waits until a thread of a pool has nothing to do. */
    static void awaitIdle(Thread thread) {
        awaitState(thread, Thread.State.TIMED_WAITING);
    }

    static void awaitState(Thread thread, Thread.State state) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (thread.getState() != state) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(thread + " is not " + state + " after " + PATIENCE);
            }
            Thread.onSpinWait();
        }
    }

    private static List<Thread> named(String client) {
        return withPrefix("lighthouse-" + client + "-");
    }

    private static List<Thread> withPrefix(String prefix) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith(prefix))
                .toList();
    }
}
