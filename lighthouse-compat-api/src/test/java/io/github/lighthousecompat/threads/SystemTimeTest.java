package io.github.lighthousecompat.threads;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.call.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SystemTimeTest {
    private static final Duration LONG = Duration.ofHours(1);

    private final SystemTime time = new SystemTime("main");

    @AfterEach
    void close() {
        time.close();
    }

    @Test
    void schedule_task_runsAfterTheDelayOnADaemonThread() throws Exception {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        long begin = time.nanoTime();

        time.schedule(Duration.ofMillis(20), () -> ran.complete(Thread.currentThread()));

        Thread thread = ran.get(10, TimeUnit.SECONDS);
        assertThat(Duration.ofNanos(time.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(20));
        assertThat(thread.getName()).isEqualTo("lighthouse-main-timer");
        assertThat(thread.isDaemon()).isTrue();
    }

    @Test
    void cancel_waitingTask_preventsIt() throws Exception {
        // behind a task that holds the timer, so that nothing depends on how long the cancelling takes
        CompletableFuture<Void> gate = new CompletableFuture<>();
        time.schedule(Duration.ZERO, gate::join);
        AtomicBoolean ran = new AtomicBoolean();
        TimeSource.Scheduled waiting = time.schedule(Duration.ofMillis(1), () -> ran.set(true));

        waiting.cancel();
        waiting.cancel();

        CompletableFuture<Void> later = new CompletableFuture<>();
        time.schedule(Duration.ofMillis(2), () -> later.complete(null));
        gate.complete(null);
        later.get(10, TimeUnit.SECONDS);
        assertThat(ran).isFalse();
    }

    @Test
    void close_waitingTask_neverRuns() {
        AtomicBoolean ran = new AtomicBoolean();
        time.schedule(LONG, () -> ran.set(true));

        time.close();
        time.schedule(Duration.ZERO, () -> ran.set(true)).cancel();
        time.close();

        assertThat(ran).isFalse();
    }

    @Test
    void now_isTheWallClock() {
        assertThat(Duration.between(time.now(), Instant.now()).abs()).isLessThan(Duration.ofMinutes(1));
    }
}
