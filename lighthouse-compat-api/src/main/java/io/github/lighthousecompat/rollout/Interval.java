package io.github.lighthousecompat.rollout;

/**
 * Where a value lies with 95 % confidence, for what was seen. Immutable.
 *
 * @param lower the lower bound
 * @param upper the upper bound
 */
public record Interval(double lower, double upper) {
    /** The normal quantile of a two-sided 95 %. */
    private static final double Z = 1.959963984540054;

    /** The bounds, in order. */
    public Interval {
        if (!(lower <= upper)) {
            throw new IllegalArgumentException(
                    "an interval has a lower and an upper bound, not " + lower + ", " + upper);
        }
    }

    /** Whether every value of this lies below every value of {@code other}. */
    public boolean isBelow(Interval other) {
        return upper < other.lower;
    }

    /**
     * The share that {@code successes} of {@code trials} speak for: Wilson's interval (1927).
     *
     * @throws IllegalArgumentException without a trial, or with more successes than trials
     */
    static Interval ofShare(long successes, long trials) {
        if (trials < 1 || successes < 0 || successes > trials) {
            throw new IllegalArgumentException("no share: " + successes + " of " + trials);
        }
        double n = trials;
        double p = successes / n;
        double z2 = Z * Z;
        double middle = (p + z2 / (2 * n)) / (1 + z2 / n);
        double reach = Z * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n)) / (1 + z2 / n);
        return new Interval(Math.max(0, middle - reach), Math.min(1, middle + reach));
    }

    /**
     * The ranks, from 1 on, of those of {@code n} values in order that enclose the quantile {@code p}: order
     * statistics. The upper one may be greater than {@code n}: then nothing that was seen encloses it.
     */
    static Interval ofRanks(long n, double p) {
        double reach = Z * Math.sqrt(n * p * (1 - p));
        return new Interval(Math.max(1, Math.floor(n * p - reach)), Math.ceil(n * p + reach) + 1);
    }
}
