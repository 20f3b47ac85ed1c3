package io.github.lighthousecompat.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntToLongFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A thousand calls whose times are known, against what was reckoned by hand. */
@Tag("S30")
class AnswersTest {
    private static final int CALLS = 1_000;
    /** Counts have two digits. */
    private static final double PRECISION = 1.01;

    /** A thousand calls in any order: the n-th in the order of their times took so many nanoseconds. */
    private static AbReport.Side side(int successes, IntToLongFunction time) {
        List<Integer> ranks =
                new ArrayList<>(IntStream.rangeClosed(1, CALLS).boxed().toList());
        Collections.shuffle(ranks, new Random(17));
        Answers answers = new Answers();
        for (int call = 0; call < CALLS; call++) {
            answers.count(call < successes, time.applyAsLong(ranks.get(call)));
        }
        return answers.side("v5");
    }

    private static void assertTook(Duration took, long nanos) {
        assertThat(took.toNanos()).isBetween(nanos, (long) (nanos * PRECISION));
    }

    @Test
    void percentiles_ofOneToAThousandMilliseconds() {
        AbReport.Side side = side(CALLS, rank -> Duration.ofMillis(rank).toNanos());

        assertTook(side.p50(), Duration.ofMillis(500).toNanos());
        assertTook(side.p99(), Duration.ofMillis(990).toNanos());
        assertThat(side.calls()).isEqualTo(CALLS);
        assertThat(side.backend()).isEqualTo("v5");
    }

    /**
     * The rank of the 99th percentile is binomial: 990 with a deviation of sqrt(1000 * 0.99 * 0.01) = 3.146, of which 1.96
     * to either side are 983.8 and 996.2. Each rank took 2 % longer than the one before, so that none is taken for another.
     */
    @Test
    void intervalOfTheP99_isThatOfItsRanks() {
        AbReport.Side side = side(CALLS, AnswersTest::growing);
        AbReport.DurationInterval interval = side.p99Interval().orElseThrow();

        assertTook(side.p50(), growing(500));
        assertTook(side.p99(), growing(990));
        assertTook(interval.lower(), growing(983));
        assertTook(interval.upper(), growing(998));
    }

    private static long growing(int rank) {
        return (long) (1_000 * Math.pow(1.02, rank));
    }

    /**
     * Wilson: with z = 1.959964 and p = 0.95, the middle is (p + z²/2000) / (1 + z²/1000) = 0.948278, and half the width is
     * z * sqrt(p (1 - p) / 1000 + z²/4000000) / (1 + z²/1000) = 0.013592.
     */
    @Test
    void successRate_isTheIntervalOfWilson() {
        AbReport.Side side = side(950, rank -> rank);
        Interval rate = side.successRate().orElseThrow();

        assertThat(side.successes()).isEqualTo(950);
        assertThat(rate.lower()).isEqualTo(0.948278 - 0.013592, within(2e-6));
        assertThat(rate.upper()).isEqualTo(0.948278 + 0.013592, within(2e-6));
    }

    @Test
    void intervalOfTheP99_ofTooFewCalls_isNotClaimed() {
        Answers answers = new Answers();
        IntStream.range(0, 299).forEach(call -> answers.count(true, 1_000));

        assertThat(answers.side("v5").p99Interval()).isEmpty();
        assertThat(answers.side("v5").p99()).isPositive();
    }
}
