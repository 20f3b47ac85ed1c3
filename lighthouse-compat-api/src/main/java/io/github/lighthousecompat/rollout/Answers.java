package io.github.lighthousecompat.rollout;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/** The answers of one backend to one operation, as they are counted. Thread-safe; counting takes no lock. */
final class Answers {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 2;
    private static final double P99 = 0.99;

    private final LongAdder successes = new LongAdder();
    private final AtomicHistogram times = new AtomicHistogram(LONGEST, DIGITS);

    void count(boolean isSuccess, long nanos) {
        times.recordValue(Math.min(Math.max(nanos, 0), LONGEST));
        if (isSuccess) {
            successes.increment();
        }
    }

    AbReport.Side side(String backend) {
        // in this order, as counting goes on: never more successes than calls
        long good = successes.sum();
        Histogram seen = times.copy();
        long calls = seen.getTotalCount();
        if (calls == 0) {
            return new AbReport.Side(backend, 0, 0, Optional.empty(), Duration.ZERO, Duration.ZERO, Optional.empty());
        }
        return new AbReport.Side(
                backend,
                calls,
                good,
                Optional.of(Interval.ofShare(good, calls)),
                Duration.ofNanos(seen.getValueAtPercentile(50)),
                Duration.ofNanos(seen.getValueAtPercentile(100 * P99)),
                p99(seen, calls));
    }

    private static Optional<AbReport.DurationInterval> p99(Histogram seen, long calls) {
        Interval ranks = Interval.ofRanks(calls, P99);
        return ranks.upper() > calls
                ? Optional.empty()
                : Optional.of(
                        new AbReport.DurationInterval(at(seen, ranks.lower(), calls), at(seen, ranks.upper(), calls)));
    }

    private static Duration at(Histogram seen, double rank, long calls) {
        return Duration.ofNanos(seen.getValueAtPercentile(100 * rank / calls));
    }
}
