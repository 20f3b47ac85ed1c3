package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.LighthouseException.Timeout;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The time that one call has, from its beginning on, and how its attempts share it.
 *
 * @param begun when it began, by the ticker
 */
record CallTime(
        RouteExecutor executor,
        Operation<?, ?> operation,
        Route route,
        Member primary,
        CallOptions options,
        long begun) {
    /** The options of the first attempt, which ends early enough for another one; empty if there is no time left. */
    Optional<CallOptions> forTheFirst() {
        Duration reserve = reserve();
        return reserve.isZero() && options.deadline().isEmpty() ? Optional.of(options) : within(left().minus(reserve));
    }

    /** The options of the attempt of who stands in; empty if what was kept for it is spent. */
    Optional<CallOptions> forTheStandIn() {
        Duration left = left();
        // a timer is never quite in time
        return left.compareTo(reserve().dividedBy(2)) < 0 ? Optional.empty() : within(left);
    }

    /** As much of {@code wait} as the caller's deadline leaves. */
    Duration atMost(Duration wait) {
        return options.deadline()
                .map(deadline -> left())
                .filter(rest -> rest.compareTo(wait) < 0)
                .orElse(wait);
    }

    /**
     * How long a contradiction may be waited for: 250 ms at most, a tenth of the time that is left, and what 99 of 100
     * calls to the slowest of {@code others} take, where that is known.
     */
    Duration briefly(List<Extra> others) {
        Duration tenth = left().dividedBy(10);
        Duration wait = shorter(tenth.isNegative() ? Duration.ZERO : tenth, RouteExecutor.LONGEST_HOLD);
        Duration slowest = Duration.ZERO;
        for (Extra other : others) {
            Optional<Duration> pace = executor.reserves().pace(other.operation(), other.member());
            if (pace.isEmpty()) {
                return wait;
            }
            slowest = pace.get().compareTo(slowest) > 0 ? pace.get() : slowest;
        }
        return shorter(wait, slowest);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What the call ends with when the time is over before anything is sent. */
    Timeout timeout() {
        return new Timeout(primary.site(), operation.name(), deadline());
    }

    private Duration reserve() {
        return executor.reserves()
                .of(operation, route, primary, deadline(), executor.time().nanoTime());
    }

    private Duration deadline() {
        return options.deadline().orElseGet(() -> primary.limit(operation));
    }

    private Duration left() {
        return deadline().minus(Duration.ofNanos(executor.time().nanoTime() - begun));
    }

    private Optional<CallOptions> within(Duration left) {
        return left.isZero() || left.isNegative() ? Optional.empty() : Optional.of(options.within(left));
    }
}
