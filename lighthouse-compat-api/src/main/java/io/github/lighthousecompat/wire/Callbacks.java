package io.github.lighthousecompat.wire;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Where the futures of a host are completed, so that whatever it does in a continuation holds up no call.
 *
 * <p>Thread-safe.
 */
final class Callbacks {
    private final Optional<Executor> host;
    private final Workers own;

    Callbacks(String client, Optional<Executor> host) {
        this.host = host;
        this.own = new Workers(n -> "lighthouse-" + client + "-callback-" + n, Integer.MAX_VALUE, Integer.MAX_VALUE);
    }

    /** Runs {@code completion} once or, if an executor of the host misbehaves, twice, but never not at all. */
    void run(Runnable completion) {
        if (host.isEmpty()) {
            runOnOwn(completion);
            return;
        }
        Thread caller = Thread.currentThread();
        try {
            host.get().execute(() -> {
                if (Thread.currentThread() == caller) {
                    // an executor that runs tasks in place would let the host block the threads of the calls
                    runOnOwn(completion);
                } else {
                    completion.run();
                }
            });
        } catch (RuntimeException | Error e) {
            runOnOwn(completion);
        }
    }

    /** Lets what is under way end, then interrupts it. */
    void close(Duration grace) {
        own.close(grace);
    }

    private void runOnOwn(Runnable completion) {
        if (!own.offer(completion)) {
            // closed: there is nothing left to hold up
            completion.run();
        }
    }
}
