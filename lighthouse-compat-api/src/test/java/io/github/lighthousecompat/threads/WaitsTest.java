package io.github.lighthousecompat.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WaitsTest {
    private final SystemTime time = new SystemTime("waits");
    private final List<String> ran = new ArrayList<>();
    private final Waits waits = new Waits(time, Runnable::run);

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void close_runsWhatWaits_once() {
        waits.after(Duration.ofHours(1), () -> ran.add("waiting"));

        waits.close();
        waits.close();

        assertThat(ran).containsExactly("waiting");
    }

    @Test
    void after_onAClosedOne_runsAtOnce() {
        waits.close();

        waits.after(Duration.ofHours(1), () -> ran.add("late"));

        assertThat(ran).containsExactly("late");
    }

    @Test
    void cancel_preventsTheRun() {
        waits.after(Duration.ofHours(1), () -> ran.add("cancelled")).cancel();

        waits.close();

        assertThat(ran).isEmpty();
    }

    @Test
    void executorThatIsGone_losesNoTask() {
        Waits orphaned = new Waits(time, task -> {
            throw new RejectedExecutionException("shut down");
        });
        orphaned.after(Duration.ofHours(1), () -> ran.add("here"));

        orphaned.close();

        assertThat(ran).containsExactly("here");
    }
}
