package io.github.lighthousecompat.call;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The future of a call: fails with a {@link LighthouseException} on every path, and its {@code cancel} ends the work.
 *
 * <p>Thread-safe. Those who make one set what cancelling does with {@link #onCancel}.
 *
 * @param <T> the answer
 */
public final class CallFuture<T> extends CompletableFuture<T> {
    private static final Runnable NOTHING = () -> {};

    private final CallSite site;
    private final String operation;
    private volatile Runnable onCancel = NOTHING;

    /**
     * A future without an answer.
     *
     * @param site who makes the call
     * @param operation name of the operation, for messages
     */
    public CallFuture(CallSite site, String operation) {
        this.site = site;
        this.operation = operation;
    }

    /** Who makes the call. */
    public CallSite site() {
        return site;
    }

    /** Name of the operation, for messages. */
    public String operation() {
        return operation;
    }

    /** A future that has failed already. */
    public static <T> CallFuture<T> failed(CallSite site, String operation, LighthouseException failure) {
        CallFuture<T> future = new CallFuture<>(site, operation);
        future.completeExceptionally(failure);
        return future;
    }

    /** Sets what {@code cancel} does to the work behind this future; done at once if it was cancelled before. */
    public void onCancel(Runnable action) {
        onCancel = action;
        if (isCancelled()) {
            action.run();
        }
    }

    /** Takes over how {@code other} ends, and cancels it when this is cancelled. */
    public void follow(CompletableFuture<? extends T> other) {
        onCancel(() -> other.cancel(true));
        other.whenComplete((value, failure) -> {
            if (failure == null) {
                complete(value);
            } else {
                completeExceptionally(LighthouseException.from(failure, site, operation));
            }
        });
    }

    /** Ends this future with {@link LighthouseException.Cancelled} and the work behind it, if it has not ended. */
    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        boolean first =
                completeExceptionally(new LighthouseException.Cancelled(site, operation, "the caller cancelled it"));
        if (first) {
            onCancel.run();
        }
        return first || isCancelled();
    }

    /** Whether it ended with {@link LighthouseException.Cancelled}. */
    @Override
    public boolean isCancelled() {
        return isCompletedExceptionally() && failure() instanceof LighthouseException.Cancelled;
    }

    private @Nullable Throwable failure() {
        return handle((value, failure) -> failure).getNow(null);
    }

    /** Stages that depend on this one are plain futures: cancelling them does not end the work. */
    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CompletableFuture<>();
    }
}
