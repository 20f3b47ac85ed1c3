package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.ExecutionBlock;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.Members;

/** Reads blocks as the {@code eth_} methods show them. */
final class BlockReader {
    private static final Members BLOCK = Members.required(
                    "hash",
                    "parentHash",
                    "miner",
                    "stateRoot",
                    "transactionsRoot",
                    "receiptsRoot",
                    "logsBloom",
                    "mixHash",
                    "number",
                    "gasLimit",
                    "gasUsed",
                    "timestamp",
                    "extraData",
                    "transactions")
            .optional(
                    "baseFeePerGas",
                    "withdrawalsRoot",
                    "withdrawals",
                    "blobGasUsed",
                    "excessBlobGas",
                    "parentBeaconBlockRoot");
    private static final int FIRST_OPTIONAL = 14;
    private static final Members TRANSACTION = Members.required("hash");

    private BlockReader() {}

    static ExecutionBlock block(JsonCursor json) {
        ExecutionBlock.Builder block = ExecutionBlock.builder();
        json.beginObject();
        while (json.nextMember(BLOCK)) {
            if (json.member() < FIRST_OPTIONAL) {
                required(json, block);
            } else if (!json.nextNull()) {
                optional(json, block);
            }
        }
        return block.build();
    }

    private static void required(JsonCursor json, ExecutionBlock.Builder block) {
        switch (json.member()) {
            case 0 -> block.hash(json.hash());
            case 1 -> block.parentHash(json.hash());
            case 2 -> block.feeRecipient(json.address());
            case 3 -> block.stateRoot(json.hash());
            case 4 -> block.transactionsRoot(json.hash());
            case 5 -> block.receiptsRoot(json.hash());
            case 6 -> block.logsBloom(json.bloom());
            case 7 -> block.prevRandao(json.hash());
            case 8 -> block.number(json.uint64());
            case 9 -> block.gasLimit(json.uint64());
            case 10 -> block.gasUsed(json.uint64());
            case 11 -> block.timestamp(json.uint64());
            // the genesis block of a chain that began with proof of authority has more than 32 bytes
            case 12 -> block.extraData(json.data(Integer.MAX_VALUE));
            default -> block.transactions(json.list(BlockReader::transactionHash));
        }
    }

    private static void optional(JsonCursor json, ExecutionBlock.Builder block) {
        switch (json.member()) {
            case 14 -> block.baseFeePerGas(json.uint256());
            case 15 -> block.withdrawalsRoot(json.hash());
            case 16 -> block.withdrawals(PayloadReader.withdrawals(json));
            case 17 -> block.blobGasUsed(json.uint64());
            case 18 -> block.excessBlobGas(json.uint64());
            default -> block.parentBeaconBlockRoot(json.hash());
        }
    }

    /** A hash, or that of a transaction which is there as a whole. */
    private static Hash32 transactionHash(JsonCursor json) {
        if (json.peek() == '"') {
            return json.hash();
        }
        Hash32 hash = Hash32.ZERO;
        json.beginObject();
        while (json.nextMember(TRANSACTION)) {
            hash = json.hash();
        }
        return hash;
    }
}
