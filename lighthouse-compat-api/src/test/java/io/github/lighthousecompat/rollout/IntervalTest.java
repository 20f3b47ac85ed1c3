package io.github.lighthousecompat.rollout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntervalTest {
    /** The figures of the R package binom, binom.confint(x, n, methods = "wilson"). */
    @ParameterizedTest
    @CsvSource({
        "8, 10, 0.4901625, 0.9433178",
        "0, 10, 0.0, 0.2775328",
        "10, 10, 0.7224672, 1.0",
        "50, 100, 0.4038315, 0.5961685"
    })
    void ofShare_publishedFigures(long successes, long trials, double lower, double upper) {
        Interval interval = Interval.ofShare(successes, trials);

        assertThat(interval.lower()).isEqualTo(lower, within(1e-7));
        assertThat(interval.upper()).isEqualTo(upper, within(1e-7));
    }

    @Property
    void ofShare_holdsTheShareAndIsTheMirrorOfItsFailures(
            @ForAll @LongRange(max = 1_000_000) long successes, @ForAll @LongRange(max = 1_000_000) long failures) {
        long trials = successes + failures;
        if (trials == 0) {
            return;
        }
        Interval interval = Interval.ofShare(successes, trials);
        Interval mirror = Interval.ofShare(failures, trials);

        assertThat((double) successes / trials).isBetween(interval.lower() - 1e-12, interval.upper() + 1e-12);
        assertThat(mirror.lower()).isEqualTo(1 - interval.upper(), within(1e-9));
        assertThat(interval.lower()).isGreaterThanOrEqualTo(0);
        assertThat(interval.upper()).isLessThanOrEqualTo(1);
    }

    @Test
    void ofRanks_ofAThousand_spanTheQuantilesAroundTheP99() {
        Interval ranks = Interval.ofRanks(1_000, 0.99);

        assertThat(ranks.lower()).isEqualTo(983);
        assertThat(ranks.upper()).isEqualTo(998);
        assertThat(Interval.ofRanks(299, 0.99).upper()).isGreaterThan(299);
    }

    @Test
    void ofShare_ofNothing_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Interval.ofShare(0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> Interval.ofShare(2, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Interval(Double.NaN, 1));
    }
}
