package io.github.lighthousecompat.rollout;

import io.github.lighthousecompat.route.Weight;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an A/B run has seen so far. Immutable.
 *
 * @param name the name of the run
 * @param state whether it goes on
 * @param weight the share of the units that the treatment was given
 * @param elapsed how long it has run
 * @param rows a row for each operation that either of the two answered, in the order of their names
 */
public record AbReport(String name, AbRun.State state, Weight weight, Duration elapsed, List<Row> rows) {
    /** Copies the list. */
    public AbReport {
        rows = List.copyOf(rows);
    }

    /** How the treatment does against the control, in one operation. */
    public enum Verdict {
        /** Too few answers of either to say anything. */
        INSUFFICIENT,
        /** Nothing that was seen tells the two apart. */
        NO_DIFFERENCE,
        /** The treatment fails less, or is as good and quicker. */
        BETTER,
        /** The treatment fails more, is slower, or was contradicted. */
        WORSE
    }

    /**
     * One operation.
     *
     * @param operation its name
     * @param control what the control did
     * @param treatment what the treatment did
     * @param mismatches how often the two answers to one call differed in what should be the same
     * @param verdict what follows
     */
    public record Row(String operation, Side control, Side treatment, long mismatches, Verdict verdict) {}

    /**
     * The calls of one operation that one backend answered for the caller.
     *
     * @param backend its alias
     * @param calls how many
     * @param successes how many of them with an answer
     * @param successRate the share of successes with its interval; empty without a call
     * @param p50 half of them took at most this long; zero without a call
     * @param p99 99 of 100 took at most this long; zero without a call
     * @param p99Interval where the p99 lies; empty while there are too few calls to enclose it, fewer than about 600
     */
    public record Side(
            String backend,
            long calls,
            long successes,
            Optional<Interval> successRate,
            Duration p50,
            Duration p99,
            Optional<DurationInterval> p99Interval) {}

    /**
     * Where a time lies with 95 % confidence.
     *
     * @param lower the lower bound
     * @param upper the upper bound
     */
    public record DurationInterval(Duration lower, Duration upper) {}
}
