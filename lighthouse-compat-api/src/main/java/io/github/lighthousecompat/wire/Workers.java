package io.github.lighthousecompat.wire;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Daemon threads that take tasks from one bounded queue, first in, first out: made when a task finds none idle, ended
 * when they have been idle for some seconds.
 *
 * <p>Thread-safe. With one thread the tasks run one after the other in the order in which they were offered. (The pools
 * of the JDK either make all their threads first or queue nothing before they have; this makes the fewest that keep no
 * task waiting.)
 */
final class Workers {
    private static final Duration IDLE = Duration.ofSeconds(5);

    private final IntFunction<String> names;
    private final int maxThreads;
    private final int capacity;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Condition ended = lock.newCondition();
    private final ArrayDeque<Runnable> queue = new ArrayDeque<>();
    private final Set<Thread> alive = new HashSet<>();
    private final BitSet numbers = new BitSet();
    private int idle;
    private boolean isClosed;

    /**
     * Starts no thread yet.
     *
     * @param names gives the name of the thread with a number, from 1 on
     * @param capacity how many tasks may wait while all threads are busy
     */
    Workers(IntFunction<String> names, int maxThreads, int capacity) {
        this.names = names;
        this.maxThreads = maxThreads;
        this.capacity = capacity;
    }

    /**
     * Takes a task, which must not throw.
     *
     * @return false if too many wait or this is closed: the task will not run
     */
    boolean offer(Runnable task) {
        lock.lock();
        try {
            int free = idle + maxThreads - alive.size();
            if (isClosed || queue.size() - free >= capacity) {
                return false;
            }
            queue.add(task);
            if (idle >= queue.size()) {
                work.signal();
                return true;
            }
            if (alive.size() < maxThreads && !startThread() && alive.isEmpty()) {
                queue.removeLast();
                return false;
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Forgets a task that has not begun; does nothing otherwise. */
    void remove(Runnable task) {
        lock.lock();
        try {
            queue.remove(task);
        } finally {
            lock.unlock();
        }
    }

    /**
     * Takes no more tasks, lets the threads finish what they have and waits for them, but not for the caller's own.
     *
     * @param grace after this the threads that still run are interrupted and left to themselves
     */
    void close(Duration grace) {
        List<Thread> threads;
        lock.lock();
        try {
            isClosed = true;
            work.signalAll();
            threads = new ArrayList<>(alive);
            awaitEnd(grace);
            threads.removeAll(alive);
            for (Thread late : alive) {
                if (late != Thread.currentThread()) {
                    late.interrupt();
                }
            }
        } finally {
            lock.unlock();
        }
        threads.forEach(Workers::join);
    }

    private void awaitEnd(Duration grace) {
        int own = alive.contains(Thread.currentThread()) ? 1 : 0;
        long left = grace.toNanos();
        try {
            while (alive.size() > own && left > 0) {
                left = ended.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a thread that has nothing left to do. */
    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean startThread() {
        int number = numbers.nextClearBit(1);
        // without the inheritable values of whichever thread of the host happens to call
        Thread thread = new Thread(null, () -> run(number), names.apply(number), 0, false);
        thread.setDaemon(true);
        try {
            thread.start();
        } catch (OutOfMemoryError e) {
            // the system gives no more threads; those that there are go on
            return false;
        }
        numbers.set(number);
        alive.add(thread);
        idle++;
        return true;
    }

    private void run(int number) {
        for (Runnable task = next(number); task != null; task = resume(number)) {
            try {
                task.run();
            } catch (RuntimeException | Error e) {
                Thread thread = Thread.currentThread();
                thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
            }
            // code of the host may have left it set
            Thread.interrupted();
        }
    }

    private @Nullable Runnable resume(int number) {
        lock.lock();
        try {
            idle++;
            return next(number);
        } finally {
            lock.unlock();
        }
    }

    /** The next task for a thread that counts as idle; null if it is to end. */
    private @Nullable Runnable next(int number) {
        lock.lock();
        try {
            long left = IDLE.toNanos();
            while (queue.isEmpty() && !isClosed && left > 0) {
                try {
                    left = work.awaitNanos(left);
                } catch (InterruptedException e) {
                    // meant for a task that has ended since
                }
            }
            idle--;
            Runnable task = queue.poll();
            if (task == null) {
                alive.remove(Thread.currentThread());
                numbers.clear(number);
                ended.signalAll();
            }
            return task;
        } finally {
            lock.unlock();
        }
    }
}
