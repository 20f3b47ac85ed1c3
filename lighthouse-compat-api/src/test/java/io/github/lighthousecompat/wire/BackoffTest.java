package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void next_failureAfterFailure_doublesUpToHalfAMinute() {
        Backoff backoff = new Backoff(1);
        long most = 500;
        for (int i = 0; i < 12; i++) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(most / 2), Duration.ofMillis(most));
            most = Math.min(2 * most, 30_000);
        }
    }

    @Test
    void next_otherSeed_isOther() {
        assertThat(pauses(new Backoff(1))).isEqualTo(pauses(new Backoff(1))).isNotEqualTo(pauses(new Backoff(2)));
    }

    @Test
    void reset_afterFailures_beginsAnew() {
        Backoff backoff = new Backoff(1);
        pauses(backoff);
        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(500));
    }

    @Test
    void atLeast_isALowerBoundButNoLongerThanTheLongestPause() {
        Backoff backoff = new Backoff(1);
        backoff.atLeast(Duration.ofSeconds(7));
        assertThat(backoff.next()).isEqualTo(Duration.ofSeconds(7));

        backoff.atLeast(Duration.ofDays(1));
        assertThat(backoff.next()).isEqualTo(Backoff.MOST);
    }

    private static List<Duration> pauses(Backoff backoff) {
        return IntStream.range(0, 8).mapToObj(i -> backoff.next()).toList();
    }
}
