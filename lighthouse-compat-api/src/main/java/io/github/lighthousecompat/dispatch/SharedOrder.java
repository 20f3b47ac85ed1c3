package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the order of writes where two clients drive one execution layer: each client keeps its own order, but not the
 * other's. Used under the monitor of the fleet.
 */
final class SharedOrder {
    private @Nullable Member last;
    private boolean sentAtOnce = true;
    private CompletableFuture<?> tail = CompletableFuture.completedFuture(null);

    /**
     * Sends a write at once if all before it have ended or went the same way, else when they have ended.
     *
     * @return how the write ends; ending it before it is sent prevents that, and lets nothing overtake
     */
    <R> CompletableFuture<R> send(Operation<?, R> operation, Member member, Supplier<CompletableFuture<R>> write) {
        CallFuture<R> answer = new CallFuture<>(member.site(), operation.name());
        CompletableFuture<?> before = tail;
        CompletableFuture<Void> end = new CompletableFuture<>();
        sentAtOnce = before.isDone() || (last == member && sentAtOnce);
        last = member;
        tail = end;
        if (sentAtOnce) {
            start(write, answer, () -> before.whenComplete((value, failure) -> end.complete(null)));
        } else {
            before.whenComplete((value, failure) -> {
                if (answer.isDone()) {
                    end.complete(null);
                } else {
                    start(write, answer, () -> end.complete(null));
                }
            });
        }
        return answer;
    }

    /** The next write is let go before the answer is given, as the host may do with that what it likes. */
    private static <R> void start(Supplier<CompletableFuture<R>> write, CallFuture<R> answer, Runnable ended) {
        CompletableFuture<R> call;
        try {
            call = write.get();
        } catch (RuntimeException | Error e) {
            // whatever could not be sent must not keep all later ones waiting
            ended.run();
            answer.completeExceptionally(LighthouseException.from(e, answer.site(), answer.operation()));
            return;
        }
        answer.onCancel(() -> call.cancel(true));
        call.whenComplete((value, failure) -> {
            ended.run();
            if (failure == null) {
                answer.complete(value);
            } else {
                answer.completeExceptionally(LighthouseException.from(failure, answer.site(), answer.operation()));
            }
        });
    }
}
