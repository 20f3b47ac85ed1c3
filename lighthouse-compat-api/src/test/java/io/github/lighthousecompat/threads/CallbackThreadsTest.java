package io.github.lighthousecompat.threads;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CallbackThreadsTest {
    private final CountDownLatch never = new CountDownLatch(1);
    private final CallbackThreads threads = new CallbackThreads("main", "callback");

    @AfterEach
    void close() {
        threads.close();
    }

    @Test
    void execute_whileATaskBlocks_runsOnAnotherDaemonThread() throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        CompletableFuture<Thread> first = new CompletableFuture<>();
        CompletableFuture<Thread> second = new CompletableFuture<>();

        threads.execute(() -> {
            first.complete(Thread.currentThread());
            waitFor(gate);
        });
        threads.execute(() -> second.complete(Thread.currentThread()));

        assertThat(soon(first).getName()).isEqualTo("lighthouse-main-callback-1");
        assertThat(soon(second).getName()).isEqualTo("lighthouse-main-callback-2");
        assertThat(soon(second).isDaemon()).isTrue();
        gate.countDown();
    }

    @Test
    void execute_closed_runsInPlace() {
        CompletableFuture<Thread> ran = new CompletableFuture<>();
        threads.close();

        threads.execute(() -> ran.complete(Thread.currentThread()));

        assertThat(ran).isCompletedWithValue(Thread.currentThread());
    }

    @Test
    void close_leavesNoThread_evenOfATaskThatHangs() throws Exception {
        CompletableFuture<Thread> begun = new CompletableFuture<>();
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        threads.execute(() -> {
            begun.complete(Thread.currentThread());
            interrupted.complete(!waitFor(never));
        });
        Thread hung = soon(begun);

        threads.close();

        assertThat(soon(interrupted)).isTrue();
        hung.join(Duration.ofSeconds(4).toMillis());
        assertThat(hung.isAlive()).isFalse();
    }

    @Test
    void interrupt_endsWhatRuns() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();
        threads.execute(() -> {
            begun.countDown();
            interrupted.complete(!waitFor(never));
        });
        assertThat(waitFor(begun)).isTrue();

        threads.interrupt();

        assertThat(soon(interrupted)).isTrue();
    }

    @Test
    void close_byOneOfItsTasks_doesNotInterruptIt() throws Exception {
        CompletableFuture<Boolean> interrupted = new CompletableFuture<>();

        threads.execute(() -> {
            threads.close();
            interrupted.complete(Thread.currentThread().isInterrupted());
        });

        assertThat(soon(interrupted)).isFalse();
    }

    private static <T> T soon(CompletableFuture<T> future) throws Exception {
        return future.get(10, TimeUnit.SECONDS);
    }

    /** Whether the gate opened, and not an interrupt ended the wait. */
    private static boolean waitFor(CountDownLatch gate) {
        try {
            gate.await();
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
