package io.github.lighthousecompat.telemetry;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.AtomicHistogram;
import org.HdrHistogram.Histogram;

/**
 * How long calls took, to two digits and at most ten minutes. Thread-safe; counting takes no lock and allocates
 * nothing.
 */
public final class CallTimes {
    private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
    private static final int DIGITS = 2;

    private final Histogram times;

    /** None yet. */
    public CallTimes() {
        this(new AtomicHistogram(LONGEST, DIGITS));
    }

    private CallTimes(Histogram times) {
        this.times = times;
    }

    /** Counts one; what is out of range counts as the end of it. */
    public void count(long nanos) {
        times.recordValue(Math.min(Math.max(nanos, 0), LONGEST));
    }

    /** How many were counted. */
    public long calls() {
        return times.getTotalCount();
    }

    /** The time that so many of a hundred calls took at most; zero before the first. */
    public Duration percentile(double percent) {
        return Duration.ofNanos(times.getValueAtPercentile(percent));
    }

    /** These times as they are now, which are not counted on. */
    public CallTimes copy() {
        return new CallTimes(times.copy());
    }
}
