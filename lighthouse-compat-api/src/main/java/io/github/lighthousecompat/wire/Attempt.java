package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import java.util.function.Supplier;

/** One call under way: whose it is, and how to end what it is waiting for. Thread-safe. */
final class Attempt {
    private static final Runnable NOTHING = () -> {};

    private final CallLabel label;
    private final Object lock = new Object();
    private Runnable abort = NOTHING;
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
