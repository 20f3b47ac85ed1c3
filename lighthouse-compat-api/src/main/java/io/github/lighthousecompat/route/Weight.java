package io.github.lighthousecompat.route;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A share of the routing units, in steps of a hundredth of a percent. Immutable and thread-safe. */
public final class Weight implements Comparable<Weight> {
    static final int WHOLE = 10_000;

    /** Nothing, exactly. */
    public static final Weight NONE = new Weight(0);
    /** Everything, exactly. */
    public static final Weight ALL = new Weight(WHOLE);

    private final int basisPoints;

    private Weight(int basisPoints) {
        this.basisPoints = basisPoints;
    }

    /**
     * A share in hundredths of a percent.
     *
     * @throws IllegalArgumentException if it is not from 0 to 10,000
     */
    public static Weight basisPoints(int basisPoints) {
        if (basisPoints < 0 || basisPoints > WHOLE) {
            throw new IllegalArgumentException("a weight has 0 to 10000 basis points, not " + basisPoints);
        }
        return new Weight(basisPoints);
    }

    /**
     * A share in percent.
     *
     * @throws IllegalArgumentException if it is not from 0 to 100
     */
    public static Weight percent(int percent) {
        if (percent < 0 || percent > 100) {
            throw new IllegalArgumentException("a weight has 0 to 100 percent, not " + percent);
        }
        return new Weight(percent * 100);
    }

    /** The share in hundredths of a percent. */
    public int basisPoints() {
        return basisPoints;
    }

    /** The share between 0 and 1. */
    public double ratio() {
        return basisPoints / (double) WHOLE;
    }

    @Override
    public int compareTo(Weight other) {
        return Integer.compare(basisPoints, other.basisPoints);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Weight that && basisPoints == that.basisPoints;
    }

    @Override
    public int hashCode() {
        return basisPoints;
    }

    /** In percent, as in {@code 12.5 %}. */
    @Override
    public String toString() {
        return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString() + " %";
    }
}
