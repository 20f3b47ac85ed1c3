package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.call.EndpointSettings;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;

/**
 * The table of what an engine endpoint can be asked: for each operation its thread and its work.
 *
 * <p>Thread-safe. The limits are those of Lighthouse, times the configured multiplier.
 */
final class EngineEndpoint implements AutoCloseable {
    /**
     * How an operation is done.
     *
     * @param check throws what can be said against the argument at once, on the caller's thread
     * @param work does it, on a thread of its own
     */
    private record Entry<A, R>(CallRunner.Pool pool, BiConsumer<CallLabel, A> check, BiFunction<A, Attempt, R> work) {}

    private final Map<Operation<?, ?>, Entry<?, ?>> table = new HashMap<>();
    private final Transport transport;
    private final CallRunner runner;
    private final int multiplier;

    EngineEndpoint(
            Transport transport,
            Jwt jwt,
            EndpointSettings settings,
            Dialect dialect,
            TimeSource time,
            CallRunner runner) {
        this.transport = transport;
        this.runner = runner;
        this.multiplier = settings.timeoutMultiplier();
        EngineRules rules = new EngineRules(dialect, settings.forks().orElseThrow());
        EngineCalls calls = new EngineCalls(
                dialect, new EngineRpc(transport, jwt), rules, settings, time, limit(EngineOperations.CAPABILITIES));

        ordered(EngineOperations.NEW_PAYLOAD, rules::checkRequest, calls::newPayload);
        ordered(EngineOperations.FORKCHOICE_UPDATED, (label, state) -> {}, calls::forkchoiceUpdated);
        ordered(EngineOperations.FORKCHOICE_BUILD, rules::checkRequest, calls::forkchoiceUpdated);
        free(EngineOperations.GET_PAYLOAD, rules::checkRequest, calls::getPayload);
        free(EngineOperations.PAYLOAD_BODIES_BY_HASH, calls::payloadBodies);
        free(EngineOperations.PAYLOAD_BODIES_BY_RANGE, calls::payloadBodies);
        free(EngineOperations.CAPABILITIES, calls::capabilities);
        free(EngineOperations.CLIENT_VERSION, rules::checkClientVersion, calls::clientVersion);
        free(EngineOperations.SYNCING, calls::syncing);
        free(EngineOperations.CHAIN_ID, calls::chainId);
        free(EngineOperations.BLOCK_NUMBER, calls::blockNumber);
        free(EngineOperations.BLOCK_BY_NUMBER, calls::block);
        free(EngineOperations.BLOCK_BY_HASH, calls::block);
        free(EngineOperations.RAW, calls::raw);
    }

    /**
     * Starts a call.
     *
     * @throws LighthouseException if it can be told at once that it fails
     */
    <A, R> CompletableFuture<R> call(
            Operation<A, R> operation, A argument, CallLabel label, Optional<Duration> deadline) {
        Entry<A, R> entry = entry(operation, label);
        entry.check().accept(label, argument);
        Duration limit = deadline.orElseGet(() -> limit(operation));
        return runner.submit(label, entry.pool(), limit, attempt -> entry.work().apply(argument, attempt));
    }

    /** How long a call without a deadline may take. */
    Duration limit(Operation<?, ?> operation) {
        return operation.limit().multipliedBy(multiplier);
    }

    @Override
    public void close() {
        transport.close();
    }

    private <A, R> void ordered(
            Operation<A, R> operation, BiConsumer<CallLabel, A> check, BiFunction<A, Attempt, R> work) {
        table.put(operation, new Entry<>(CallRunner.Pool.LANE, check, work));
    }

    private <A, R> void free(Operation<A, R> operation, BiFunction<A, Attempt, R> work) {
        free(operation, (label, argument) -> {}, work);
    }

    private <A, R> void free(
            Operation<A, R> operation, BiConsumer<CallLabel, A> check, BiFunction<A, Attempt, R> work) {
        table.put(operation, new Entry<>(CallRunner.Pool.WORKERS, check, work));
    }

    @SuppressWarnings("unchecked") // each operation was put with an entry of its own types
    private <A, R> Entry<A, R> entry(Operation<A, R> operation, CallLabel label) {
        Entry<?, ?> entry = table.get(operation);
        if (entry == null) {
            throw new LighthouseException.Unsupported(
                    label.site(),
                    label.operation(),
                    null,
                    operation.name(),
                    "an engine endpoint has no such operation");
        }
        return (Entry<A, R>) entry;
    }
}
