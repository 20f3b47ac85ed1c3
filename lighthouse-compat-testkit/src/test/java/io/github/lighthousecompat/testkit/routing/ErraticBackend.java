package io.github.lighthousecompat.testkit.routing;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallFuture;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.testkit.routing.EffectTable.Failure;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;

/** A backend that has every block, answers late and in any order, and fails as often as it is told. Thread-safe. */
final class ErraticBackend implements Caller {
    private static final List<Failure> FAILURES = List.of(Failure.values());

    private final String alias;
    private final LateAnswers answers;
    private final Random random;
    private final List<Object> writes = new ArrayList<>();
    private final List<String> foreignHandles = new ArrayList<>();
    private volatile int failuresOfHundred;
    private volatile int invalidOfThousand;

    ErraticBackend(String alias, LateAnswers answers, long seed) {
        this.alias = alias;
        this.answers = answers;
        this.random = new Random(seed);
    }

    void fail(int ofHundred, int invalid) {
        failuresOfHundred = ofHundred;
        invalidOfThousand = invalid;
    }

    /** Payloads by their hash, and forkchoices, with attributes or not, in the order in which they came. */
    synchronized List<Object> writes() {
        return List.copyOf(writes);
    }

    /** Handles of others that this one was asked for. */
    synchronized List<String> foreignHandles() {
        return List.copyOf(foreignHandles);
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
    @SuppressWarnings("unchecked") // each operation has its own kind of answer
    public synchronized <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        note(argument);
        CallFuture<R> future = new CallFuture<>(options.site().orElse(CallSite.of(alias)), operation.name());
        if (random.nextInt(100) < failuresOfHundred) {
            Failure failure = FAILURES.get(random.nextInt(FAILURES.size()));
            answers.add(() -> future.completeExceptionally(failure.of(future.site(), operation.name())));
        } else {
            R answer = (R) answer(operation, argument, random.nextInt(1000) < invalidOfThousand);
            answers.add(() -> future.complete(answer));
        }
        return future;
    }

    private void note(Object argument) {
        if (argument instanceof NewPayloadRequest request) {
            writes.add(request.payload().blockHash());
        } else if (argument instanceof ForkchoiceState state) {
            writes.add(state);
        } else if (argument instanceof ForkchoiceBuild build) {
            writes.add(build.state());
        } else if (argument instanceof PayloadHandle handle && !handle.owner().equals(alias)) {
            foreignHandles.add(handle.text());
        }
    }

    private Object answer(Operation<?, ?> operation, Object argument, boolean invalid) {
        PayloadStatus status =
                invalid ? PayloadStatus.invalid(Optional.empty(), "by chance") : PayloadStatus.valid(Hash32.ZERO);
        if (operation == EngineOperations.NEW_PAYLOAD || operation == EngineOperations.FORKCHOICE_UPDATED) {
            return status;
        }
        if (operation == EngineOperations.FORKCHOICE_BUILD) {
            PayloadHandle handle = PayloadHandle.of(alias, UInt64.of(writes.size()), Fork.CAPELLA, 0);
            return ForkchoiceUpdated.of(status, invalid ? Optional.empty() : Optional.of(handle));
        }
        if (operation == EngineOperations.GET_PAYLOAD) {
            return BuiltPayload.of(payload(1), UInt256.of(1));
        }
        if (operation == EngineOperations.BLOCK_NUMBER) {
            return UInt64.of(random.nextInt(2));
        }
        if (operation == EngineOperations.BLOCK_BY_HASH && argument instanceof Hash32 hash) {
            return Optional.of(block(hash));
        }
        return Optional.of(block(hash(1)));
    }

    static Hash32 hash(int number) {
        return Hash32.of(ByteBuffer.allocate(Hash32.SIZE).putInt(number).array());
    }

    static CapellaPayload payload(int number) {
        return CapellaPayload.builder()
                .parentHash(hash(number - 1))
                .feeRecipient(Address.ZERO)
                .stateRoot(Hash32.ZERO)
                .receiptsRoot(Hash32.ZERO)
                .logsBloom(Bloom.ZERO)
                .prevRandao(Hash32.ZERO)
                .blockNumber(UInt64.of(number))
                .gasLimit(UInt64.of(30_000_000))
                .gasUsed(UInt64.ZERO)
                .timestamp(UInt64.of(number))
                .extraData(Bytes.EMPTY)
                .baseFeePerGas(UInt256.of(9))
                .blockHash(hash(number))
                .transactions(Transactions.EMPTY)
                .build();
    }

    private static ExecutionBlock block(Hash32 hash) {
        return ExecutionBlock.builder()
                .hash(hash)
                .parentHash(Hash32.ZERO)
                .feeRecipient(Address.ZERO)
                .stateRoot(Hash32.ZERO)
                .transactionsRoot(Hash32.ZERO)
                .receiptsRoot(Hash32.ZERO)
                .logsBloom(Bloom.ZERO)
                .prevRandao(Hash32.ZERO)
                .number(UInt64.ONE)
                .gasLimit(UInt64.ZERO)
                .gasUsed(UInt64.ZERO)
                .timestamp(UInt64.ZERO)
                .extraData(Bytes.EMPTY)
                .build();
    }
}
