package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.EndpointSettings;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.TimeSource;
import io.github.lighthousecompat.engine.BlockRange;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaNewPayload;
import io.github.lighthousecompat.engine.ClientVersion;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.RawCall;
import io.github.lighthousecompat.engine.SyncStatus;
import io.github.lighthousecompat.hash.BlockHash;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * What each engine call does on its thread: choose the method, check what is sent, send it, check what comes back.
 *
 * <p>Thread-safe; every method blocks and throws the failure of the call.
 */
final class EngineCalls {
    private static final int METHOD_NOT_FOUND = -32601;
    private static final int UNSUPPORTED_FORK = -38005;

    /** Younger capabilities are not fetched again because they lack a method. */
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Dialect dialect;
    private final EngineRpc rpc;
    private final EngineRules rules;
    private final CapabilityCache cache;
    private final Optional<PayloadVerifier> verifier;
    private final TimeSource time;
    private final Duration exchangeLimit;

    /**
     * The calls of one endpoint.
     *
     * @param exchangeLimit most that a call waits for the capabilities before it goes on
     */
    EngineCalls(
            Dialect dialect,
            EngineRpc rpc,
            EngineRules rules,
            EndpointSettings settings,
            TimeSource time,
            Duration exchangeLimit) {
        this.dialect = dialect;
        this.rpc = rpc;
        this.rules = rules;
        this.cache = new CapabilityCache(time);
        this.verifier = settings.verifyBlockHash() ? Optional.of(new PayloadVerifier(BlockHash::of)) : Optional.empty();
        this.time = time;
        this.exchangeLimit = exchangeLimit;
    }

    PayloadStatus newPayload(NewPayloadRequest request, Attempt attempt) {
        verifier.ifPresent(hashes -> hashes.check(attempt.label(), request));
        String method = EngineMethods.newPayload(request.fork());
        requireOffered(attempt, method, request.fork());
        Params params = request instanceof DenebNewPayload deneb
                ? EngineParams.newPayloadV3(deneb)
                : EngineParams.newPayloadV2((CapellaNewPayload) request);
        PayloadStatus status = send(attempt, method, params, true, EngineAnswers.PAYLOAD_STATUS);
        EngineRules.checkStatus(
                attempt.label().of(method),
                "$.result",
                status,
                request.payload().blockHash());
        return status;
    }

    PayloadStatus forkchoiceUpdated(ForkchoiceState state, Attempt attempt) {
        String method = dialect.headMethod(offered(attempt));
        requireOffered(attempt, method, null);
        return move(state, attempt, method, EngineParams.forkchoiceUpdated(state))
                .payloadStatus();
    }

    ForkchoiceUpdated forkchoiceUpdated(ForkchoiceBuild build, Attempt attempt) {
        Fork fork = build.attributes().fork();
        String method = EngineMethods.forkchoiceUpdated(fork);
        requireOffered(attempt, method, fork);
        Params params = build.attributes() instanceof DenebAttributes deneb
                ? EngineParams.forkchoiceUpdatedV3(build.state(), deneb)
                : EngineParams.forkchoiceUpdatedV2(build.state(), (CapellaAttributes) build.attributes());
        ForkchoiceAnswer answer = move(build.state(), attempt, method, params);
        answer.payloadId().ifPresent(id -> verifier.ifPresent(hashes -> hashes.building(id, build.attributes())));
        String owner = attempt.label().site().backend();
        return ForkchoiceUpdated.of(
                answer.payloadStatus(), answer.payloadId().map(id -> PayloadHandle.of(owner, id, fork, 0)));
    }

    private ForkchoiceAnswer move(ForkchoiceState state, Attempt attempt, String method, Params params) {
        ForkchoiceAnswer answer = send(attempt, method, params, false, EngineAnswers.FORKCHOICE);
        EngineRules.checkHead(attempt.label().of(method), answer.payloadStatus(), state.headBlockHash());
        return answer;
    }

    BuiltPayload getPayload(PayloadHandle handle, Attempt attempt) {
        String method = EngineMethods.getPayload(handle.fork());
        requireOffered(attempt, method, handle.fork());
        ResultReader<? extends BuiltPayload> reader =
                handle.fork() == Fork.DENEB ? EngineAnswers.DENEB_PAYLOAD : EngineAnswers.CAPELLA_PAYLOAD;
        BuiltPayload built = send(attempt, method, EngineParams.getPayload(handle.id()), false, reader);
        CallLabel label = attempt.label().of(method);
        rules.checkBuilt(label, handle, built.payload());
        verifier.ifPresent(hashes -> hashes.built(label, handle.id(), built));
        return built;
    }

    List<Optional<PayloadBody>> payloadBodies(List<Hash32> hashes, Attempt attempt) {
        String method = EngineMethods.GET_PAYLOAD_BODIES_BY_HASH;
        requireOffered(attempt, method, null);
        List<Optional<PayloadBody>> bodies =
                send(attempt, method, EngineParams.payloadBodiesByHash(hashes), true, EngineAnswers.PAYLOAD_BODIES);
        EngineRules.checkBodies(attempt.label().of(method), bodies, hashes);
        return bodies;
    }

    List<Optional<PayloadBody>> payloadBodies(BlockRange range, Attempt attempt) {
        String method = EngineMethods.GET_PAYLOAD_BODIES_BY_RANGE;
        requireOffered(attempt, method, null);
        List<Optional<PayloadBody>> bodies =
                send(attempt, method, EngineParams.payloadBodiesByRange(range), true, EngineAnswers.PAYLOAD_BODIES);
        EngineRules.checkBodies(attempt.label().of(method), bodies, range);
        return bodies;
    }

    /** What is known or fetched now, without a limit beside the call's own. */
    Capabilities capabilities(NoArgument none, Attempt attempt) {
        return cache.get(attempt, () -> exchange(attempt));
    }

    List<ClientVersion> clientVersion(NoArgument none, Attempt attempt) {
        String method = EngineMethods.GET_CLIENT_VERSION;
        requireOffered(attempt, method, null);
        Params own = EngineParams.getClientVersion(dialect.identity().orElseThrow());
        return send(attempt, method, own, true, EngineAnswers.CLIENT_VERSIONS);
    }

    SyncStatus syncing(NoArgument none, Attempt attempt) {
        return send(attempt, EngineMethods.SYNCING, EngineParams.NONE, true, EngineAnswers.SYNCING);
    }

    UInt64 chainId(NoArgument none, Attempt attempt) {
        return send(attempt, EngineMethods.CHAIN_ID, EngineParams.NONE, true, EngineAnswers.QUANTITY);
    }

    UInt64 blockNumber(NoArgument none, Attempt attempt) {
        return send(attempt, EngineMethods.BLOCK_NUMBER, EngineParams.NONE, true, EngineAnswers.QUANTITY);
    }

    Optional<ExecutionBlock> block(BlockTag tag, Attempt attempt) {
        return send(attempt, EngineMethods.GET_BLOCK_BY_NUMBER, EngineParams.block(tag), true, EngineAnswers.BLOCK);
    }

    Optional<ExecutionBlock> block(Hash32 hash, Attempt attempt) {
        return send(attempt, EngineMethods.GET_BLOCK_BY_HASH, EngineParams.block(hash), true, EngineAnswers.BLOCK);
    }

    String raw(RawCall call, Attempt attempt) {
        Params params;
        try {
            params = EngineParams.raw(call.params());
        } catch (IllegalArgumentException e) {
            throw new LighthouseException.Refused(
                    attempt.label().site(),
                    call.method(),
                    LighthouseException.Refused.Fault.ARGUMENT,
                    String.valueOf(e.getMessage()));
        }
        return send(attempt, call.method(), params, false, EngineAnswers.RAW);
    }

    private <R> R send(Attempt attempt, String method, Params params, boolean isRepeatable, ResultReader<R> reader) {
        try {
            // a server that hangs may be replaced by another one before it is asked again
            return attempt.watched(cache::drop, () -> rpc.call(attempt, method, params, isRepeatable, reader));
        } catch (LighthouseException e) {
            if (mayBeAnother(e)) {
                cache.drop();
            }
            throw e;
        }
    }

    /** Whether the server that fails so may no longer be the one that said what it has. */
    private static boolean mayBeAnother(LighthouseException e) {
        return e instanceof LighthouseException.Unreachable
                || e instanceof LighthouseException.Authentication
                || e instanceof LighthouseException.Http http && isGone(http.status())
                || e instanceof LighthouseException.Rpc rpc
                        && (rpc.code() == METHOD_NOT_FOUND || rpc.code() == UNSUPPORTED_FORK);
    }

    /** Whether a proxy says with this status that what is behind it does not answer: 502, 503 or 504. */
    private static boolean isGone(int status) {
        return status >= 502 && status <= 504;
    }

    private void requireOffered(Attempt attempt, String method, @Nullable Fork fork) {
        Capabilities offered = offered(attempt);
        if (!offered.has(method) && offered.age().compareTo(FRESH) > 0) {
            // a server that was upgraded meanwhile can't be told from the same one behind a new connection
            cache.drop();
            offered = offered(attempt);
        }
        EngineRules.checkOffered(attempt.label(), offered, method, fork, rpc.endpoint());
    }

    private Capabilities offered(Attempt attempt) {
        return cache.get(attempt, () -> exchangeInTime(attempt));
    }

    private Set<String> exchangeInTime(Attempt attempt) {
        AtomicBoolean isLate = new AtomicBoolean();
        Attempt inner = new Attempt(attempt.label());
        TimeSource.Scheduled limit = time.schedule(exchangeLimit, () -> {
            isLate.set(true);
            inner.cancel();
        });
        try {
            return attempt.interruptibly(inner::cancel, () -> exchange(inner));
        } catch (LighthouseException.Cancelled e) {
            if (isLate.get()) {
                throw new LighthouseException.Timeout(
                        attempt.label().site(), EngineMethods.EXCHANGE_CAPABILITIES, exchangeLimit);
            }
            throw e;
        } finally {
            limit.cancel();
        }
    }

    private Set<String> exchange(Attempt attempt) {
        Params params = EngineParams.exchangeCapabilities(dialect.methods());
        try {
            return rpc.call(attempt, EngineMethods.EXCHANGE_CAPABILITIES, params, true, EngineAnswers.CAPABILITIES);
        } catch (LighthouseException.Rpc e) {
            if (e.code() == METHOD_NOT_FOUND) {
                return dialect.methodsWithoutExchange().orElseThrow(() -> e);
            }
            throw e;
        }
    }
}
