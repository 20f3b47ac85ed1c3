package io.github.lighthousecompat.rollout;

import io.github.lighthousecompat.telemetry.CallTimes;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;

/** The answers of one backend to one operation, as they are counted. Thread-safe; counting takes no lock. */
final class Answers {
    private static final double P99 = 0.99;

    private final LongAdder successes = new LongAdder();
    private final CallTimes times = new CallTimes();

    void count(boolean isSuccess, long nanos) {
        times.count(nanos);
        if (isSuccess) {
            successes.increment();
        }
    }

    AbReport.Side side(String backend) {
        // in this order, as counting goes on: never more successes than calls
        long good = successes.sum();
        CallTimes seen = times.copy();
        long calls = seen.calls();
        if (calls == 0) {
            return new AbReport.Side(backend, 0, 0, Optional.empty(), Duration.ZERO, Duration.ZERO, Optional.empty());
        }
        return new AbReport.Side(
                backend,
                calls,
                good,
                Optional.of(Interval.ofShare(good, calls)),
                seen.percentile(50),
                seen.percentile(100 * P99),
                p99(seen, calls));
    }

    private static Optional<AbReport.DurationInterval> p99(CallTimes seen, long calls) {
        Interval ranks = Interval.ofRanks(calls, P99);
        return ranks.upper() > calls
                ? Optional.empty()
                : Optional.of(
                        new AbReport.DurationInterval(at(seen, ranks.lower(), calls), at(seen, ranks.upper(), calls)));
    }

    private static Duration at(CallTimes seen, double rank, long calls) {
        return seen.percentile(100 * rank / calls);
    }
}
