package io.github.lighthousecompat.call;

import io.github.lighthousecompat.Interleavings;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A cancelled call ends the work behind it, however its setting and its cancelling meet; it ends once. */
@Tag("lincheck")
public class CallFutureInterleavingTest {
    private final CallFuture<Integer> future = new CallFuture<>(CallSite.of("test"), "x");
    private final AtomicInteger set = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();

    @Operation(runOnce = true)
    public void onCancel() {
        future.onCancel(ended::incrementAndGet);
        set.incrementAndGet();
    }

    @Operation
    public boolean cancel() {
        return future.cancel(true);
    }

    @Operation
    public boolean complete() {
        return future.complete(1);
    }

    @Operation
    public boolean isCancelled() {
        return future.isCancelled();
    }

    @Validate
    public void workIsEnded() {
        if (future.isCancelled() && set.get() > 0 && ended.get() == 0) {
            throw new IllegalStateException("it was cancelled, and the work goes on");
        }
    }

    @Test
    void ends_areLinearizable() {
        Interleavings.check(CallFutureInterleavingTest.class);
    }
}
