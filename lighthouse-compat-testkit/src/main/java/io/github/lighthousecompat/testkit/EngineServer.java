package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadStatus;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The methods of an execution layer's engine port over a chain in memory: which version of a method takes which
 * structure at which timestamp, and what it answers otherwise. Thread-safe.
 */
final class EngineServer {
    /** One method. */
    private interface Method {
        Json call(List<Json> params) throws EngineError;
    }

    private static final String EXCHANGE_CAPABILITIES = "engine_exchangeCapabilities";

    private final FakeChain chain;
    private final Map<String, Method> methods;
    private volatile Set<String> capabilities = EngineMethods.ALL;

    EngineServer(FakeChain chain) {
        this.chain = chain;
        this.methods = Map.ofEntries(
                Map.entry("engine_newPayloadV2", this::newPayloadV2),
                Map.entry("engine_newPayloadV3", this::newPayloadV3),
                Map.entry("engine_forkchoiceUpdatedV2", params -> forkchoiceUpdated(params, this::checkAttributesV2)),
                Map.entry("engine_forkchoiceUpdatedV3", params -> forkchoiceUpdated(params, this::checkAttributesV3)),
                Map.entry("engine_getPayloadV2", params -> getPayload(params, Fork.CAPELLA)),
                Map.entry("engine_getPayloadV3", params -> getPayload(params, Fork.DENEB)),
                Map.entry("engine_getPayloadBodiesByHashV1", this::bodiesByHash),
                Map.entry("engine_getPayloadBodiesByRangeV1", this::bodiesByRange),
                Map.entry("engine_getClientVersionV1", EngineServer::clientVersion),
                Map.entry(EXCHANGE_CAPABILITIES, this::exchangeCapabilities),
                Map.entry("eth_syncing", params -> AnswerWriter.syncing(chain.syncing())),
                Map.entry(
                        "eth_chainId",
                        params -> AnswerWriter.number(chain.spec().chainId())),
                Map.entry(
                        "eth_blockNumber",
                        params -> AnswerWriter.number(chain.head().payload().blockNumber())),
                Map.entry("eth_getBlockByNumber", this::blockByNumber),
                Map.entry("eth_getBlockByHash", this::blockByHash));
    }

    /** The Engine methods that are advertised and answered from now on. */
    void capabilities(Set<String> capabilities) {
        this.capabilities = Set.copyOf(capabilities);
    }

    Json call(String method, List<Json> params) throws EngineError {
        Method found = methods.get(method);
        boolean offered =
                !method.startsWith("engine_") || method.equals(EXCHANGE_CAPABILITIES) || capabilities.contains(method);
        if (found == null || !offered) {
            throw new EngineError(EngineError.METHOD_NOT_FOUND, "the method " + method + " does not exist");
        }
        return found.call(params);
    }

    private Json newPayloadV2(List<Json> params) throws EngineError {
        requireCount(params, 1);
        RequestReader in = RequestReader.payload(params.get(0));
        Fork fork = forkAt(in);
        if (fork.compareTo(Fork.CAPELLA) > 0) {
            throw unsupported("newPayloadV2", fork);
        }
        if (in.has("blobGasUsed") || in.has("excessBlobGas")) {
            throw RequestReader.invalid("newPayloadV2 takes no blob gas");
        }
        if (in.has("withdrawals") != (fork == Fork.CAPELLA)) {
            throw RequestReader.invalid("withdrawals belong to Capella, the timestamp is in " + fork);
        }
        // the chain begins after Bellatrix, so a block of that fork has a parent that is not here
        return AnswerWriter.status(
                fork == Fork.CAPELLA
                        ? chain.newPayload(NewPayloadRequest.of(in.capellaPayload()))
                        : PayloadStatus.syncing());
    }

    private Json newPayloadV3(List<Json> params) throws EngineError {
        requireCount(params, 3);
        RequestReader in = RequestReader.payload(params.get(0));
        List<Hash32> hashes = RequestReader.hashes(params.get(1), "expectedBlobVersionedHashes");
        Hash32 root = hash(params.get(2), "parentBeaconBlockRoot");
        DenebNewPayload request = NewPayloadRequest.of(in.denebPayload(), hashes, root);
        Fork fork = forkAt(in);
        if (fork != Fork.DENEB) {
            throw unsupported("newPayloadV3", fork);
        }
        return AnswerWriter.status(chain.newPayload(request));
    }

    /** Says whether attributes are those of the method's version. */
    private interface AttributesCheck {
        void check(RequestReader attributes) throws EngineError;
    }

    /** The state is updated before the attributes are looked at, and stays so if they are refused. */
    private Json forkchoiceUpdated(List<Json> params, AttributesCheck check) throws EngineError {
        requireCount(params, 2);
        ForkchoiceState state = RequestReader.forkchoice(params.get(0));
        Optional<RequestReader> attributes = RequestReader.attributes(params.get(1));
        PayloadStatus status = chain.forkchoiceUpdated(state);
        if (attributes.isEmpty() || !status.isValid()) {
            return AnswerWriter.forkchoiceUpdated(status, Optional.empty());
        }
        check.check(attributes.get());
        UInt64 id = chain.build(attributes.get().toAttributes());
        return AnswerWriter.forkchoiceUpdated(status, Optional.of(id));
    }

    private void checkAttributesV2(RequestReader attributes) throws EngineError {
        Fork fork = forkAt(attributes);
        if (attributes.has("parentBeaconBlockRoot")) {
            throw wrongAttributes("forkchoiceUpdatedV2 takes no parentBeaconBlockRoot");
        }
        if (fork.compareTo(Fork.CAPELLA) > 0) {
            throw unsupported("forkchoiceUpdatedV2", fork);
        }
        if (fork != Fork.CAPELLA || !attributes.has("withdrawals")) {
            throw wrongAttributes("withdrawals belong to Capella, the timestamp is in " + fork);
        }
    }

    private void checkAttributesV3(RequestReader attributes) throws EngineError {
        if (!attributes.has("withdrawals") || !attributes.has("parentBeaconBlockRoot")) {
            throw wrongAttributes("forkchoiceUpdatedV3 needs withdrawals and parentBeaconBlockRoot");
        }
        Fork fork = forkAt(attributes);
        if (fork != Fork.DENEB) {
            throw unsupported("forkchoiceUpdatedV3", fork);
        }
    }

    private Json getPayload(List<Json> params, Fork fork) throws EngineError {
        requireCount(params, 1);
        byte[] id = RequestReader.bytes(params.get(0), "payloadId", Long.BYTES);
        BuiltPayload built = chain.built(UInt64.fromLongBits(ByteBuffer.wrap(id).getLong()));
        if (built.fork() != fork) {
            throw unsupported("getPayload for " + fork, built.fork());
        }
        return AnswerWriter.built(built);
    }

    private Json bodiesByHash(List<Json> params) throws EngineError {
        requireCount(params, 1);
        List<Optional<NewPayloadRequest>> blocks = chain.blocks(RequestReader.hashes(params.get(0), "blockHashes"));
        return Json.items(blocks.stream()
                .map(block -> AnswerWriter.optional(block, found -> AnswerWriter.body(BlockViews.body(found))))
                .toList());
    }

    private Json bodiesByRange(List<Json> params) throws EngineError {
        requireCount(params, 2);
        UInt64 start = RequestReader.number(params.get(0), "start");
        UInt64 count = RequestReader.number(params.get(1), "count");
        if (start.isZero() || count.isZero()) {
            throw RequestReader.invalid("start and count must be 1 or more");
        }
        long few = Long.compareUnsigned(count.longBits(), Integer.MAX_VALUE) > 0 ? Integer.MAX_VALUE : count.toLong();
        return Json.items(chain.blocks(start, few).stream()
                .map(BlockViews::body)
                .map(AnswerWriter::body)
                .toList());
    }

    private static Json clientVersion(List<Json> params) throws EngineError {
        requireCount(params, 1);
        if (!(params.get(0) instanceof Json.Members client)) {
            throw RequestReader.invalid("the client version must be an object");
        }
        for (String name : List.of("code", "name", "version", "commit")) {
            RequestReader.text(client.get(name), name);
        }
        return Json.items(List.of(AnswerWriter.clientVersion(EngineMethods.CLIENT)));
    }

    private Json exchangeCapabilities(List<Json> params) throws EngineError {
        requireCount(params, 1);
        for (Json name : RequestReader.items(params.get(0), "capabilities")) {
            RequestReader.text(name, "capability");
        }
        return Json.items(capabilities.stream().sorted().map(Json::text).toList());
    }

    private Json blockByNumber(List<Json> params) throws EngineError {
        requireHeaderOnly(params);
        String tag = RequestReader.text(params.get(0), "block");
        return block(chain.block(
                switch (tag) {
                    case "latest" -> BlockTag.LATEST;
                    case "safe" -> BlockTag.SAFE;
                    case "finalized" -> BlockTag.FINALIZED;
                    case "earliest" -> BlockTag.EARLIEST;
                    default -> BlockTag.of(RequestReader.number(params.get(0), "block"));
                }));
    }

    private Json blockByHash(List<Json> params) throws EngineError {
        requireHeaderOnly(params);
        return block(chain.block(hash(params.get(0), "blockHash")));
    }

    private static Json block(Optional<NewPayloadRequest> block) {
        return AnswerWriter.optional(block, found -> AnswerWriter.block(BlockViews.header(found)));
    }

    private static void requireHeaderOnly(List<Json> params) throws EngineError {
        requireCount(params, 2);
        if (!params.get(1).equals(new Json.Bool(false))) {
            throw RequestReader.invalid("the fake shows blocks with the hashes of their transactions only");
        }
    }

    private static void requireCount(List<Json> params, int count) throws EngineError {
        if (params.size() != count) {
            throw RequestReader.invalid("takes " + count + " parameters, not " + params.size());
        }
    }

    private static Hash32 hash(Json value, String name) throws EngineError {
        return Hash32.of(RequestReader.bytes(value, name, Hash32.SIZE));
    }

    private Fork forkAt(RequestReader in) throws EngineError {
        return chain.spec().forks().at(in.timestamp());
    }

    private static EngineError unsupported(String method, Fork fork) {
        return new EngineError(EngineError.UNSUPPORTED_FORK, "unsupported fork: " + method + " at " + fork);
    }

    private static EngineError wrongAttributes(String problem) {
        return new EngineError(EngineError.INVALID_ATTRIBUTES, problem);
    }
}
