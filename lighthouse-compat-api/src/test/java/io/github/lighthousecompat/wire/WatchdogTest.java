package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WatchdogTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final ManualTime time = new ManualTime();
    private final AtomicInteger bites = new AtomicInteger();
    private final Watchdog watchdog = new Watchdog(time, bites::incrementAndGet);

    @Test
    void watch_noSign_bitesOnceWhenTheLimitHasPassed() {
        watchdog.watch(LIMIT);
        time.advance(LIMIT.minusNanos(1));
        assertThat(bites).hasValue(0);
        assertThat(watchdog.missed()).isZero();

        time.advance(Duration.ofNanos(1));
        time.advance(LIMIT.multipliedBy(3));
        assertThat(bites).hasValue(1);
        assertThat(watchdog.missed()).isEqualTo(LIMIT);
        assertThat(time.waiting()).isZero();
    }

    @Test
    void sign_beforeTheLimit_countsFromThere() {
        watchdog.watch(LIMIT);
        time.advance(Duration.ofSeconds(9));
        watchdog.sign();
        time.advance(Duration.ofSeconds(9));
        assertThat(bites).hasValue(0);

        time.advance(Duration.ofSeconds(1));
        assertThat(bites).hasValue(1);
    }

    @Test
    void watch_again_hasTheNewLimitFromNowOn() {
        watchdog.watch(LIMIT);
        time.advance(Duration.ofSeconds(9));
        watchdog.watch(Duration.ofSeconds(30));
        time.advance(Duration.ofSeconds(29));
        assertThat(bites).hasValue(0);
        assertThat(time.waiting()).isEqualTo(1);

        time.advance(Duration.ofSeconds(1));
        assertThat(watchdog.missed()).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void end_thenTime_doesNothing() {
        watchdog.watch(LIMIT);
        watchdog.end();
        time.advance(LIMIT);

        assertThat(bites).hasValue(0);
        assertThat(time.waiting()).isZero();
    }
}
