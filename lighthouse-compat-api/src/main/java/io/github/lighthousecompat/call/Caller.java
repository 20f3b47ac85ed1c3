package io.github.lighthousecompat.call;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The one seam that every call of every client goes through, so that routing, meters and fakes are written once.
 *
 * <p>For those who make a client or a double of one. Hosts call the methods of a facet, such as {@code engine()}, which
 * do nothing else than call this.
 *
 * <p>Implementations are thread-safe. A call never throws: what fails, fails the future with a
 * {@link LighthouseException}. {@code cancel} on the future ends the work behind it.
 *
 * <p>{@link #call} only begins a call and returns: it waits neither for the answer nor for a place in a queue. One that
 * blocks holds up whoever calls it, and as a backend that is fed all writes of the routed client, since those are begun
 * one after the other.
 */
public interface Caller {
    /** The name of this client in its meters, threads and messages. */
    String name();

    /** The dialect that answers. */
    LighthouseVersion version();

    /**
     * Runs {@code task} once after {@code delay}, or when this client is closed, by the time that it lives by and on a
     * thread that none of its calls needs.
     *
     * @return a handle that prevents the run, if it has not begun
     */
    TimeSource.Scheduled after(Duration delay, Runnable task);

    /**
     * The monotonic clock that this client lives by, nanoseconds from an arbitrary origin; the system's, unless it has
     * another {@link TimeSource}.
     */
    default long nanoTime() {
        return System.nanoTime();
    }

    /** Whether it has an endpoint for {@code facet}; calls to one that it has not fail with {@code NotConfigured}. */
    default boolean serves(Facet facet) {
        return true;
    }

    /**
     * Where the execution layer that this client drives answers, without credentials; empty if it drives none, or does
     * not know. Two clients of one routed client that drive one execution layer are found by it.
     */
    default Optional<URI> engineEndpoint() {
        return Optional.empty();
    }

    /** The deadline of calls of {@code operation} that are given none. */
    default Duration limit(Operation<?, ?> operation) {
        return operation.limit();
    }

    /**
     * How long a slot of its chain is: how often its node is asked how it is. That of the public chains, 12 s, if not
     * known.
     */
    default Duration slotTime() {
        return Duration.ofSeconds(12);
    }

    /**
     * Tells {@code listener} when another dialect answers from now on, as after an upgrade of a node in place: the
     * dialect before, and what the node says that it is. Most callers never do, and keep nobody.
     *
     * @return lets it hear no more
     */
    default Registration onVersion(BiConsumer<LighthouseVersion, String> listener) {
        return () -> {};
    }

    /**
     * Starts one call.
     *
     * @param operation what to do
     * @param argument what to do it with
     * @param options limits and hints for this call
     * @return the answer; never completed on a thread that this client needs for other calls
     */
    <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options);

    /**
     * Makes a call of several steps, all under the one routing decision that {@code first} gets.
     *
     * @param name of the whole, as an operation has one
     * @param first the operation that decides
     * @param argument its argument
     * @param options limits and hints for the whole
     * @param steps makes the calls through the caller that it is given
     * @return what {@code steps} returns, or what ends as that does
     */
    default <A, R> CompletableFuture<R> composite(
            String name,
            Operation<A, ?> first,
            A argument,
            CallOptions options,
            Function<Caller, CompletableFuture<R>> steps) {
        return steps.apply(this);
    }
}
