package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.CallFuture;
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
    private CompletableFuture<?> call = CompletableFuture.completedFuture(null);

    /** Sends a write once the one before has ended, if another client sent that. */
    <R> CompletableFuture<R> send(Operation<?, R> operation, Member member, Supplier<CompletableFuture<R>> write) {
        CompletableFuture<R> sent = last == member || call.isDone() ? write.get() : after(operation, member, write);
        last = member;
        call = sent;
        return sent;
    }

    private <R> CompletableFuture<R> after(
            Operation<?, R> operation, Member member, Supplier<CompletableFuture<R>> write) {
        CallFuture<R> waiting = new CallFuture<>(member.site(), operation.name());
        call.whenComplete((value, failure) -> {
            if (!waiting.isDone()) {
                waiting.follow(write.get());
            }
        });
        return waiting;
    }
}
