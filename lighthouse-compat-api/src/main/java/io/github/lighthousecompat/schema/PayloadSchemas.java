package io.github.lighthousecompat.schema;

import static io.github.lighthousecompat.schema.Basics.ADDRESS;
import static io.github.lighthousecompat.schema.Basics.BLOOM;
import static io.github.lighthousecompat.schema.Basics.BYTES32;
import static io.github.lighthousecompat.schema.Basics.UINT256;
import static io.github.lighthousecompat.schema.Basics.UINT64;
import static io.github.lighthousecompat.schema.Basics.byteList;
import static io.github.lighthousecompat.schema.Basics.list;
import static io.github.lighthousecompat.schema.Basics.transactions;

import io.github.lighthousecompat.beacon.CapellaPayloadHeader;
import io.github.lighthousecompat.beacon.DenebPayloadHeader;
import io.github.lighthousecompat.beacon.ExecutionPayloadHeader;
import io.github.lighthousecompat.beacon.Preset;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.util.List;

/**
 * Blocks of the execution layer in the form of the beacon chain, and their headers; the Engine API has another form.
 * Immutable and thread-safe.
 *
 * <p>All are closed: a payload of one fork is not read as one of another.
 */
public final class PayloadSchemas {
    private static final SszType<Bytes> EXTRA_DATA = byteList(32);

    /** A withdrawal. */
    public static final SszType<Withdrawal> WITHDRAWAL = Container.of(Withdrawal::builder, Withdrawal.Builder::build)
            .field("index", UINT64, Withdrawal::index, Withdrawal.Builder::index)
            .field("validator_index", UINT64, Withdrawal::validatorIndex, Withdrawal.Builder::validatorIndex)
            .field("address", ADDRESS, Withdrawal::address, Withdrawal.Builder::address)
            .field("amount", UINT64, Withdrawal::amount, Withdrawal.Builder::amount)
            .end();

    /** The header of a payload of Capella. */
    public static final SszType<CapellaPayloadHeader> CAPELLA_HEADER = Container.of(
                    CapellaPayloadHeader::builder, CapellaPayloadHeader.Builder::build)
            .field("parent_hash", BYTES32, CapellaPayloadHeader::parentHash, CapellaPayloadHeader.Builder::parentHash)
            .field(
                    "fee_recipient",
                    ADDRESS,
                    CapellaPayloadHeader::feeRecipient,
                    CapellaPayloadHeader.Builder::feeRecipient)
            .field("state_root", BYTES32, CapellaPayloadHeader::stateRoot, CapellaPayloadHeader.Builder::stateRoot)
            .field(
                    "receipts_root",
                    BYTES32,
                    CapellaPayloadHeader::receiptsRoot,
                    CapellaPayloadHeader.Builder::receiptsRoot)
            .field("logs_bloom", BLOOM, CapellaPayloadHeader::logsBloom, CapellaPayloadHeader.Builder::logsBloom)
            .field("prev_randao", BYTES32, CapellaPayloadHeader::prevRandao, CapellaPayloadHeader.Builder::prevRandao)
            .field("block_number", UINT64, CapellaPayloadHeader::blockNumber, CapellaPayloadHeader.Builder::blockNumber)
            .field("gas_limit", UINT64, CapellaPayloadHeader::gasLimit, CapellaPayloadHeader.Builder::gasLimit)
            .field("gas_used", UINT64, CapellaPayloadHeader::gasUsed, CapellaPayloadHeader.Builder::gasUsed)
            .field("timestamp", UINT64, CapellaPayloadHeader::timestamp, CapellaPayloadHeader.Builder::timestamp)
            .field("extra_data", EXTRA_DATA, CapellaPayloadHeader::extraData, CapellaPayloadHeader.Builder::extraData)
            .field(
                    "base_fee_per_gas",
                    UINT256,
                    CapellaPayloadHeader::baseFeePerGas,
                    CapellaPayloadHeader.Builder::baseFeePerGas)
            .field("block_hash", BYTES32, CapellaPayloadHeader::blockHash, CapellaPayloadHeader.Builder::blockHash)
            .field(
                    "transactions_root",
                    BYTES32,
                    CapellaPayloadHeader::transactionsRoot,
                    CapellaPayloadHeader.Builder::transactionsRoot)
            .field(
                    "withdrawals_root",
                    BYTES32,
                    CapellaPayloadHeader::withdrawalsRoot,
                    CapellaPayloadHeader.Builder::withdrawalsRoot)
            .closed()
            .end();

    /** The header of a payload of Deneb. */
    public static final SszType<DenebPayloadHeader> DENEB_HEADER = Container.of(
                    DenebPayloadHeader::builder, DenebPayloadHeader.Builder::build)
            .field("parent_hash", BYTES32, DenebPayloadHeader::parentHash, DenebPayloadHeader.Builder::parentHash)
            .field("fee_recipient", ADDRESS, DenebPayloadHeader::feeRecipient, DenebPayloadHeader.Builder::feeRecipient)
            .field("state_root", BYTES32, DenebPayloadHeader::stateRoot, DenebPayloadHeader.Builder::stateRoot)
            .field("receipts_root", BYTES32, DenebPayloadHeader::receiptsRoot, DenebPayloadHeader.Builder::receiptsRoot)
            .field("logs_bloom", BLOOM, DenebPayloadHeader::logsBloom, DenebPayloadHeader.Builder::logsBloom)
            .field("prev_randao", BYTES32, DenebPayloadHeader::prevRandao, DenebPayloadHeader.Builder::prevRandao)
            .field("block_number", UINT64, DenebPayloadHeader::blockNumber, DenebPayloadHeader.Builder::blockNumber)
            .field("gas_limit", UINT64, DenebPayloadHeader::gasLimit, DenebPayloadHeader.Builder::gasLimit)
            .field("gas_used", UINT64, DenebPayloadHeader::gasUsed, DenebPayloadHeader.Builder::gasUsed)
            .field("timestamp", UINT64, DenebPayloadHeader::timestamp, DenebPayloadHeader.Builder::timestamp)
            .field("extra_data", EXTRA_DATA, DenebPayloadHeader::extraData, DenebPayloadHeader.Builder::extraData)
            .field(
                    "base_fee_per_gas",
                    UINT256,
                    DenebPayloadHeader::baseFeePerGas,
                    DenebPayloadHeader.Builder::baseFeePerGas)
            .field("block_hash", BYTES32, DenebPayloadHeader::blockHash, DenebPayloadHeader.Builder::blockHash)
            .field(
                    "transactions_root",
                    BYTES32,
                    DenebPayloadHeader::transactionsRoot,
                    DenebPayloadHeader.Builder::transactionsRoot)
            .field(
                    "withdrawals_root",
                    BYTES32,
                    DenebPayloadHeader::withdrawalsRoot,
                    DenebPayloadHeader.Builder::withdrawalsRoot)
            .field("blob_gas_used", UINT64, DenebPayloadHeader::blobGasUsed, DenebPayloadHeader.Builder::blobGasUsed)
            .field(
                    "excess_blob_gas",
                    UINT64,
                    DenebPayloadHeader::excessBlobGas,
                    DenebPayloadHeader.Builder::excessBlobGas)
            .closed()
            .end();

    /** The headers of both forks. */
    public static final ByFork<ExecutionPayloadHeader> HEADERS = ByFork.of(
            CapellaPayloadHeader.class,
            CAPELLA_HEADER,
            DenebPayloadHeader.class,
            DENEB_HEADER,
            ExecutionPayloadHeader::fork);

    /** The transactions of a payload. */
    public final SszType<Transactions> transactions;

    /** The withdrawals of a payload. */
    public final SszType<List<Withdrawal>> withdrawals;

    /** A payload of Capella. */
    public final SszType<CapellaPayload> capella;

    /** A payload of Deneb. */
    public final SszType<DenebPayload> deneb;

    /** The payloads of both forks. */
    public final ByFork<ExecutionPayload> all;

    PayloadSchemas(Preset preset) {
        transactions = transactions(preset.maxTransactionsPerPayload(), preset.maxBytesPerTransaction());
        withdrawals = list(WITHDRAWAL, preset.maxWithdrawalsPerPayload());
        capella = Container.of(CapellaPayload::builder, CapellaPayload.Builder::build)
                .field("parent_hash", BYTES32, CapellaPayload::parentHash, CapellaPayload.Builder::parentHash)
                .field("fee_recipient", ADDRESS, CapellaPayload::feeRecipient, CapellaPayload.Builder::feeRecipient)
                .field("state_root", BYTES32, CapellaPayload::stateRoot, CapellaPayload.Builder::stateRoot)
                .field("receipts_root", BYTES32, CapellaPayload::receiptsRoot, CapellaPayload.Builder::receiptsRoot)
                .field("logs_bloom", BLOOM, CapellaPayload::logsBloom, CapellaPayload.Builder::logsBloom)
                .field("prev_randao", BYTES32, CapellaPayload::prevRandao, CapellaPayload.Builder::prevRandao)
                .field("block_number", UINT64, CapellaPayload::blockNumber, CapellaPayload.Builder::blockNumber)
                .field("gas_limit", UINT64, CapellaPayload::gasLimit, CapellaPayload.Builder::gasLimit)
                .field("gas_used", UINT64, CapellaPayload::gasUsed, CapellaPayload.Builder::gasUsed)
                .field("timestamp", UINT64, CapellaPayload::timestamp, CapellaPayload.Builder::timestamp)
                .field("extra_data", EXTRA_DATA, CapellaPayload::extraData, CapellaPayload.Builder::extraData)
                .field(
                        "base_fee_per_gas",
                        UINT256,
                        CapellaPayload::baseFeePerGas,
                        CapellaPayload.Builder::baseFeePerGas)
                .field("block_hash", BYTES32, CapellaPayload::blockHash, CapellaPayload.Builder::blockHash)
                .field("transactions", transactions, CapellaPayload::transactions, CapellaPayload.Builder::transactions)
                .field("withdrawals", withdrawals, CapellaPayload::withdrawals, CapellaPayload.Builder::withdrawals)
                .closed()
                .end();
        deneb = Container.of(DenebPayload::builder, DenebPayload.Builder::build)
                .field("parent_hash", BYTES32, DenebPayload::parentHash, DenebPayload.Builder::parentHash)
                .field("fee_recipient", ADDRESS, DenebPayload::feeRecipient, DenebPayload.Builder::feeRecipient)
                .field("state_root", BYTES32, DenebPayload::stateRoot, DenebPayload.Builder::stateRoot)
                .field("receipts_root", BYTES32, DenebPayload::receiptsRoot, DenebPayload.Builder::receiptsRoot)
                .field("logs_bloom", BLOOM, DenebPayload::logsBloom, DenebPayload.Builder::logsBloom)
                .field("prev_randao", BYTES32, DenebPayload::prevRandao, DenebPayload.Builder::prevRandao)
                .field("block_number", UINT64, DenebPayload::blockNumber, DenebPayload.Builder::blockNumber)
                .field("gas_limit", UINT64, DenebPayload::gasLimit, DenebPayload.Builder::gasLimit)
                .field("gas_used", UINT64, DenebPayload::gasUsed, DenebPayload.Builder::gasUsed)
                .field("timestamp", UINT64, DenebPayload::timestamp, DenebPayload.Builder::timestamp)
                .field("extra_data", EXTRA_DATA, DenebPayload::extraData, DenebPayload.Builder::extraData)
                .field("base_fee_per_gas", UINT256, DenebPayload::baseFeePerGas, DenebPayload.Builder::baseFeePerGas)
                .field("block_hash", BYTES32, DenebPayload::blockHash, DenebPayload.Builder::blockHash)
                .field("transactions", transactions, DenebPayload::transactions, DenebPayload.Builder::transactions)
                .field("withdrawals", withdrawals, DenebPayload::withdrawals, DenebPayload.Builder::withdrawals)
                .field("blob_gas_used", UINT64, DenebPayload::blobGasUsed, DenebPayload.Builder::blobGasUsed)
                .field("excess_blob_gas", UINT64, DenebPayload::excessBlobGas, DenebPayload.Builder::excessBlobGas)
                .closed()
                .end();
        all = ByFork.of(CapellaPayload.class, capella, DenebPayload.class, deneb, ExecutionPayload::fork);
    }
}
