package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.engine.Capabilities;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CapabilityCacheTest {
    private static final CallLabel LABEL = new CallLabel(CallSite.of("c"), "newPayload");

    private final ManualTime time = new ManualTime();
    private final CapabilityCache cache = new CapabilityCache(time);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final AtomicInteger fetches = new AtomicInteger();
    private final Semaphore fetching = new Semaphore(0);
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void close() {
        gate.countDown();
        threads.shutdown();
    }

    @Test
    void get_withinItsLife_isFetchedOnceAndTellsItsAge() {
        assertThat(get()).isEqualTo(Capabilities.of(Set.of("1"), Duration.ZERO));
        time.advance(Duration.ofMinutes(15).minusNanos(1));

        assertThat(get())
                .isEqualTo(Capabilities.of(Set.of("1"), Duration.ofMinutes(15).minusNanos(1)));
    }

    @Test
    void get_afterItsLife_isFetchedAgain() {
        get();
        time.advance(Duration.ofMinutes(15));

        assertThat(get()).isEqualTo(Capabilities.of(Set.of("2"), Duration.ZERO));
    }

    @Test
    void get_afterDrop_isFetchedAgain() {
        get();
        cache.drop();

        assertThat(get().methods()).containsExactly("2");
    }

    @Test
    void get_afterAFailedFetch_isFetchedAgain() {
        assertThat(catchThrowableOfType(
                        LighthouseException.Http.class,
                        () -> cache.get(new Attempt(LABEL), () -> {
                            throw new LighthouseException.Http(LABEL.site(), "m", 500, "");
                        })))
                .isNotNull();

        assertThat(get().methods()).containsExactly("1");
    }

    @Test
    void get_whileAnotherFetches_sharesItsAnswer() {
        CompletableFuture<Capabilities> first = inThread(new Attempt(LABEL), this::slowFetch);
        Threads.acquire(fetching, 1);
        CompletableFuture<Capabilities> second = sharing(new Attempt(LABEL));
        CompletableFuture<Capabilities> third = sharing(new Attempt(LABEL));
        gate.countDown();

        assertThat(first.join().methods()).containsExactly("1");
        assertThat(second.join()).isEqualTo(first.join());
        assertThat(third.join()).isEqualTo(first.join());
        assertThat(fetches).hasValue(1);
    }

    @Test
    void get_whileAnotherFetchesInVain_sharesItsFailure() {
        LighthouseException failure = new LighthouseException.Http(LABEL.site(), "m", 500, "");
        CompletableFuture<Capabilities> first = inThread(new Attempt(LABEL), () -> {
            slowFetch();
            throw failure;
        });
        Threads.acquire(fetching, 1);
        CompletableFuture<Capabilities> second = sharing(new Attempt(LABEL));
        gate.countDown();

        assertThat(first).failsWithin(Duration.ofSeconds(20));
        assertThat(catchThrowableOfType(CompletionException.class, second::join))
                .hasCause(failure);
    }

    @Test
    void get_whenTheOneThatFetchesIsCancelled_goesOnByItself() {
        CompletableFuture<Capabilities> first = inThread(new Attempt(LABEL), () -> {
            slowFetch();
            throw new Attempt(LABEL).cancelled();
        });
        Threads.acquire(fetching, 1);
        CompletableFuture<Capabilities> second = sharing(new Attempt(LABEL));
        gate.countDown();

        assertThat(first).failsWithin(Duration.ofSeconds(20));
        assertThat(second.join().methods()).containsExactly("2");
    }

    @Test
    void get_cancelledWhileAnotherFetches_endsAtOnce() {
        inThread(new Attempt(LABEL), this::slowFetch);
        Threads.acquire(fetching, 1);
        Attempt attempt = new Attempt(LABEL);
        CompletableFuture<Capabilities> second = sharing(attempt);

        attempt.cancel();

        assertThat(catchThrowableOfType(CompletionException.class, second::join))
                .hasCauseInstanceOf(LighthouseException.Cancelled.class);
        assertThat(fetches).hasValue(1);
    }

    @Test
    void drop_whileFetching_keepsTheAnswerFromLaterCallers() {
        CompletableFuture<Capabilities> first = inThread(new Attempt(LABEL), this::slowFetch);
        Threads.acquire(fetching, 1);

        cache.drop();
        gate.countDown();

        assertThat(first.join().methods()).containsExactly("1");
        assertThat(get().methods()).containsExactly("2");
    }

    private Capabilities get() {
        return cache.get(new Attempt(LABEL), this::fetch);
    }

    private Set<String> fetch() {
        return Set.of(String.valueOf(fetches.incrementAndGet()));
    }

    private Set<String> slowFetch() {
        Set<String> fetched = fetch();
        fetching.release();
        Threads.await(gate);
        return fetched;
    }

    private CompletableFuture<Capabilities> inThread(Attempt attempt, Supplier<Set<String>> fetch) {
        return inThread(attempt, fetch, new CompletableFuture<>());
    }

    /** Starts a caller and waits until it waits for the fetch of another. */
    private CompletableFuture<Capabilities> sharing(Attempt attempt) {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        CompletableFuture<Capabilities> call = inThread(attempt, this::fetch, thread);
        Threads.awaitState(thread.join(), Thread.State.WAITING);
        return call;
    }

    private CompletableFuture<Capabilities> inThread(
            Attempt attempt, Supplier<Set<String>> fetch, CompletableFuture<Thread> thread) {
        return CompletableFuture.supplyAsync(
                () -> {
                    thread.complete(Thread.currentThread());
                    return cache.get(attempt, fetch);
                },
                threads);
    }
}
