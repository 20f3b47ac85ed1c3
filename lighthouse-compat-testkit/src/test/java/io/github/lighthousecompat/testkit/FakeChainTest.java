package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.hash.PayloadAssembly;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FakeChainTest {
    private static final ForkSchedule CAPELLA = ForkSchedule.of(UInt64.ZERO, ForkSchedule.NEVER);
    private static final ForkSchedule DENEB = ForkSchedule.of(UInt64.ZERO, UInt64.ZERO);

    private final FakeChain capella = new FakeChain(ChainSpec.of(CAPELLA));
    private final FakeChain deneb =
            new FakeChain(ChainSpec.builder().forks(DENEB).blobsPerBlock(6).build());

    @Test
    void block_withAnotherHashThanItsContent_isInvalidWithoutAncestor() throws EngineError {
        PayloadStatus status = capella.newPayload(Tampering.withAnotherState(next(capella)));

        assertThat(status.isInvalid()).isTrue();
        assertThat(status.latestValidHash()).isEmpty();
    }

    @Test
    void block_withOtherVersionedHashes_isInvalidWithoutAncestor() throws EngineError {
        DenebNewPayload block = (DenebNewPayload) next(deneb);
        List<Hash32> fewer = block.versionedHashes().subList(1, 6);
        PayloadStatus status =
                deneb.newPayload(NewPayloadRequest.of(block.payload(), fewer, block.parentBeaconBlockRoot()));

        assertThat(status.isInvalid()).isTrue();
        assertThat(status.latestValidHash()).isEmpty();
    }

    @Test
    void block_thatDoesNotFollow_isInvalidFromItsParentOn() throws EngineError {
        Hash32 genesis = capella.forkchoice().headBlockHash();
        List<UnaryOperator<CapellaPayload.Builder>> faults = List.of(
                draft -> draft.stateRoot(Hash32.ZERO),
                draft -> draft.blockNumber(UInt64.of(2)),
                draft -> draft.timestamp(UInt64.ZERO),
                draft -> draft.gasUsed(UInt64.MAX));
        CapellaPayload good = (CapellaPayload) next(capella).payload();

        for (UnaryOperator<CapellaPayload.Builder> fault : faults) {
            CapellaPayload bad =
                    fault.apply(CapellaPayload.builder().from(good)).build();
            PayloadStatus status = capella.newPayload(NewPayloadRequest.of(Hashes.right(bad)));
            assertThat(status.isInvalid()).isTrue();
            assertThat(status.latestValidHash()).contains(genesis);
        }
        assertThat(capella.newPayload(NewPayloadRequest.of(good)).isValid()).isTrue();
    }

    @Test
    void block_withOtherBlobGas_isInvalid() throws EngineError {
        DenebNewPayload block = (DenebNewPayload) next(deneb);
        DenebPayload more = DenebPayload.builder()
                .from(block.payload())
                .excessBlobGas(UInt64.ONE)
                .build();

        assertThat(deneb.newPayload(Hashes.right(
                                NewPayloadRequest.of(more, block.versionedHashes(), block.parentBeaconBlockRoot())))
                        .validationError())
                .hasValueSatisfying(error -> assertThat(error).contains("blob gas"));
    }

    @Test
    void descendants_ofAnInvalidBlock_areInvalidFromTheSameAncestorOn() throws EngineError {
        Hash32 genesis = capella.forkchoice().headBlockHash();
        NewPayloadRequest bad = Hashes.right(Tampering.withAnotherState(next(capella)));
        CapellaPayload child = CapellaPayload.builder()
                .from(bad.payload())
                .parentHash(bad.payload().blockHash())
                .blockNumber(UInt64.of(2))
                .build();
        capella.newPayload(bad);
        PayloadStatus status = capella.newPayload(NewPayloadRequest.of(Hashes.right(child)));

        assertThat(status.isInvalid()).isTrue();
        assertThat(status.latestValidHash()).contains(genesis);
        assertThat(capella.forkchoiceUpdated(head(bad)).latestValidHash()).contains(genesis);
        assertThat(capella.forkchoice().headBlockHash()).isEqualTo(genesis);
    }

    @Test
    void judge_comesFirst_andItsBlocksAreNotKept() throws EngineError {
        AtomicBoolean once = new AtomicBoolean(true);
        PayloadStatus no = PayloadStatus.invalid(Optional.empty(), "no");
        capella.judge(hash -> once.getAndSet(false) ? Optional.of(no) : Optional.empty());
        NewPayloadRequest block = next(capella);

        assertThat(capella.newPayload(block)).isEqualTo(no);
        assertThat(capella.block(block.payload().blockHash())).isEmpty();
        assertThat(capella.newPayload(block).isValid()).isTrue();
    }

    @Test
    void blocks_areAFunctionOfSpecificationAndAttributes() throws EngineError {
        FakeChain same = new FakeChain(ChainSpec.of(CAPELLA));
        FakeChain other =
                new FakeChain(ChainSpec.builder().forks(CAPELLA).seed(2).build());

        assertThat(next(same)).isEqualTo(next(capella));
        assertThat(next(other)).isNotEqualTo(next(capella));
        assertThat(other.forkchoice()).isEqualTo(capella.forkchoice());
    }

    @Test
    void payloadId_isAnotherForOtherAttributes() throws EngineError {
        PayloadAttributes attributes = attributes(capella);
        UInt64 id = capella.build(attributes);

        assertThat(capella.build(attributes)).isEqualTo(id);
        assertThat(capella.build(Tampering.withAnotherMix(attributes))).isNotEqualTo(id);
    }

    @Test
    void builds_areForgotten_theOldestFirst() throws EngineError {
        PayloadAttributes attributes = attributes(capella);
        List<UInt64> ids = new ArrayList<>();
        for (int i = 0; i < 17; i++) {
            ids.add(capella.build(Tampering.at(UInt64.of(100 + i), attributes)));
        }

        assertThat(capella.built(ids.get(16)).payload().timestamp()).isEqualTo(UInt64.of(116));
        assertThatThrownBy(() -> capella.built(ids.get(0)))
                .isInstanceOfSatisfying(
                        EngineError.class, e -> assertThat(e.code()).isEqualTo(EngineError.UNKNOWN_PAYLOAD));
    }

    @Test
    void excessBlobGas_growsByWhatIsAboveTheTarget() throws EngineError {
        long target = 3 * 131_072;
        for (int block = 0; block < 3; block++) {
            NewPayloadRequest request = next(deneb);
            assertThat(((DenebPayload) request.payload()).excessBlobGas()).isEqualTo(UInt64.of(block * target));
            deneb.newPayload(request);
            deneb.forkchoiceUpdated(head(request));
        }
    }

    @Test
    void blobs_areAsManyAsTheCommitmentsOfTheTransactions() throws EngineError {
        DenebBuiltPayload built = (DenebBuiltPayload) deneb.built(deneb.build(attributes(deneb)));

        assertThat(built.blobsBundle().blobs()).hasSize(6);
        assertThat(built.payload().blobGasUsed()).isEqualTo(UInt64.of(6 * 131_072));
        assertThat(built.payload().transactions().size()).isEqualTo(5);
    }

    @Test
    void numbers_followTheHead() throws EngineError {
        NewPayloadRequest one = next(capella);
        NewPayloadRequest other = PayloadAssembly.of(
                capella.built(capella.build(Tampering.withAnotherMix(attributes(capella)))), attributes(capella));
        capella.newPayload(one);
        capella.newPayload(other);

        capella.forkchoiceUpdated(head(one));
        assertThat(capella.block(UInt64.ONE)).contains(one);
        capella.forkchoiceUpdated(head(other));
        assertThat(capella.block(UInt64.ONE)).contains(other);
        capella.wipe();
        assertThat(capella.block(UInt64.ONE)).isEmpty();
    }

    @Test
    void syncing_fromAnUnknownHeadToTheNextKnownOne() throws EngineError {
        ForkchoiceState genesis = capella.forkchoice();
        NewPayloadRequest orphan = Hashes.right(Tampering.withAnotherParent(next(capella)));
        capella.newPayload(orphan);
        capella.forkchoiceUpdated(head(orphan));

        assertThat(capella.syncing().isSyncing()).isTrue();
        assertThat(capella.syncing().highestBlock()).contains(UInt64.ONE);
        capella.forkchoiceUpdated(genesis);
        assertThat(capella.syncing().isSyncing()).isFalse();
    }

    @Test
    void spec_outsideOfItsRange_isRefused() {
        assertThatThrownBy(() ->
                        ChainSpec.builder().forks(CAPELLA).blobsPerBlock(7).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("blobsPerBlock");
        assertThatThrownBy(() -> ChainSpec.builder()
                        .forks(ForkSchedule.of(UInt64.of(10), ForkSchedule.NEVER))
                        .genesisTimestamp(UInt64.of(9))
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("genesisTimestamp");
    }

    private static ForkchoiceState head(NewPayloadRequest block) {
        return ForkchoiceState.of(block.payload().blockHash(), Hash32.ZERO, Hash32.ZERO);
    }

    private static PayloadAttributes attributes(FakeChain chain) {
        return NextBlock.after(chain.head().payload()).attributes(chain.spec().forks());
    }

    private static NewPayloadRequest next(FakeChain chain) throws EngineError {
        PayloadAttributes attributes = attributes(chain);
        return PayloadAssembly.of(chain.built(chain.build(attributes)), attributes);
    }
}
