package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static final Duration LONG = Duration.ofMinutes(1);

    private final CountDownLatch gate = new CountDownLatch(1);
    private final Semaphore begun = new Semaphore(0);
    private Workers workers = workers(1, 2, LONG);

    @AfterEach
    void close() {
        gate.countDown();
        workers.close(LONG);
    }

    @Test
    void offer_oneThread_runsInOrder() {
        workers = workers(1, 1000, LONG);
        List<Integer> ran = new CopyOnWriteArrayList<>();
        List<Integer> numbers = IntStream.range(0, 1000).boxed().toList();

        workers.offer(this::block);
        numbers.forEach(
                number -> assertThat(workers.offer(() -> ran.add(number))).isTrue());
        gate.countDown();
        workers.close(LONG);

        assertThat(ran).isEqualTo(numbers);
    }

    @Test
    void offer_threadsAndQueueFull_isRefusedUntilThereIsRoom() {
        assertThat(workers.offer(this::block)).isTrue();
        Runnable waiting = () -> {};
        assertThat(workers.offer(waiting)).isTrue();
        assertThat(workers.offer(() -> {})).isTrue();

        assertThat(workers.offer(() -> {})).isFalse();
        workers.remove(waiting);
        assertThat(workers.offer(() -> {})).isTrue();
    }

    @Test
    void offer_manyTasks_makesNoMoreThreadsThanAllowed() {
        workers = workers(3, 10, LONG);

        IntStream.range(0, 10)
                .forEach(i -> assertThat(workers.offer(this::block)).isTrue());
        Threads.acquire(begun, 3);

        assertThat(Threads.of("test")).containsExactly("lighthouse-test-1", "lighthouse-test-2", "lighthouse-test-3");
    }

    @Test
    void offer_oneAfterTheOther_makesOneThread() {
        workers = workers(16, 10, LONG);
        Set<Thread> ran = ConcurrentHashMap.newKeySet();

        for (int i = 0; i < 20; i++) {
            workers.offer(() -> {
                ran.add(Thread.currentThread());
                begun.release();
            });
            Threads.acquire(begun, 1);
            ran.forEach(Threads::awaitIdle);
        }

        assertThat(ran).hasSize(1);
    }

    @Test
    void offer_taskThatThrows_reportsItAndGoesOn() {
        List<Throwable> reported = new CopyOnWriteArrayList<>();
        RuntimeException failure = new IllegalStateException("meant to fail");
        workers.offer(() -> {
            Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> reported.add(e));
            throw failure;
        });

        workers.offer(begun::release);
        Threads.acquire(begun, 1);

        assertThat(reported).containsExactly(failure);
    }

    @Test
    void idleThread_afterItsTime_endsAndIsReplaced() {
        workers = workers(1, 2, Duration.ofNanos(1));

        for (int i = 0; i < 3; i++) {
            List<Thread> ran = new ArrayList<>();
            workers.offer(() -> {
                ran.add(Thread.currentThread());
                begun.release();
            });
            Threads.acquire(begun, 1);
            Threads.awaitEnd("lighthouse-test-");
            assertThat(ran)
                    .singleElement()
                    .satisfies(thread -> assertThat(thread.isAlive()).isFalse());
        }
    }

    @Test
    void interruptedTask_leavesTheNextUninterrupted() {
        List<Boolean> interrupted = new CopyOnWriteArrayList<>();
        workers.offer(() -> Thread.currentThread().interrupt());
        workers.offer(() -> {
            interrupted.add(Thread.currentThread().isInterrupted());
            begun.release();
        });
        Threads.acquire(begun, 1);

        assertThat(interrupted).containsExactly(false);
    }

    @Test
    void close_withWaitingTasks_runsThemAndLeavesNoThread() {
        workers.offer(this::block);
        workers.offer(begun::release);
        Threads.acquire(begun, 1);
        gate.countDown();
        workers.close(LONG);

        assertThat(begun.availablePermits()).isEqualTo(1);
        assertThat(Threads.of("test")).isEmpty();
        assertThat(workers.offer(() -> {})).isFalse();
    }

    @Test
    void close_fromItsOwnThread_doesNotWaitForItself() {
        workers.offer(() -> {
            workers.close(LONG);
            begun.release();
        });

        Threads.acquire(begun, 1);
    }

    @Test
    void close_taskThatDoesNotEnd_isInterrupted() {
        Semaphore interrupted = new Semaphore(0);
        workers.offer(() -> {
            begun.release();
            try {
                gate.await();
            } catch (InterruptedException e) {
                interrupted.release();
            }
        });
        Threads.acquire(begun, 1);

        workers.close(Duration.ofMillis(1));

        Threads.acquire(interrupted, 1);
    }

    private void block() {
        begun.release();
        Threads.await(gate);
    }

    private static Workers workers(int maxThreads, int capacity, Duration idleTime) {
        return new Workers(n -> "lighthouse-test-" + n, maxThreads, capacity, idleTime);
    }
}
