package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconEvent;
import io.github.lighthousecompat.beacon.EventGap;
import io.github.lighthousecompat.beacon.UnknownEvent;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventQueueTest {
    private static final int CAPACITY = 8;

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private final EventQueue queue = new EventQueue(event -> heard.add(text(event)), tasks::add, CAPACITY);
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void close() {
        threads.shutdownNow();
    }

    @Test
    void put_listenerKeepsUp_hearsAllInOrder() {
        for (int i = 0; i < 3 * CAPACITY; i++) {
            put(i, i);
            runAll();
        }

        assertThat(heard).isEqualTo(names(0, 3 * CAPACITY));
    }

    @Test
    void put_severalBeforeTheListener_areOneTask() {
        put(0, CAPACITY - 1);

        assertThat(tasks).hasSize(1);
        runAll();
        assertThat(heard).isEqualTo(names(0, CAPACITY));
    }

    @Test
    void put_noRoom_leavesAGapWithTheirNumberAfterWhatWasThere() {
        put(0, CAPACITY + 4);
        runAll();
        put(CAPACITY + 5, CAPACITY + 5);
        runAll();

        List<String> expected = new ArrayList<>(names(0, CAPACITY));
        expected.add("OVERFLOW 5");
        expected.add(Integer.toString(CAPACITY + 5));
        assertThat(heard).isEqualTo(expected);
    }

    @Test
    void put_noRoomForBytes_leavesAGap() {
        queue.put(event(0), EventQueue.MAX_BYTES);
        queue.put(event(1), 1);
        runAll();
        queue.put(event(2), EventQueue.MAX_BYTES);
        runAll();

        assertThat(heard).containsExactly("0", "OVERFLOW 1", "2");
    }

    @Test
    void put_afterAnOverflow_isTakenWhenHalfIsHeard() {
        List<String> slow = new ArrayList<>();
        EventQueue[] self = new EventQueue[1];
        self[0] = new EventQueue(
                event -> {
                    slow.add(text(event));
                    if (slow.size() <= CAPACITY) {
                        // one more comes for each that is heard
                        self[0].put(event(100 + slow.size()), 1);
                    }
                },
                tasks::add,
                CAPACITY);
        IntStream.rangeClosed(0, CAPACITY).forEach(i -> self[0].put(event(i), 1));
        runAll();

        assertThat(slow)
                .containsSubsequence("7", "OVERFLOW 5", "105", "106", "107", "108")
                .filteredOn(text -> text.startsWith("OVERFLOW"))
                .hasSize(1);
    }

    @Test
    void put_gapsWithoutRoom_makeTheNumberUnknown() {
        put(0, CAPACITY);
        queue.put(new EventGap(EventGap.Reason.DROPPED_BY_NODE, OptionalLong.of(10), Optional.empty()), 0);
        runAll();
        assertThat(heard.get(CAPACITY)).isEqualTo("OVERFLOW 11");

        put(0, CAPACITY);
        queue.put(new EventGap(EventGap.Reason.RECONNECTED, OptionalLong.empty(), Optional.empty()), 0);
        runAll();
        assertThat(heard.get(heard.size() - 1)).isEqualTo("OVERFLOW ?");
    }

    @Test
    void put_listenerThrows_theNextIsHeard() {
        List<String> reached = new ArrayList<>();
        EventQueue throwing = new EventQueue(
                event -> {
                    reached.add(text(event));
                    if (reached.size() == 1) {
                        throw new IllegalStateException("host");
                    }
                    throw new AssertionError("host");
                },
                tasks::add,
                CAPACITY);
        IntStream.range(0, 3).forEach(i -> throwing.put(event(i), 1));
        runAll();

        assertThat(reached).containsExactly("0", "1", "2");
    }

    @Test
    void put_executorRunsEverythingTwice_hearsEachOnceAndOneAtATime() {
        put(0, 3);
        Runnable task = tasks.remove();
        task.run();
        task.run();
        put(4, 4);
        runAll();

        assertThat(heard).isEqualTo(names(0, 5));
    }

    @Test
    void put_blockedListener_neverWaits() {
        CountDownLatch gate = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        List<String> late = new ArrayList<>();
        EventQueue blocked = new EventQueue(
                event -> {
                    begun.countDown();
                    Threads.await(gate);
                    late.add(text(event));
                },
                threads,
                CAPACITY);
        blocked.put(event(0), 1);
        Threads.await(begun);
        IntStream.range(1, 100_000).forEach(i -> blocked.put(event(i), 1));
        assertThat(late).isEmpty();

        gate.countDown();
        blocked.awaitQuiet(Duration.ofSeconds(20));
        assertThat(late).hasSize(CAPACITY + 2).endsWith("OVERFLOW " + (100_000 - CAPACITY - 1));
    }

    @Test
    void close_thenAnything_isNotHeard() {
        put(0, 1);
        queue.close();
        put(2, 2);
        runAll();

        assertThat(heard).isEmpty();
    }

    @Test
    void close_byTheListener_isTheLastItHears() {
        List<String> last = new ArrayList<>();
        EventQueue[] self = new EventQueue[1];
        self[0] = new EventQueue(
                event -> {
                    last.add(text(event));
                    self[0].close();
                    self[0].awaitQuiet(Duration.ofDays(1));
                },
                tasks::add,
                CAPACITY);
        IntStream.range(0, 3).forEach(i -> self[0].put(event(i), 1));
        runAll();

        assertThat(last).containsExactly("0");
    }

    @Test
    void awaitQuiet_listenerAtWork_waitsForIt() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        List<String> done = new ArrayList<>();
        EventQueue slow = new EventQueue(
                event -> {
                    begun.countDown();
                    Threads.await(gate);
                    done.add(text(event));
                },
                threads,
                CAPACITY);
        slow.put(event(0), 1);
        Threads.await(begun);
        slow.close();
        slow.awaitQuiet(Duration.ofMillis(1));
        assertThat(gate.getCount()).isOne();

        gate.countDown();
        slow.awaitQuiet(Duration.ofSeconds(20));
        assertThat(done).containsExactly("0");
    }

    private void put(int first, int last) {
        IntStream.rangeClosed(first, last).forEach(i -> queue.put(event(i), 1));
    }

    private void runAll() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private static List<String> names(int from, int to) {
        return IntStream.range(from, to).mapToObj(Integer::toString).toList();
    }

    private static BeaconEvent event(int number) {
        return new UnknownEvent("test", Integer.toString(number), Optional.empty());
    }

    private static String text(BeaconEvent event) {
        if (event instanceof EventGap gap) {
            return gap.reason() + " "
                    + (gap.missed().isPresent() ? Long.toString(gap.missed().getAsLong()) : "?");
        }
        return ((UnknownEvent) event).data();
    }
}
