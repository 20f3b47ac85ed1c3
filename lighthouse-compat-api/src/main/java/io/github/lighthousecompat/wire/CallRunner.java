package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.EndpointSettings;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.threads.Waits;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs the calls of one client: ordered ones one after the other on the lane, the others on up to a set number of
 * workers for each endpoint, each with a deadline from the moment it is submitted.
 *
 * <p>Thread-safe. Three kinds of threads never do each other's work: those that wait for an endpoint, the timer, and
 * those that complete the futures of the host.
 */
final class CallRunner implements AutoCloseable {
    /** For each of the four pools, which makes less than 2 s in all. */
    private static final Duration GRACE = Duration.ofMillis(450);

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final TimeSource time;
    private final Map<Pool, Workers> pools = new EnumMap<>(Pool.class);
    private final Callbacks callbacks;
    private final Waits waits;
    private final Set<Job<?>> jobs = ConcurrentHashMap.newKeySet();
    private volatile boolean isClosed;

    /** The threads that wait for endpoints. */
    enum Pool {
        /** One thread, for what must stay in order. */
        LANE,
        /** For all else that goes to an execution layer. */
        WORKERS,
        /** For what goes to a Lighthouse node. */
        BEACON_WORKERS
    }

    CallRunner(EndpointSettings settings, TimeSource time) {
        String prefix = "lighthouse-" + settings.name();
        this.time = time;
        pools.put(Pool.LANE, new Workers(n -> prefix + "-lane", 1, settings.queueCapacity(), IDLE));
        pools.put(Pool.WORKERS, workers(prefix + "-worker-", settings));
        pools.put(Pool.BEACON_WORKERS, workers(prefix + "-beacon-worker-", settings));
        this.callbacks = new Callbacks(
                settings.callbackExecutor(),
                new Workers(n -> prefix + "-callback-" + n, Integer.MAX_VALUE, Integer.MAX_VALUE, IDLE));
        this.waits = new Waits(time, callbacks::run);
    }

    private static Workers workers(String prefix, EndpointSettings settings) {
        return new Workers(n -> prefix + n, settings.workers(), settings.queueCapacity(), IDLE);
    }

    /**
     * Takes a call.
     *
     * @param pool whose threads do it
     * @param limit when it fails with {@code Timeout}, counted from now
     * @param work what to do, on a thread that may be blocked
     * @return completed on a thread that no call needs; cancelling it ends the work
     */
    <R> CompletableFuture<R> submit(CallLabel label, Pool pool, Duration limit, Function<Attempt, R> work) {
        Job<R> job = new Job<>(label, Objects.requireNonNull(pools.get(pool)), work);
        jobs.add(job);
        job.endBy(time.schedule(limit, () -> job.expire(timeout(label, limit))));
        job.future.onCancel(job::abandon);
        if (isClosed || !job.workers.offer(job)) {
            job.reject(
                    isClosed
                            ? LighthouseException.Rejected.Reason.CLOSED
                            : LighthouseException.Rejected.Reason.QUEUE_FULL);
        }
        return job.future;
    }

    /** Runs {@code task} after {@code delay} where continuations of the host run. */
    TimeSource.Scheduled after(Duration delay, Runnable task) {
        return waits.after(delay, task);
    }

    /** Where what the host does may block: not on the thread that asks for it, as long as this is open. */
    Executor callbacks() {
        return callbacks::run;
    }

    /** Ends running calls with {@code Cancelled} and then the threads; idempotent. */
    @Override
    public void close() {
        isClosed = true;
        for (Job<?> job : jobs) {
            job.abort(new LighthouseException.Cancelled(
                    job.label().site(), job.label().operation(), "the client was closed"));
        }
        waits.close();
        pools.values().forEach(pool -> pool.close(GRACE));
        callbacks.close(GRACE);
    }

    private static LighthouseException timeout(CallLabel label, Duration limit) {
        return new LighthouseException.Timeout(label.site(), label.operation(), limit);
    }

    /** A call from the moment it is taken to the first of: answer, failure, deadline, cancellation, close. */
    private final class Job<R> implements Runnable {
        private final Attempt attempt;
        private final Workers workers;
        private final Function<Attempt, R> work;
        private final CallFuture<R> future;
        private final AtomicBoolean isEnded = new AtomicBoolean();
        private volatile TimeSource.@Nullable Scheduled deadline;

        Job(CallLabel label, Workers workers, Function<Attempt, R> work) {
            this.attempt = new Attempt(label);
            this.workers = workers;
            this.work = work;
            this.future = new CallFuture<>(label.site(), label.operation());
        }

        CallLabel label() {
            return attempt.label();
        }

        @Override
        public void run() {
            if (isEnded.get()) {
                return;
            }
            R answer;
            try {
                answer = work.apply(attempt);
            } catch (Throwable e) {
                LighthouseException failure = LighthouseException.from(e, label().site(), label().operation());
                if (end()) {
                    callbacks.run(() -> future.completeExceptionally(failure));
                }
                return;
            }
            if (end()) {
                callbacks.run(() -> future.complete(answer));
            }
        }

        void endBy(TimeSource.Scheduled timeout) {
            deadline = timeout;
            if (isEnded.get()) {
                timeout.cancel();
            }
        }

        /** Ends the call from outside with a failure. */
        void abort(LighthouseException failure) {
            if (end()) {
                callbacks.run(() -> future.completeExceptionally(failure));
                stop();
            }
        }

        /** Ends a call that has no time left; what that says of the server is known before the host hears of it. */
        void expire(LighthouseException failure) {
            if (!isEnded.get()) {
                attempt.expire();
            }
            abort(failure);
        }

        /** Ends the work of a future that the host has cancelled. */
        void abandon() {
            if (end()) {
                stop();
            }
        }

        /** Ends a call that did not begin, before the host has its future. */
        void reject(LighthouseException.Rejected.Reason reason) {
            if (end()) {
                future.completeExceptionally(
                        new LighthouseException.Rejected(label().site(), label().operation(), reason));
            }
        }

        private void stop() {
            workers.remove(this);
            attempt.cancel();
        }

        private boolean end() {
            if (!isEnded.compareAndSet(false, true)) {
                return false;
            }
            jobs.remove(this);
            TimeSource.Scheduled waiting = deadline;
            if (waiting != null) {
                waiting.cancel();
            }
            return true;
        }
    }
}
