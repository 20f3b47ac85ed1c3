package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.route.DropReason;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Gives up the read that a lane's thread does not come back from. One timer serves all reads of about the same length,
 * as almost all of them come back at once. Thread-safe.
 */
final class Watch {
    private @Nullable ShadowRead watched;
    private long use;
    private long end;
    private boolean isSet;
    private long setFor;

    /** A thread is in {@code read}, in its use of that number, and may be for {@code limit} from {@code now} on. */
    void begin(RouteExecutor executor, ShadowRead read, long number, long now, Duration limit) {
        boolean isTimerNeeded;
        synchronized (this) {
            watched = read;
            use = number;
            end = now + limit.toNanos();
            isTimerNeeded = !isSet || setFor - end > 0;
            if (isTimerNeeded) {
                isSet = true;
                setFor = end;
            }
        }
        if (isTimerNeeded) {
            executor.after(limit, () -> look(executor));
        }
    }

    /** It came back. */
    synchronized void end() {
        watched = null;
    }

    private void look(RouteExecutor executor) {
        ShadowRead late = null;
        long number = 0;
        long left = 0;
        synchronized (this) {
            isSet = false;
            // when the client is closed all timers end at once, and what is open was dropped
            if (watched != null && !executor.isClosed()) {
                left = end - executor.time().nanoTime();
                if (left <= 0) {
                    late = watched;
                    number = use;
                } else {
                    isSet = true;
                    setFor = end;
                }
            }
        }
        if (late != null) {
            late.drop(number, DropReason.TIMEOUT);
        } else if (left > 0) {
            executor.after(Duration.ofNanos(left), () -> look(executor));
        }
    }
}
