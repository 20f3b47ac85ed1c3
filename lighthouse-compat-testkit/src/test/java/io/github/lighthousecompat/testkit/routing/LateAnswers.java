package io.github.lighthousecompat.testkit.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Gives answers on threads of its own, in an order of chance. Thread-safe. */
final class LateAnswers implements AutoCloseable {
    private static final int THREADS = 3;

    private final Random random;
    private final List<Runnable> pending = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private int running;
    private boolean closed;

    LateAnswers(long seed) {
        random = new Random(seed);
        for (int i = 0; i < THREADS; i++) {
            Thread thread = new Thread(this::answer, "answers-" + i);
            thread.setDaemon(true);
            thread.start();
            threads.add(thread);
        }
    }

    synchronized void add(Runnable answer) {
        pending.add(answer);
        notifyAll();
    }

    /** Waits until all answers were given, those that followed from others too. */
    synchronized void drain() throws InterruptedException {
        while (running > 0 || !pending.isEmpty()) {
            wait();
        }
    }

    private void answer() {
        try {
            while (true) {
                take().run();
                synchronized (this) {
                    running--;
                    notifyAll();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized Runnable take() throws InterruptedException {
        while (pending.isEmpty()) {
            if (closed) {
                throw new InterruptedException();
            }
            wait();
        }
        running++;
        return pending.remove(random.nextInt(pending.size()));
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
