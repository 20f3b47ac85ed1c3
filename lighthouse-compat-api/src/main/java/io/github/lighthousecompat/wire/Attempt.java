package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import java.util.function.Supplier;

/**
 * One call under way: whose it is, how to end what it is waiting for, and what it means if its time runs out.
 * Thread-safe.
 */
final class Attempt {
    private static final Runnable NOTHING = () -> {};

    private final CallLabel label;
    private final Object lock = new Object();
    private Runnable abort = NOTHING;
    private Runnable overdue = NOTHING;
    private boolean isCancelled;

    Attempt(CallLabel label) {
        this.label = label;
    }

    CallLabel label() {
        return label;
    }

    /**
     * Runs {@code wait}, which {@code abort} makes end early.
     *
     * @throws LighthouseException.Cancelled instead, if the call was cancelled before
     */
    <T> T interruptibly(Runnable abort, Supplier<T> wait) {
        synchronized (lock) {
            if (isCancelled) {
                throw cancelled();
            }
            this.abort = abort;
        }
        try {
            return wait.get();
        } finally {
            synchronized (lock) {
                this.abort = NOTHING;
            }
        }
    }

    /** Runs {@code work}; {@code overdue} is what is to be done if the time of the call ends before it returns. */
    <T> T watched(Runnable overdue, Supplier<T> work) {
        setOverdue(overdue);
        try {
            return work.get();
        } finally {
            setOverdue(NOTHING);
        }
    }

    private void setOverdue(Runnable action) {
        synchronized (lock) {
            overdue = action;
        }
    }

    /** The time of the call has ended: nobody will hear its answer. Does not end it. */
    void expire() {
        Runnable action;
        synchronized (lock) {
            action = overdue;
        }
        action.run();
    }

    /** Ends what the call is waiting for and lets it wait for nothing more. */
    void cancel() {
        Runnable running;
        synchronized (lock) {
            isCancelled = true;
            running = abort;
        }
        running.run();
    }

    LighthouseException cancelled() {
        return new LighthouseException.Cancelled(label.site(), label.operation(), "the call was ended");
    }
}
