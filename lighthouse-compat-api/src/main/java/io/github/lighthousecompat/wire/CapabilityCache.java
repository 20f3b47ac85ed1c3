package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.Capabilities;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the execution layer last said it has: fetched when it is needed, kept for 15 minutes, and dropped as soon as
 * something says that the server may be another one by now.
 *
 * <p>Thread-safe. Callers that need it at the same time share one fetch, made on the thread of the first of them; no
 * lock is held meanwhile.
 */
final class CapabilityCache {
    static final Duration LIFE = Duration.ofMinutes(15);

    private record Known(Set<String> methods, long since) {}

    private final TimeSource time;
    private final Object lock = new Object();
    private @Nullable Known known;
    private @Nullable CompletableFuture<Known> running;

    CapabilityCache(TimeSource time) {
        this.time = time;
    }

    /** What is known, or else what {@code fetch} or another caller's fetch brings; its failure fails this call. */
    Capabilities get(Attempt attempt, Supplier<Set<String>> fetch) {
        while (true) {
            CompletableFuture<Known> own = new CompletableFuture<>();
            CompletableFuture<Known> other;
            synchronized (lock) {
                if (known != null && age(known).compareTo(LIFE) < 0) {
                    return Capabilities.of(known.methods(), age(known));
                }
                other = running;
                if (other == null) {
                    running = own;
                }
            }
            if (other == null) {
                return fetch(own, fetch);
            }
            try {
                return share(attempt, other);
            } catch (GivenUp e) {
                // the caller that was fetching is gone; this one goes on by itself
            }
        }
    }

    /** Forgets what is known; an answer that is under way serves those that wait for it and nobody else. */
    void drop() {
        synchronized (lock) {
            known = null;
            running = null;
        }
    }

    private Capabilities fetch(CompletableFuture<Known> own, Supplier<Set<String>> fetch) {
        try {
            Known fetched = new Known(Set.copyOf(fetch.get()), time.nanoTime());
            finish(own, fetched);
            own.complete(fetched);
            return Capabilities.of(fetched.methods(), Duration.ZERO);
        } catch (RuntimeException | Error e) {
            finish(own, null);
            own.completeExceptionally(e);
            throw e;
        }
    }

    private void finish(CompletableFuture<Known> own, @Nullable Known fetched) {
        synchronized (lock) {
            if (running == own) {
                running = null;
                known = fetched;
            }
        }
    }

    private Capabilities share(Attempt attempt, CompletableFuture<Known> other) throws GivenUp {
        CompletableFuture<Known> mine = other.thenApply(Function.identity());
        try {
            Known fetched = attempt.interruptibly(() -> mine.cancel(false), mine::join);
            return Capabilities.of(fetched.methods(), age(fetched));
        } catch (CancellationException e) {
            throw attempt.cancelled();
        } catch (CompletionException e) {
            if (e.getCause() instanceof LighthouseException.Cancelled) {
                throw new GivenUp();
            }
            throw LighthouseException.from(e, attempt.label().site(), EngineMethods.EXCHANGE_CAPABILITIES);
        }
    }

    private Duration age(Known what) {
        return Duration.ofNanos(time.nanoTime() - what.since());
    }

    private static final class GivenUp extends Exception {
        private static final long serialVersionUID = 1L;
    }
}
