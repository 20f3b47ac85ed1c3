package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;

/** The threads of a client, which end when it is closed, or soon after that where one is at work. */
final class ClientThreads {
    /** Less than a thread of a pool that nobody closed waits for the next task. */
    private static final Duration LIMIT = Duration.ofSeconds(4);

    private ClientThreads() {}

    /** Waits until none is left of the clients whose name begins so. */
    static void assertNoneLeft(String name) {
        List<Thread> left = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lighthouse-" + name))
                .toList();
        try {
            for (Thread thread : left) {
                thread.join(LIMIT.toMillis());
                assertThat(thread.isAlive()).as("%s", thread).isFalse();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
