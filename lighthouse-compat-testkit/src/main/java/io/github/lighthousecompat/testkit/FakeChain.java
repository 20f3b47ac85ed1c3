package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlockTag;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.engine.SyncStatus;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.Keccak256;
import io.github.lighthousecompat.hash.MalformedTransactionException;
import io.github.lighthousecompat.hash.VersionedHash;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * An execution layer in memory: judges blocks, follows the forkchoice and builds.
 *
 * <p>Blocks are judged as far as this can be done without executing them: hashes, order, blob gas, and a state root
 * that is a function of parent and content. Which fork a block belongs to is for callers to check. Thread-safe.
 */
final class FakeChain {
    /** Most bodies that one call gives; every server gives as many. */
    static final int MOST_BODIES = 32;

    private static final int MOST_BUILDS = 16;

    private final ChainSpec spec;
    private final BlockMaker maker;
    private final NewPayloadRequest genesis;
    private final Map<Hash32, NewPayloadRequest> blocks = new HashMap<>();
    /** For each block that is known to be invalid the last valid one before it. */
    private final Map<Hash32, Hash32> invalid = new HashMap<>();
    /** Hashes from genesis to the head. */
    private final List<Hash32> canonical = new ArrayList<>();

    private final Map<UInt64, BuiltPayload> builds = new LinkedHashMap<>();
    private ForkchoiceState forkchoice;
    private Optional<UInt64> goal = Optional.empty();
    private UInt64 highestSeen = UInt64.ZERO;
    private Function<Hash32, Optional<PayloadStatus>> judge = hash -> Optional.empty();

    FakeChain(ChainSpec spec) {
        this.spec = spec;
        this.maker = new BlockMaker(spec);
        this.genesis = maker.genesis();
        this.forkchoice = ForkchoiceState.of(Hash32.ZERO, Hash32.ZERO, Hash32.ZERO);
        wipe();
    }

    ChainSpec spec() {
        return spec;
    }

    /** Forgets everything but the genesis block. */
    synchronized void wipe() {
        blocks.clear();
        invalid.clear();
        builds.clear();
        canonical.clear();
        Hash32 hash = genesis.payload().blockHash();
        blocks.put(hash, genesis);
        canonical.add(hash);
        forkchoice = ForkchoiceState.of(hash, Hash32.ZERO, Hash32.ZERO);
        goal = Optional.empty();
        highestSeen = UInt64.ZERO;
    }

    synchronized void forgetBuilds() {
        builds.clear();
    }

    /** Puts {@code judge} before the chain's own judgement of new blocks; what it judges is not kept. */
    synchronized void judge(Function<Hash32, Optional<PayloadStatus>> judge) {
        this.judge = judge;
    }

    synchronized PayloadStatus newPayload(NewPayloadRequest request) {
        ExecutionPayload payload = request.payload();
        Hash32 hash = BlockHash.of(request);
        if (!hash.equals(payload.blockHash())) {
            return invalid(Optional.empty(), "block hash mismatch: the content has " + hash);
        }
        if (request instanceof DenebNewPayload deneb && !hasRightVersionedHashes(deneb)) {
            return invalid(Optional.empty(), "versioned hashes are not those of the blob transactions");
        }
        Optional<PayloadStatus> told = judge.apply(hash);
        if (told.isPresent()) {
            return told.get();
        }
        return judgeByParent(request, hash);
    }

    private PayloadStatus judgeByParent(NewPayloadRequest request, Hash32 hash) {
        ExecutionPayload payload = request.payload();
        if (blocks.containsKey(hash)) {
            return PayloadStatus.valid(hash);
        }
        Hash32 lastValid = invalid.getOrDefault(payload.parentHash(), invalid.get(hash));
        if (lastValid != null) {
            invalid.put(hash, lastValid);
            return invalid(Optional.of(lastValid), "links to an invalid block");
        }
        highestSeen = later(highestSeen, payload.blockNumber());
        NewPayloadRequest parent = blocks.get(payload.parentHash());
        if (parent == null) {
            return PayloadStatus.syncing();
        }
        Optional<String> problem = problem(request, parent.payload());
        if (problem.isPresent()) {
            invalid.put(hash, payload.parentHash());
            return invalid(Optional.of(payload.parentHash()), problem.get());
        }
        blocks.put(hash, request);
        return PayloadStatus.valid(hash);
    }

    /** Moves the head, if it is a valid block. */
    synchronized PayloadStatus forkchoiceUpdated(ForkchoiceState state) throws EngineError {
        Hash32 head = state.headBlockHash();
        Hash32 lastValid = invalid.get(head);
        if (lastValid != null) {
            return invalid(Optional.of(lastValid), "the head is an invalid block");
        }
        if (!blocks.containsKey(head)) {
            goal = Optional.of(highestSeen);
            return PayloadStatus.syncing();
        }
        requireOnChain(state.safeBlockHash(), head, "safe");
        requireOnChain(state.finalizedBlockHash(), head, "finalized");
        forkchoice = state;
        goal = Optional.empty();
        follow(head);
        return PayloadStatus.valid(head);
    }

    /** Begins a payload on the head and gives its id. */
    synchronized UInt64 build(PayloadAttributes attributes) throws EngineError {
        ExecutionPayload parent = head().payload();
        if (!parent.timestamp().isLessThan(attributes.timestamp())) {
            throw new EngineError(
                    EngineError.INVALID_ATTRIBUTES,
                    "timestamp " + attributes.timestamp() + " is not after the head's " + parent.timestamp());
        }
        UInt64 id = payloadId(parent.blockHash(), attributes);
        if (builds.putIfAbsent(id, maker.next(parent, attributes)) == null && builds.size() > MOST_BUILDS) {
            builds.remove(builds.keySet().iterator().next());
        }
        return id;
    }

    synchronized BuiltPayload built(UInt64 id) throws EngineError {
        BuiltPayload built = builds.get(id);
        if (built == null) {
            throw new EngineError(EngineError.UNKNOWN_PAYLOAD, "no payload " + id.toQuantity() + " is being built");
        }
        return built;
    }

    synchronized NewPayloadRequest head() {
        return known(forkchoice.headBlockHash());
    }

    synchronized ForkchoiceState forkchoice() {
        return forkchoice;
    }

    synchronized Optional<NewPayloadRequest> block(Hash32 hash) {
        return Optional.ofNullable(blocks.get(hash));
    }

    synchronized Optional<NewPayloadRequest> block(UInt64 number) {
        return number.isLessThan(UInt64.of(canonical.size()))
                ? block(canonical.get((int) number.toLong()))
                : Optional.empty();
    }

    synchronized Optional<NewPayloadRequest> block(BlockTag tag) {
        return switch (tag.text()) {
            case "latest" -> Optional.of(head());
            case "safe" -> block(forkchoice.safeBlockHash());
            case "finalized" -> block(forkchoice.finalizedBlockHash());
            case "earliest" -> Optional.of(genesis);
            default -> block(UInt64.parse(tag.text()));
        };
    }

    synchronized List<Optional<NewPayloadRequest>> blocks(List<Hash32> hashes) throws EngineError {
        requireFew(hashes.size());
        return hashes.stream().map(this::block).toList();
    }

    synchronized List<NewPayloadRequest> blocks(UInt64 start, long count) throws EngineError {
        requireFew(count);
        if (block(start).isEmpty()) {
            return List.of();
        }
        int first = (int) start.toLong();
        List<Hash32> range = canonical.subList(first, (int) Math.min(canonical.size(), first + count));
        return range.stream().map(this::known).toList();
    }

    synchronized SyncStatus syncing() {
        UInt64 head = head().payload().blockNumber();
        return goal.map(highest -> SyncStatus.of(true, Optional.of(head), Optional.of(later(head, highest))))
                .orElse(SyncStatus.SYNCED);
    }

    private void requireFew(long count) throws EngineError {
        if (count > MOST_BODIES) {
            throw new EngineError(
                    EngineError.TOO_LARGE_REQUEST, count + " bodies were asked for, at most " + MOST_BODIES);
        }
    }

    private void requireOnChain(Hash32 hash, Hash32 head, String name) throws EngineError {
        if (!hash.isZero() && !isAncestor(hash, head)) {
            throw new EngineError(
                    EngineError.INVALID_FORKCHOICE_STATE, name + " block " + hash + " is not on the chain of the head");
        }
    }

    private boolean isAncestor(Hash32 hash, Hash32 head) {
        NewPayloadRequest ancestor = blocks.get(hash);
        if (ancestor == null) {
            return false;
        }
        ExecutionPayload at = known(head).payload();
        while (ancestor.payload().blockNumber().isLessThan(at.blockNumber())) {
            at = known(at.parentHash()).payload();
        }
        return at.blockHash().equals(hash);
    }

    /** Makes {@link #canonical} end with {@code head}, from where the two chains part. */
    private void follow(Hash32 head) {
        List<Hash32> branch = new ArrayList<>();
        ExecutionPayload at = known(head).payload();
        while (!isCanonical(at)) {
            branch.add(0, at.blockHash());
            at = known(at.parentHash()).payload();
        }
        canonical.subList((int) at.blockNumber().toLong() + 1, canonical.size()).clear();
        canonical.addAll(branch);
    }

    private boolean isCanonical(ExecutionPayload block) {
        long number = block.blockNumber().toLong();
        return number < canonical.size() && canonical.get((int) number).equals(block.blockHash());
    }

    private NewPayloadRequest known(Hash32 hash) {
        return block(hash).orElseThrow(() -> new IllegalStateException("block " + hash + " was lost"));
    }

    private static Optional<String> problem(NewPayloadRequest request, ExecutionPayload parent) {
        ExecutionPayload payload = request.payload();
        if (!payload.blockNumber().equals(parent.blockNumber().plus(1))) {
            return Optional.of("number " + payload.blockNumber() + " does not follow " + parent.blockNumber());
        }
        if (!parent.timestamp().isLessThan(payload.timestamp())) {
            return Optional.of("timestamp " + payload.timestamp() + " is not after " + parent.timestamp());
        }
        if (payload.gasLimit().isLessThan(payload.gasUsed())) {
            return Optional.of("more gas used than the limit");
        }
        if (request instanceof DenebNewPayload deneb && !hasRightBlobGas(deneb, parent)) {
            return Optional.of("blob gas does not follow from the blobs and the parent");
        }
        Hash32 state = BlockMaker.stateAfter(parent.stateRoot(), payload);
        return state.equals(payload.stateRoot())
                ? Optional.empty()
                : Optional.of("state root " + payload.stateRoot() + ", executed " + state);
    }

    private static boolean hasRightBlobGas(DenebNewPayload request, ExecutionPayload parent) {
        DenebPayload payload = request.payload();
        int blobs = request.versionedHashes().size();
        return blobs <= ChainSpec.MAX_BLOBS
                && payload.blobGasUsed().equals(BlockMaker.blobGas(blobs))
                && payload.excessBlobGas().equals(BlockMaker.excessBlobGasAfter(parent));
    }

    private static boolean hasRightVersionedHashes(DenebNewPayload request) {
        try {
            return VersionedHash.in(request.payload().transactions()).equals(request.versionedHashes());
        } catch (MalformedTransactionException e) {
            return false;
        }
    }

    private static PayloadStatus invalid(Optional<Hash32> lastValid, String reason) {
        return PayloadStatus.invalid(lastValid, reason);
    }

    private static UInt64 later(UInt64 one, UInt64 other) {
        return one.isLessThan(other) ? other : one;
    }

    /** Another id for every other attribute, as the specification asks. */
    private UInt64 payloadId(Hash32 parent, PayloadAttributes attributes) {
        ByteArrayOutputStream in = new ByteArrayOutputStream();
        in.writeBytes(ByteBuffer.allocate(2 * Long.BYTES)
                .putLong(spec.seed())
                .putLong(attributes.timestamp().longBits())
                .array());
        in.writeBytes(parent.toArray());
        in.writeBytes(attributes.prevRandao().toArray());
        in.writeBytes(attributes.suggestedFeeRecipient().toArray());
        in.writeBytes(BlockHash.withdrawalsRoot(attributes.withdrawals()).toArray());
        if (attributes instanceof DenebAttributes deneb) {
            in.writeBytes(deneb.parentBeaconBlockRoot().toArray());
        }
        byte[] digest = Keccak256.hash(Bytes.of(in.toByteArray())).toArray();
        return UInt64.fromLongBits(ByteBuffer.wrap(digest).getLong());
    }
}
