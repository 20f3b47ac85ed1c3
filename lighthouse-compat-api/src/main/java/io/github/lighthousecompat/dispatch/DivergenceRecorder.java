package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.compare.Divergence;
import io.github.lighthousecompat.compare.Divergences;
import io.github.lighthousecompat.route.Comparison;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps what comparisons found, on a thread of its own: a call only leaves its answers here. Thread-safe.
 *
 * <p>What waits holds whole answers, so little may wait; what is kept is short texts.
 */
final class DivergenceRecorder implements RoutingListener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("io.github.lighthousecompat.routing");

    /** How many answers may wait to be looked at. */
    static final int WAITING = 16;

    /** How many divergences may come at once, beside contradictions. */
    static final int AT_ONCE = 32;

    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final long REMEMBERED_BYTES = 256 << 10;

    private final TimeSource time;
    private final Executor executor;
    private final TokenBucket bucket;
    private final DivergenceRing ring = new DivergenceRing(REMEMBERED_BYTES);
    private final Optional<ComparisonFile> file;
    private final BlockingQueue<Comparison> waiting = new ArrayBlockingQueue<>(WAITING);
    private final AtomicBoolean working = new AtomicBoolean();
    private final AtomicLong kept = new AtomicLong();
    private final AtomicLong limited = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicLong unwritten = new AtomicLong();
    private volatile boolean closed;
    private volatile boolean finished;

    /** One that works on {@code executor}, a task at a time. */
    DivergenceRecorder(TimeSource time, Executor executor, Optional<ComparisonFile> file) {
        this.time = time;
        this.executor = executor;
        this.bucket = new TokenBucket(time, AT_ONCE, INTERVAL);
        this.file = file;
    }

    @Override
    public void onComparison(Comparison comparison) {
        if (!comparison.verdict().isDivergence()) {
            return;
        }
        // no flood of others may hide a contradiction
        if (comparison.verdict() != Verdict.CONFLICT && !bucket.take()) {
            limited.incrementAndGet();
        } else if (closed || !waiting.offer(comparison)) {
            dropped.incrementAndGet();
        } else {
            work();
        }
    }

    /** What is known now. */
    Divergences snapshot() {
        return new Divergences(ring.latest(), kept.get(), limited.get(), dropped.get(), unwritten.get());
    }

    private void work() {
        if (working.compareAndSet(false, true)) {
            try {
                executor.execute(this::drain);
            } catch (RuntimeException | Error e) {
                working.set(false);
                throw e;
            }
        }
    }

    private void drain() {
        try {
            for (Comparison next = waiting.poll(); next != null; next = waiting.poll()) {
                keep(next);
            }
            if (closed && !finished) {
                file.ifPresent(ComparisonFile::close);
                finished = true;
            }
        } finally {
            working.set(false);
        }
        // what came after the last look, and before it was told that nobody works
        if (!waiting.isEmpty() || (closed && !finished)) {
            work();
        }
    }

    private void keep(Comparison comparison) {
        try {
            record(comparison);
            kept.incrementAndGet();
        } catch (RuntimeException e) {
            dropped.incrementAndGet();
            LOG.warn("a divergence could not be kept: {}", comparison, e);
        }
    }

    private void record(Comparison comparison) {
        Divergence divergence = new Divergence(
                time.now(),
                comparison.operation().name(),
                comparison.verdict(),
                comparison.primary().alias(),
                comparison.took(),
                comparison.other().alias(),
                comparison.otherTook(),
                comparison.differences());
        ring.add(divergence);
        if (file.isPresent() && !file.get().write(divergence)) {
            unwritten.incrementAndGet();
        }
    }

    /** Takes no more. What waits is still kept, and then the file is closed, if the executor lets it. */
    @Override
    public void close() {
        closed = true;
        if (file.isPresent()) {
            work();
        }
    }
}
