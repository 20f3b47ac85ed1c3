package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One execution layer that several clients drive. It may act on a forkchoice at any time between its beginning and its
 * end, so that it may overtake each one of another client that was begun before and has not ended. Thread-safe.
 */
final class OneExecutionLayer {
    private static final List<Failure> FAILURES =
            List.of(Failure.LOST, Failure.TIMEOUT, Failure.RPC, Failure.HTTP_503, Failure.UNSUPPORTED);

    private record Write(Driver driver, Object argument, CallFuture<Object> answer) {}

    private final List<Write> open = new ArrayList<>();
    private final List<String> overtaken = new ArrayList<>();
    private final List<Integer> heads = new ArrayList<>();

    Driver driver(String alias) {
        return new Driver(alias);
    }

    /** The forkchoices that another may have overtaken. */
    synchronized List<String> overtaken() {
        return List.copyOf(overtaken);
    }

    /** The numbers of the heads, as they came. */
    synchronized List<Integer> heads() {
        return List.copyOf(heads);
    }

    synchronized boolean isBusy() {
        open.removeIf(write -> write.answer().isDone());
        return !open.isEmpty();
    }

    /** Ends one of the writes that are under way, with VALID or with a failure. */
    void end(int choice, boolean isWell) {
        Write write;
        synchronized (this) {
            if (!isBusy()) {
                return;
            }
            write = open.get(choice % open.size());
        }
        CallFuture<Object> answer = write.answer();
        if (isWell) {
            answer.complete(PayloadStatus.valid(Hash32.ZERO));
        } else {
            Failure failure = FAILURES.get(choice % FAILURES.size());
            answer.completeExceptionally(failure.of(answer.site(), answer.operation()));
        }
    }

    private synchronized void begin(Write write) {
        open.removeIf(other -> other.answer().isDone());
        if (write.argument() instanceof ForkchoiceState state) {
            open.stream()
                    .filter(other -> other.driver() != write.driver() && other.argument() instanceof ForkchoiceState)
                    .forEach(other -> overtaken.add(state + " of " + write.driver() + " overtook " + other));
            heads.add(HexFormat.fromHexDigits(state.headBlockHash().toString(), 2, 10));
        }
        open.add(write);
    }

    /** A client of the execution layer. */
    final class Driver implements Caller {
        private final String alias;

        private Driver(String alias) {
            this.alias = alias;
        }

        @Override
        public String name() {
            return alias;
        }

        @Override
        public LighthouseVersion version() {
            return LighthouseVersion.V5;
        }

        @Override
        public TimeSource.Scheduled after(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("nothing waits here");
        }

        @Override
        @SuppressWarnings("unchecked") // what is written is answered with a status
        public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
            CallFuture<Object> answer = new CallFuture<>(options.site().orElseThrow(), operation.name());
            if (operation == EngineOperations.SYNCING) {
                answer.completeExceptionally(Failure.RPC.of(answer.site(), answer.operation()));
            } else {
                begin(new Write(this, argument, answer));
            }
            return (CompletableFuture<R>) (CompletableFuture<?>) answer;
        }

        @Override
        public String toString() {
            return alias;
        }
    }
}
