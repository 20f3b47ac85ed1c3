package io.github.lighthousecompat.route;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Caller;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import java.net.ConnectException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A backend that answers every read with its own number, fails those of some sessions, and begins every build. Payloads it
 * has none, as it matters here only who is asked for them. Thread-safe.
 */
record FaultyReads(LighthouseVersion version, int number, Map<String, Fault> faults) implements Caller {
    /** How a read fails. */
    enum Fault {
        NONE,
        RPC,
        UNSUPPORTED,
        DECODE,
        TOO_LARGE,
        BROKEN,
        GONE,
        SILENT;

        /** By the table of failures: whether another may well answer. */
        boolean isOfTheBackend() {
            return this != NONE && this != RPC;
        }

        LighthouseException of(CallSite site, Operation<?, ?> operation) {
            String name = operation.name();
            return switch (this) {
                case NONE -> throw new IllegalStateException("no failure");
                case RPC -> new LighthouseException.Rpc(site, name, -32603, "scripted");
                case UNSUPPORTED -> new LighthouseException.Unsupported(site, name, null, name, "scripted");
                case DECODE -> new LighthouseException.Decode(site, name, "$", "scripted", null);
                case TOO_LARGE -> new LighthouseException.TooLarge(site, name, 1);
                case BROKEN -> new LighthouseException.Http(site, name, 500, "");
                case GONE ->
                    new LighthouseException.Unreachable(
                            site, name, "http://127.0.0.1:8551", false, new ConnectException("scripted"));
                case SILENT -> new LighthouseException.Timeout(site, name, operation.limit());
            };
        }
    }

    static FaultyReads of(LighthouseVersion version, int number) {
        return new FaultyReads(version, number, new ConcurrentHashMap<>());
    }

    @Override
    public String name() {
        return version.label();
    }

    @Override
    public TimeSource.Scheduled after(Duration delay, Runnable task) {
        throw new UnsupportedOperationException("nothing waits here");
    }

    @Override
    @SuppressWarnings("unchecked") // each operation has its own kind of answer
    public <A, R> CompletableFuture<R> call(Operation<A, R> operation, A argument, CallOptions options) {
        Fault fault = operation.effect() == Effect.READ
                ? faults.getOrDefault(options.session().orElse(""), Fault.NONE)
                : operation == EngineOperations.GET_PAYLOAD ? Fault.RPC : Fault.NONE;
        if (fault != Fault.NONE) {
            return CompletableFuture.failedFuture(fault.of(options.site().orElseThrow(), operation));
        }
        return CompletableFuture.completedFuture((R) answer(operation));
    }

    private Object answer(Operation<?, ?> operation) {
        PayloadStatus valid = PayloadStatus.valid(Hash32.ZERO);
        return switch (operation.effect()) {
            case READ -> UInt64.of(number);
            case BUILD_START ->
                ForkchoiceUpdated.of(valid, Optional.of(PayloadHandle.of(name(), UInt64.of(number), Fork.CAPELLA, 0)));
            default -> valid;
        };
    }
}
