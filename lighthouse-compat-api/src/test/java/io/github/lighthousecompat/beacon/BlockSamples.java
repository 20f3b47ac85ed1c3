package io.github.lighthousecompat.beacon;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.Transactions;
import java.util.List;

/** Blocks in which all that can be is zero or empty. */
final class BlockSamples {
    private static final Eth1Data ETH1_DATA = Eth1Data.builder()
            .depositRoot(Hash32.ZERO)
            .depositCount(UInt64.ZERO)
            .blockHash(Hash32.ZERO)
            .build();
    private static final SyncAggregate NOBODY = SyncAggregate.builder()
            .syncCommitteeBits(Bits.ofSet(32))
            .syncCommitteeSignature(Bytes96.ZERO)
            .build();

    static final CapellaPayload PAYLOAD = CapellaPayload.builder()
            .parentHash(Hash32.ZERO)
            .feeRecipient(Address.ZERO)
            .stateRoot(Hash32.ZERO)
            .receiptsRoot(Hash32.ZERO)
            .logsBloom(Bloom.ZERO)
            .prevRandao(Hash32.ZERO)
            .blockNumber(UInt64.ZERO)
            .gasLimit(UInt64.ZERO)
            .gasUsed(UInt64.ZERO)
            .timestamp(UInt64.ZERO)
            .extraData(Bytes.EMPTY)
            .baseFeePerGas(UInt256.ZERO)
            .blockHash(Hash32.ZERO)
            .transactions(Transactions.EMPTY)
            .build();

    static final CapellaSignedBlock CAPELLA = SignedBlock.of(
            CapellaBlock.builder()
                    .slot(UInt64.of(7))
                    .proposerIndex(UInt64.ZERO)
                    .parentRoot(Hash32.ZERO)
                    .stateRoot(Hash32.ZERO)
                    .body(CapellaBlockBody.builder()
                            .randaoReveal(Bytes96.ZERO)
                            .eth1Data(ETH1_DATA)
                            .graffiti(Hash32.ZERO)
                            .syncAggregate(NOBODY)
                            .executionPayload(PAYLOAD)
                            .build())
                    .build(),
            Bytes96.ZERO);

    static final CapellaSignedBlindedBlock BLINDED = SignedBlindedBlock.of(
            CapellaBlindedBlock.builder()
                    .slot(UInt64.of(7))
                    .proposerIndex(UInt64.ZERO)
                    .parentRoot(Hash32.ZERO)
                    .stateRoot(Hash32.ZERO)
                    .body(CapellaBlindedBlockBody.builder()
                            .randaoReveal(Bytes96.ZERO)
                            .eth1Data(ETH1_DATA)
                            .graffiti(Hash32.ZERO)
                            .syncAggregate(NOBODY)
                            .executionPayloadHeader(CapellaPayloadHeader.builder()
                                    .parentHash(Hash32.ZERO)
                                    .feeRecipient(Address.ZERO)
                                    .stateRoot(Hash32.ZERO)
                                    .receiptsRoot(Hash32.ZERO)
                                    .logsBloom(Bloom.ZERO)
                                    .prevRandao(Hash32.ZERO)
                                    .blockNumber(UInt64.ZERO)
                                    .gasLimit(UInt64.ZERO)
                                    .gasUsed(UInt64.ZERO)
                                    .timestamp(UInt64.ZERO)
                                    .extraData(Bytes.EMPTY)
                                    .baseFeePerGas(UInt256.ZERO)
                                    .blockHash(Hash32.ZERO)
                                    .transactionsRoot(Hash32.ZERO)
                                    .withdrawalsRoot(Hash32.ZERO)
                                    .build())
                            .build())
                    .build(),
            Bytes96.ZERO);

    static final SignedVoluntaryExit EXIT =
            SignedVoluntaryExit.of(VoluntaryExit.of(UInt64.ONE, UInt64.ZERO), Bytes96.ZERO);

    private BlockSamples() {}

    /** A block of Deneb without blobs. */
    static DenebBlock deneb(long slot) {
        return DenebBlock.builder()
                .slot(UInt64.of(slot))
                .proposerIndex(UInt64.ZERO)
                .parentRoot(Hash32.ZERO)
                .stateRoot(Hash32.ZERO)
                .body(DenebBlockBody.builder()
                        .randaoReveal(Bytes96.ZERO)
                        .eth1Data(ETH1_DATA)
                        .graffiti(Hash32.ZERO)
                        .syncAggregate(NOBODY)
                        .executionPayload(DenebPayload.builder()
                                .from(PAYLOAD)
                                .blobGasUsed(UInt64.ZERO)
                                .excessBlobGas(UInt64.ZERO)
                                .build())
                        .build())
                .build();
    }

    static SignedBlockContents contents(DenebBlock block) {
        return SignedBlockContents.of(SignedBlock.of(block, Bytes96.ZERO), List.of(), List.of());
    }
}
