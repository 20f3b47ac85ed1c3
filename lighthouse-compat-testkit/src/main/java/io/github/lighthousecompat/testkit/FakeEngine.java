package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallSite;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.LighthouseException.Refused.Fault;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.Capabilities;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.RawCall;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.MalformedTransactionException;
import io.github.lighthousecompat.hash.VersionedHash;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What an adapter of one version answers over a chain in memory: it refuses what an adapter refuses. Thread-safe. */
final class FakeEngine {
    /** One operation's answer. */
    interface Answer<A, R> {
        R answer(CallSite site, A argument) throws EngineError;
    }

    /** What must hold of an argument before anything is sent. */
    interface Check<A> {
        void check(CallSite site, A argument);
    }

    private record Entry<A, R>(Check<A> check, Answer<A, R> answer) {}

    private final LighthouseVersion version;
    private final FakeChain chain;
    private final boolean verify;
    private final Map<Operation<?, ?>, Entry<?, ?>> entries = new HashMap<>();

    FakeEngine(LighthouseVersion version, FakeChain chain, boolean verify) {
        this.version = version;
        this.chain = chain;
        this.verify = verify;
        writes();
        reads();
    }

    /** Fails as an adapter does before anything is sent. */
    <A, R> void check(Operation<A, R> operation, CallSite site, A argument) {
        entry(operation).check().check(site, argument);
    }

    /** What the chain answers. */
    <A, R> R answer(Operation<A, R> operation, CallSite site, A argument) throws EngineError {
        return entry(operation).answer().answer(site, argument);
    }

    private void writes() {
        on(EngineOperations.NEW_PAYLOAD, this::checkPayload, (site, request) -> chain.newPayload(request));
        on(EngineOperations.FORKCHOICE_UPDATED, FakeEngine::unchecked, (site, state) -> chain.forkchoiceUpdated(state));
        on(
                EngineOperations.FORKCHOICE_BUILD,
                (site, build) -> checkFork(
                        site,
                        EngineOperations.FORKCHOICE_BUILD,
                        build.attributes().timestamp(),
                        build.attributes().fork()),
                this::build);
        on(EngineOperations.GET_PAYLOAD, this::checkHandle, this::built);
    }

    private void reads() {
        read(
                EngineOperations.PAYLOAD_BODIES_BY_HASH,
                (site, hashes) -> chain.blocks(hashes).stream()
                        .map(found -> found.map(BlockViews::body))
                        .toList());
        read(
                EngineOperations.PAYLOAD_BODIES_BY_RANGE,
                (site, range) -> chain.blocks(range.start(), range.count()).stream()
                        .map(block -> Optional.of(BlockViews.body(block)))
                        .toList());
        read(EngineOperations.CAPABILITIES, (site, none) -> Capabilities.of(EngineMethods.ALL, Duration.ZERO));
        on(
                EngineOperations.CLIENT_VERSION,
                (site, none) -> checkClientVersion(site),
                (site, none) -> List.of(EngineMethods.CLIENT));
        read(EngineOperations.SYNCING, (site, none) -> chain.syncing());
        read(EngineOperations.CHAIN_ID, (site, none) -> chain.spec().chainId());
        read(
                EngineOperations.BLOCK_NUMBER,
                (site, none) -> chain.head().payload().blockNumber());
        read(EngineOperations.BLOCK_BY_NUMBER, (site, tag) -> chain.block(tag).map(BlockViews::header));
        read(EngineOperations.BLOCK_BY_HASH, (site, hash) -> chain.block(hash).map(BlockViews::header));
        read(EngineOperations.RAW, (site, call) -> raw(call));
    }

    private ForkchoiceUpdated build(CallSite site, ForkchoiceBuild build) throws EngineError {
        PayloadStatus status = chain.forkchoiceUpdated(build.state());
        if (!status.isValid()) {
            return ForkchoiceUpdated.of(status, Optional.empty());
        }
        UInt64 id = chain.build(build.attributes());
        Fork fork = build.attributes().fork();
        return ForkchoiceUpdated.of(status, Optional.of(PayloadHandle.of(site.backend(), id, fork, 0)));
    }

    private BuiltPayload built(CallSite site, PayloadHandle handle) throws EngineError {
        BuiltPayload built = chain.built(handle.id());
        if (built.fork() != handle.fork()) {
            throw new EngineError(EngineError.UNSUPPORTED_FORK, "the payload is of " + built.fork());
        }
        return built;
    }

    /** The methods that need no parameters; what else a test calls, it scripts. */
    private String raw(RawCall call) throws EngineError {
        return switch (call.method()) {
            case "eth_chainId" -> '"' + chain.spec().chainId().toQuantity() + '"';
            case "eth_blockNumber" -> '"' + chain.head().payload().blockNumber().toQuantity() + '"';
            default ->
                throw new EngineError(
                        EngineError.METHOD_NOT_FOUND, "the fake has no " + call.method() + "; script its answer");
        };
    }

    private void checkPayload(CallSite site, NewPayloadRequest request) {
        String operation = EngineOperations.NEW_PAYLOAD.name();
        checkFork(site, EngineOperations.NEW_PAYLOAD, request.payload().timestamp(), request.fork());
        if (!verify) {
            return;
        }
        Hash32 computed = BlockHash.of(request);
        if (!computed.equals(request.payload().blockHash())) {
            throw LighthouseException.Refused.blockHash(
                    site, operation, request.payload().blockHash(), computed);
        }
        if (request instanceof DenebNewPayload deneb) {
            checkVersionedHashes(site, operation, deneb);
        }
    }

    private static void checkVersionedHashes(CallSite site, String operation, DenebNewPayload request) {
        try {
            if (!VersionedHash.in(request.payload().transactions()).equals(request.versionedHashes())) {
                throw new LighthouseException.Refused(
                        site,
                        operation,
                        Fault.VERSIONED_HASHES,
                        "the versioned hashes are not those of the blob transactions");
            }
        } catch (MalformedTransactionException e) {
            throw new LighthouseException.Refused(site, operation, Fault.TRANSACTION, String.valueOf(e.getMessage()));
        }
    }

    private void checkFork(CallSite site, Operation<?, ?> operation, UInt64 timestamp, Fork type) {
        Fork fork = chain.spec().forks().at(timestamp);
        checkSpoken(site, operation, fork);
        if (fork != type) {
            throw new LighthouseException.Refused(
                    site,
                    operation.name(),
                    Fault.WRONG_FORK,
                    "timestamp " + timestamp + " is in " + fork + ", the argument is of " + type);
        }
    }

    private void checkHandle(CallSite site, PayloadHandle handle) {
        if (!handle.owner().equals(site.backend())) {
            throw new LighthouseException.Refused(
                    site,
                    EngineOperations.GET_PAYLOAD.name(),
                    Fault.FOREIGN_HANDLE,
                    "the payload is being built by " + handle.owner());
        }
        checkSpoken(site, EngineOperations.GET_PAYLOAD, handle.fork());
    }

    private void checkSpoken(CallSite site, Operation<?, ?> operation, Fork fork) {
        if (!version.speaks(fork)) {
            throw new LighthouseException.Unsupported(
                    site,
                    operation.name(),
                    fork,
                    operation.name(),
                    "Lighthouse " + version.label() + " has no method for " + fork);
        }
    }

    private void checkClientVersion(CallSite site) {
        if (version == LighthouseVersion.V4) {
            throw new LighthouseException.Unsupported(
                    site,
                    EngineOperations.CLIENT_VERSION.name(),
                    null,
                    "engine_getClientVersionV1",
                    "Lighthouse " + version.label() + " does not ask for the client version");
        }
    }

    private static <A> void unchecked(CallSite site, A argument) {}

    private <A, R> void read(Operation<A, R> operation, Answer<A, R> answer) {
        on(operation, FakeEngine::unchecked, answer);
    }

    private <A, R> void on(Operation<A, R> operation, Check<A> check, Answer<A, R> answer) {
        entries.put(operation, new Entry<>(check, answer));
    }

    @SuppressWarnings("unchecked") // the only writer of the table is on(..), which binds both types to the operation
    private <A, R> Entry<A, R> entry(Operation<A, R> operation) {
        Entry<?, ?> entry = entries.get(operation);
        return entry == null ? unknown(operation) : (Entry<A, R>) entry;
    }

    /** An operation of another facet: a script may answer it, the chain can't. */
    private static <A, R> Entry<A, R> unknown(Operation<A, R> operation) {
        return new Entry<>(FakeEngine::unchecked, (site, argument) -> {
            throw new LighthouseException.Unsupported(
                    site, operation.name(), null, operation.name(), "the fake has no answer; script one");
        });
    }
}
