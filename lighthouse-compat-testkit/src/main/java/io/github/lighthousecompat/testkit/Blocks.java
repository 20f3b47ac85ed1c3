package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.beacon.BeaconBlock;
import io.github.lighthousecompat.beacon.BlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlindedBlock;
import io.github.lighthousecompat.beacon.CapellaBlindedBlockBody;
import io.github.lighthousecompat.beacon.CapellaBlock;
import io.github.lighthousecompat.beacon.CapellaBlockBody;
import io.github.lighthousecompat.beacon.CapellaPayloadHeader;
import io.github.lighthousecompat.beacon.DenebBlindedBlock;
import io.github.lighthousecompat.beacon.DenebBlindedBlockBody;
import io.github.lighthousecompat.beacon.DenebBlock;
import io.github.lighthousecompat.beacon.DenebBlockBody;
import io.github.lighthousecompat.beacon.DenebPayloadHeader;
import io.github.lighthousecompat.beacon.SignedBlindedBlock;
import io.github.lighthousecompat.beacon.SignedBlock;
import io.github.lighthousecompat.bytes.Bytes96;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.schema.PayloadSchemas;

/** Makes of one form of a block another one. */
final class Blocks {
    private Blocks() {}

    static SignedBlock signed(BeaconBlock block, Bytes96 signature) {
        return block instanceof DenebBlock deneb
                ? SignedBlock.of(deneb, signature)
                : SignedBlock.of((CapellaBlock) block, signature);
    }

    static SignedBlindedBlock signed(BlindedBlock block, Bytes96 signature) {
        return block instanceof DenebBlindedBlock deneb
                ? SignedBlindedBlock.of(deneb, signature)
                : SignedBlindedBlock.of((CapellaBlindedBlock) block, signature);
    }

    /** The block with the header of its payload in place of the payload; the root stays the same. */
    static BlindedBlock blinded(BeaconBlock block, PayloadSchemas payloads) {
        if (block instanceof DenebBlock deneb) {
            DenebBlockBody body = deneb.body();
            return DenebBlindedBlock.builder()
                    .slot(block.slot())
                    .proposerIndex(block.proposerIndex())
                    .parentRoot(block.parentRoot())
                    .stateRoot(block.stateRoot())
                    .body(DenebBlindedBlockBody.builder()
                            .from(body)
                            .blobKzgCommitments(body.blobKzgCommitments())
                            .executionPayloadHeader(denebHeader(body.executionPayload(), payloads))
                            .build())
                    .build();
        }
        CapellaBlockBody body = ((CapellaBlock) block).body();
        return CapellaBlindedBlock.builder()
                .slot(block.slot())
                .proposerIndex(block.proposerIndex())
                .parentRoot(block.parentRoot())
                .stateRoot(block.stateRoot())
                .body(CapellaBlindedBlockBody.builder()
                        .from(body)
                        .executionPayloadHeader(capellaHeader(body.executionPayload(), payloads))
                        .build())
                .build();
    }

    private static DenebPayloadHeader denebHeader(DenebPayload payload, PayloadSchemas payloads) {
        return DenebPayloadHeader.builder()
                .from(capellaHeader(payload, payloads))
                .blobGasUsed(payload.blobGasUsed())
                .excessBlobGas(payload.excessBlobGas())
                .build();
    }

    private static CapellaPayloadHeader capellaHeader(ExecutionPayload payload, PayloadSchemas payloads) {
        return CapellaPayloadHeader.builder()
                .parentHash(payload.parentHash())
                .feeRecipient(payload.feeRecipient())
                .stateRoot(payload.stateRoot())
                .receiptsRoot(payload.receiptsRoot())
                .logsBloom(payload.logsBloom())
                .prevRandao(payload.prevRandao())
                .blockNumber(payload.blockNumber())
                .gasLimit(payload.gasLimit())
                .gasUsed(payload.gasUsed())
                .timestamp(payload.timestamp())
                .extraData(payload.extraData())
                .baseFeePerGas(payload.baseFeePerGas())
                .blockHash(payload.blockHash())
                .transactionsRoot(payloads.transactions.root(payload.transactions()))
                .withdrawalsRoot(payloads.withdrawals.root(payload.withdrawals()))
                .build();
    }
}
