package io.github.lighthousecompat.call;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/**
 * Limits and hints that go with a call; by default there are none.
 *
 * <p>Immutable and thread-safe.
 */
@CallStyle
@Value.Immutable
public interface CallOptions {
    /** No limits, no hints. */
    CallOptions DEFAULT = builder().build();

    /** Starts with no limits and no hints. The builder is not thread-safe. */
    static Builder builder() {
        return new Builder();
    }

    /** What {@code Assignment.sticky} keeps on one backend; no other assignment looks at it. None by default. */
    Optional<String> session();

    /** The routing unit in place of the one that follows from the call; none by default. */
    Optional<String> unit();

    /**
     * When the call ends with {@link LighthouseException.Timeout} at the latest; by default the operation's own. A call
     * of several steps has it for all of them together, by default each step has its own.
     */
    Optional<Duration> deadline();

    /**
     * Hears how each call was answered, once for each: when the caller has its answer and everybody else who was called
     * has ended, on the thread that this happens on. What it throws is logged and ignored. Only routed clients tell,
     * and only of calls that somebody was asked for; nobody hears by default.
     */
    Optional<Consumer<RouteTrace>> trace();

    /** Who the call is made for; routed clients set it, so that messages and handles carry the backend's alias. */
    Optional<CallSite> site();

    /** The same options for calls that {@code site} makes. */
    default CallOptions at(CallSite site) {
        return builder().from(this).site(site).build();
    }

    /** The same options for calls that {@code listener} hears of. */
    default CallOptions traced(Consumer<RouteTrace> listener) {
        return builder().from(this).trace(listener).build();
    }

    /** The same options with another deadline. */
    default CallOptions within(Duration deadline) {
        return builder().from(this).deadline(deadline).build();
    }

    /** A deadline is more than zero. */
    @Value.Check
    default void check() {
        deadline().filter(d -> d.isZero() || d.isNegative()).ifPresent(d -> {
            throw new IllegalArgumentException("deadline must be more than zero, is " + d);
        });
    }

    /** Makes {@link CallOptions}. Not thread-safe. */
    final class Builder extends ImmutableCallOptions.Builder {
        Builder() {}
    }
}
