package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.beacon.BeaconSpec;
import io.github.lighthousecompat.beacon.BlobSidecar;
import io.github.lighthousecompat.beacon.BlobsQuery;
import io.github.lighthousecompat.beacon.BlockEncoding;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.ChainAnswer;
import io.github.lighthousecompat.beacon.DatabaseAnchor;
import io.github.lighthousecompat.beacon.FinalityCheckpoints;
import io.github.lighthousecompat.beacon.ForkVersions;
import io.github.lighthousecompat.beacon.Genesis;
import io.github.lighthousecompat.beacon.HeaderInfo;
import io.github.lighthousecompat.beacon.HeadersQuery;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.StateSsz;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.schema.Basics;
import io.github.lighthousecompat.schema.BlockSchemas;
import io.github.lighthousecompat.schema.ChainSchemas;
import io.github.lighthousecompat.schema.Envelopes;
import io.github.lighthousecompat.schema.JsonType;
import io.github.lighthousecompat.schema.LighthouseSchemas;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;

/** What a call does that asks a node about its chain. Thread-safe. */
final class ChainCalls {
    private static final String SSZ_OR_JSON = HttpRequest.SSZ + ";q=1.0," + HttpRequest.JSON + ";q=0.9";

    /** After the offset of the block and its signature. */
    private static final int SLOT_IN_SSZ = Integer.BYTES + Bytes96.SIZE;

    private static final JsonType<Genesis> GENESIS = Envelopes.data(ChainSchemas.GENESIS);
    private static final JsonType<List<ForkVersions>> FORKS = Envelopes.data(ChainSchemas.FORKS);
    static final JsonType<BeaconSpec> SPEC = Envelopes.data(ChainSchemas.SPEC);
    static final JsonType<ChainAnswer<Hash32>> ROOT = Envelopes.chain(ChainSchemas.ROOT);
    private static final JsonType<ChainAnswer<ForkVersions>> FORK = Envelopes.chain(ChainSchemas.FORK);
    private static final JsonType<ChainAnswer<FinalityCheckpoints>> FINALITY = Envelopes.chain(ChainSchemas.FINALITY);
    private static final JsonType<ChainAnswer<List<HeaderInfo>>> HEADERS = Envelopes.chain(ChainSchemas.HEADERS);
    private static final JsonType<ChainAnswer<HeaderInfo>> HEADER = Envelopes.chain(ChainSchemas.HEADER);

    private final BlockSchemas schemas;
    private final BlockEncoding encoding;
    private final JsonType<ChainAnswer<List<BlobSidecar>>> sidecars;
    private final NodeForks forks;

    ChainCalls(BlockSchemas schemas, BlockEncoding encoding, NodeForks forks) {
        this.forks = forks;
        this.schemas = schemas;
        this.encoding = encoding;
        this.sidecars = Envelopes.chain(Basics.list(schemas.blobSidecar, Integer.MAX_VALUE));
    }

    Optional<Genesis> genesis(NoArgument none, NodeCall call) {
        return call.to(BeaconPaths.GENESIS).sendOrMissing().map(answer -> answer.json(GENESIS));
    }

    List<ForkVersions> forks(NoArgument none, NodeCall call) {
        return call.to(BeaconPaths.FORK_SCHEDULE).send().json(FORKS);
    }

    BeaconSpec spec(NoArgument none, NodeCall call) {
        return call.to(BeaconPaths.SPEC).send().json(SPEC);
    }

    Optional<ChainAnswer<Hash32>> stateRoot(StateId state, NodeCall call) {
        return read(call.to(BeaconPaths.STATE_ROOT, state.text()), ROOT);
    }

    Optional<ChainAnswer<ForkVersions>> stateFork(StateId state, NodeCall call) {
        return read(call.to(BeaconPaths.STATE_FORK, state.text()), FORK);
    }

    Optional<ChainAnswer<FinalityCheckpoints>> finality(StateId state, NodeCall call) {
        return read(call.to(BeaconPaths.FINALITY, state.text()), FINALITY);
    }

    ChainAnswer<List<HeaderInfo>> headers(HeadersQuery query, NodeCall call) {
        NodeRequest request =
                call.to(BeaconPaths.HEADERS).query("slot", query.slot()).query("parent_root", query.parentRoot());
        return read(request, HEADERS).orElseGet(() -> ChainAnswer.of(List.of()));
    }

    Optional<ChainAnswer<HeaderInfo>> header(BlockId block, NodeCall call) {
        return read(call.to(BeaconPaths.HEADER, block.text()), HEADER);
    }

    Optional<ChainAnswer<Hash32>> blockRoot(BlockId block, NodeCall call) {
        return read(call.to(BeaconPaths.BLOCK_ROOT, block.text()), ROOT);
    }

    Optional<ChainAnswer<SignedBlock>> block(BlockId block, NodeCall call) {
        NodeRequest request = call.to(BeaconPaths.BLOCK, block.text());
        if (call.isSsz(encoding)) {
            request.accept(SSZ_OR_JSON);
        }
        return request.sendOrMissing().map(answer -> block(answer, call));
    }

    private ChainAnswer<SignedBlock> block(NodeAnswer answer, NodeCall call) {
        if (answer.isSsz()) {
            Optional<Fork> fork = answer.fork().or(() -> slotInSsz(answer).flatMap(slot -> forks.at(slot, call)));
            return ChainAnswer.of(answer.ssz(schemas.signedBlocks.of(fork.orElseGet(answer::requireFork))));
        }
        return answer.json(
                Envelopes.forked(schemas.signedBlocks, SignedBlock::fork, answer.fork(), slot -> forks.at(slot, call)));
    }

    /** A signed block of any fork has its slot in one place; empty if it is too short for that. */
    private static Optional<UInt64> slotInSsz(NodeAnswer answer) {
        ByteBuffer body = ByteBuffer.wrap(answer.requireSsz()).order(ByteOrder.LITTLE_ENDIAN);
        return body.limit() < SLOT_IN_SSZ + Long.BYTES
                ? Optional.empty()
                : Optional.of(UInt64.fromLongBits(body.getLong(SLOT_IN_SSZ)));
    }

    Optional<ChainAnswer<List<BlobSidecar>>> blobSidecars(BlobsQuery query, NodeCall call) {
        return read(
                call.to(BeaconPaths.BLOB_SIDECARS, query.block().text())
                        .queryAll("indices", query.indices().orElse(List.of())),
                sidecars);
    }

    Optional<StateSsz> stateSsz(StateId state, NodeCall call) {
        return call.to(BeaconPaths.DEBUG_STATE, state.text())
                .accept(HttpRequest.SSZ)
                .sendOrMissing()
                .map(answer -> new StateSsz(answer.header(NodeAnswer.FORK_HEADER), Bytes.of(answer.requireSsz())));
    }

    DatabaseAnchor addHistoricalBlocks(List<SignedBlindedBlock> blocks, NodeCall call) {
        return call.to(BeaconPaths.HISTORICAL_BLOCKS)
                // releases that have this know no later fork
                .json(Basics.list(schemas.signedBlindedBlocks.of(Fork.CAPELLA), Integer.MAX_VALUE), blocks)
                .send()
                .json(LighthouseSchemas.ANCHOR);
    }

    private static <T> Optional<ChainAnswer<T>> read(NodeRequest request, JsonType<ChainAnswer<T>> type) {
        return request.sendOrMissing().map(answer -> answer.json(type));
    }
}
