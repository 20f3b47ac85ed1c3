package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class TokenBucketTest {
    private final Ticker time = new Ticker();
    private final TokenBucket bucket = new TokenBucket(time, 3, Duration.ofSeconds(1));

    private int passing() {
        int passed = 0;
        while (bucket.take()) {
            passed++;
        }
        return passed;
    }

    @Test
    void full_letsSoManyPassAtOnce() {
        assertThat(passing()).isEqualTo(3);
    }

    @Test
    void empty_letsOnePassAfterEachInterval() {
        passing();

        time.advance(Duration.ofMillis(999));
        assertThat(passing()).isZero();
        time.advance(Duration.ofMillis(1));
        assertThat(passing()).isEqualTo(1);
        time.advance(Duration.ofMillis(2_500));
        assertThat(passing()).isEqualTo(2);
        time.advance(Duration.ofMillis(500));
        assertThat(passing()).isEqualTo(1);
    }

    @Test
    void longPause_savesNoMoreThanItHolds() {
        passing();

        time.advance(Duration.ofDays(100_000));

        assertThat(passing()).isEqualTo(3);
    }

    @Test
    void tickerThatGoesBack_givesNothing() {
        passing();

        time.advance(Duration.ofSeconds(-10));
        assertThat(passing()).isZero();
        time.advance(Duration.ofSeconds(1));
        assertThat(passing()).isEqualTo(1);
    }
}
