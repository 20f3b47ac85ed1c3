package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManualTimeTest {
    private static final Instant START = Instant.parse("2024-01-01T00:00:00Z");

    private final ManualTime time = ManualTime.startingAt(START);
    private final List<String> ran = new ArrayList<>();

    @Test
    void advance_runsWhatFallsDue_eachAtItsTime() {
        time.schedule(Duration.ofSeconds(3), () -> ran.add("c at " + sinceStart()));
        time.schedule(Duration.ofSeconds(1), () -> ran.add("a at " + sinceStart()));
        time.schedule(Duration.ofSeconds(1), () -> ran.add("b at " + sinceStart()));
        time.schedule(Duration.ofSeconds(9), () -> ran.add("late"));

        time.advance(Duration.ofSeconds(5));

        assertThat(ran).containsExactly("a at 1", "b at 1", "c at 3");
        assertThat(sinceStart()).isEqualTo(5);
        assertThat(time.pending()).isEqualTo(1);
    }

    @Test
    void task_schedulesAnother_thatStillFallsDue() {
        time.schedule(
                Duration.ofSeconds(1),
                () -> time.schedule(Duration.ofSeconds(1), () -> ran.add("second at " + sinceStart())));

        time.advance(Duration.ofSeconds(2));

        assertThat(ran).containsExactly("second at 2");
    }

    @Test
    void cancel_preventsTheRun() {
        TimeSource.Scheduled task = time.schedule(Duration.ofSeconds(1), () -> ran.add("cancelled"));
        task.cancel();
        time.advance(Duration.ofSeconds(2));

        assertThat(ran).isEmpty();
        task.cancel();
    }

    @Test
    void schedule_withoutDelay_waitsForTheNextAdvance() {
        time.schedule(Duration.ZERO, () -> ran.add("now"));
        assertThat(ran).isEmpty();

        time.advance(Duration.ZERO);
        assertThat(ran).containsExactly("now");
    }

    @Test
    void ticker_overflows_andDifferencesHold() {
        long before = time.nanoTime();
        time.advance(Duration.ofMinutes(1));

        assertThat(time.nanoTime()).isNegative();
        assertThat(time.nanoTime() - before).isEqualTo(Duration.ofMinutes(1).toNanos());
    }

    @Test
    void wallClock_shiftsAlone() {
        long before = time.nanoTime();
        time.shiftWallClock(Duration.ofSeconds(-90));

        assertThat(time.now()).isEqualTo(START.minusSeconds(90));
        assertThat(time.nanoTime()).isEqualTo(before);
    }

    @Test
    void advance_back_isRefused() {
        assertThatThrownBy(() -> time.advance(Duration.ofNanos(-1))).isInstanceOf(IllegalArgumentException.class);
    }

    private long sinceStart() {
        return Duration.between(START, time.now()).toSeconds();
    }
}
