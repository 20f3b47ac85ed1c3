package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.DenebNewPayload;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.hash.BlockHash;
import io.github.lighthousecompat.hash.Keccak256;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** A block of the fake chain as the reading methods show it. */
final class BlockViews {
    private BlockViews() {}

    static PayloadBody body(NewPayloadRequest block) {
        return PayloadBody.of(
                block.payload().transactions(), Optional.of(block.payload().withdrawals()));
    }

    static ExecutionBlock header(NewPayloadRequest block) {
        ExecutionPayload payload = block.payload();
        ExecutionBlock.Builder out = ExecutionBlock.builder();
        out.hash(payload.blockHash())
                .parentHash(payload.parentHash())
                .feeRecipient(payload.feeRecipient())
                .stateRoot(payload.stateRoot())
                .transactionsRoot(BlockHash.transactionsRoot(payload.transactions()))
                .receiptsRoot(payload.receiptsRoot())
                .logsBloom(payload.logsBloom())
                .prevRandao(payload.prevRandao())
                .number(payload.blockNumber())
                .gasLimit(payload.gasLimit())
                .gasUsed(payload.gasUsed())
                .timestamp(payload.timestamp())
                .extraData(payload.extraData())
                .baseFeePerGas(payload.baseFeePerGas())
                .transactions(hashes(payload.transactions()))
                .withdrawalsRoot(BlockHash.withdrawalsRoot(payload.withdrawals()))
                .withdrawals(payload.withdrawals());
        if (block instanceof DenebNewPayload deneb) {
            out.blobGasUsed(deneb.payload().blobGasUsed())
                    .excessBlobGas(deneb.payload().excessBlobGas())
                    .parentBeaconBlockRoot(deneb.parentBeaconBlockRoot());
        }
        return out.build();
    }

    private static List<Hash32> hashes(Transactions transactions) {
        return IntStream.range(0, transactions.size())
                .mapToObj(i -> Keccak256.hash(transactions.get(i)))
                .toList();
    }
}
