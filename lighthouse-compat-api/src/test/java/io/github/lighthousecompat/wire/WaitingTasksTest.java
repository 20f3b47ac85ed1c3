package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WaitingTasksTest {
    private static final Duration STEP = Duration.ofSeconds(1);

    private final ManualTime time = new ManualTime();
    private final WaitingTasks tasks = new WaitingTasks(time);
    private final List<String> ran = new ArrayList<>();

    @Test
    void add_inTime_runsOnceAsTheSourceSays() {
        tasks.add(STEP, () -> ran.add("due"));
        time.advance(STEP.minusNanos(1));
        assertThat(ran).isEmpty();

        time.advance(STEP);
        tasks.close();

        assertThat(ran).containsExactly("due");
    }

    @Test
    void close_withWaitingTasks_runsThemOnceAndAtOnce() {
        tasks.add(STEP, () -> ran.add("early"));
        TimeSource.Scheduled cancelled = tasks.add(STEP, () -> ran.add("cancelled"));
        cancelled.cancel();

        tasks.close();
        tasks.close();
        time.advance(STEP);
        cancelled.cancel();

        assertThat(ran).containsExactly("early");
        assertThat(time.waiting()).isZero();
    }

    @Test
    void add_afterClose_runsAtOnce() {
        tasks.close();

        tasks.add(STEP, () -> ran.add("late"));

        assertThat(ran).containsExactly("late");
        assertThat(time.waiting()).isZero();
    }
}
