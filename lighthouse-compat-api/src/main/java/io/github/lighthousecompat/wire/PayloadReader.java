package io.github.lighthousecompat.wire;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaBuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebBuiltPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.PayloadBody;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.json.JsonCursor;
import io.github.lighthousecompat.json.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads payloads and what they hold. What a field is before it is read does not matter: the cursor demands them all.
 */
final class PayloadReader {
    private static final int MAX_WITHDRAWALS = 16;
    private static final int MAX_EXTRA_DATA = 32;

    private static final Members CAPELLA = Members.required(
            "parentHash",
            "feeRecipient",
            "stateRoot",
            "receiptsRoot",
            "logsBloom",
            "prevRandao",
            "blockNumber",
            "gasLimit",
            "gasUsed",
            "timestamp",
            "extraData",
            "baseFeePerGas",
            "blockHash",
            "transactions",
            "withdrawals");
    private static final Members DENEB = CAPELLA.andRequired("blobGasUsed", "excessBlobGas");

    private static final Members BUILT_CAPELLA = Members.required("executionPayload", "blockValue");
    private static final Members BUILT_DENEB = BUILT_CAPELLA.andRequired("blobsBundle", "shouldOverrideBuilder");
    private static final Members BUNDLE = Members.required("commitments", "proofs", "blobs");
    private static final Members WITHDRAWAL = Members.required("index", "validatorIndex", "address", "amount");
    private static final Members BODY = Members.required("transactions").optional("withdrawals");

    private Hash32 parentHash = Hash32.ZERO;
    private Address feeRecipient = Address.ZERO;
    private Hash32 stateRoot = Hash32.ZERO;
    private Hash32 receiptsRoot = Hash32.ZERO;
    private Bloom logsBloom = Bloom.ZERO;
    private Hash32 prevRandao = Hash32.ZERO;
    private UInt64 blockNumber = UInt64.ZERO;
    private UInt64 gasLimit = UInt64.ZERO;
    private UInt64 gasUsed = UInt64.ZERO;
    private UInt64 timestamp = UInt64.ZERO;
    private Bytes extraData = Bytes.EMPTY;
    private UInt256 baseFeePerGas = UInt256.ZERO;
    private Hash32 blockHash = Hash32.ZERO;
    private Transactions transactions = Transactions.EMPTY;
    private List<Withdrawal> withdrawals = List.of();
    private UInt64 blobGasUsed = UInt64.ZERO;
    private UInt64 excessBlobGas = UInt64.ZERO;

    private PayloadReader(JsonCursor json, Members members) {
        json.beginObject();
        while (json.nextMember(members)) {
            switch (json.member()) {
                case 0 -> parentHash = json.hash();
                case 1 -> feeRecipient = json.address();
                case 2 -> stateRoot = json.hash();
                case 3 -> receiptsRoot = json.hash();
                case 4 -> logsBloom = json.bloom();
                case 5 -> prevRandao = json.hash();
                case 6 -> blockNumber = json.uint64();
                case 7 -> gasLimit = json.uint64();
                case 8 -> gasUsed = json.uint64();
                case 9 -> timestamp = json.uint64();
                case 10 -> extraData = json.data(MAX_EXTRA_DATA);
                case 11 -> baseFeePerGas = json.uint256();
                case 12 -> blockHash = json.hash();
                case 13 -> transactions = json.transactions();
                case 14 -> withdrawals = withdrawals(json);
                case 15 -> blobGasUsed = json.uint64();
                default -> excessBlobGas = json.uint64();
            }
        }
    }

    /** {@code ExecutionPayloadV2}. */
    static CapellaPayload capella(JsonCursor json) {
        PayloadReader read = new PayloadReader(json, CAPELLA);
        return CapellaPayload.builder()
                .parentHash(read.parentHash)
                .feeRecipient(read.feeRecipient)
                .stateRoot(read.stateRoot)
                .receiptsRoot(read.receiptsRoot)
                .logsBloom(read.logsBloom)
                .prevRandao(read.prevRandao)
                .blockNumber(read.blockNumber)
                .gasLimit(read.gasLimit)
                .gasUsed(read.gasUsed)
                .timestamp(read.timestamp)
                .extraData(read.extraData)
                .baseFeePerGas(read.baseFeePerGas)
                .blockHash(read.blockHash)
                .transactions(read.transactions)
                .withdrawals(read.withdrawals)
                .build();
    }

    /** {@code ExecutionPayloadV3}. */
    static DenebPayload deneb(JsonCursor json) {
        PayloadReader read = new PayloadReader(json, DENEB);
        return DenebPayload.builder()
                .parentHash(read.parentHash)
                .feeRecipient(read.feeRecipient)
                .stateRoot(read.stateRoot)
                .receiptsRoot(read.receiptsRoot)
                .logsBloom(read.logsBloom)
                .prevRandao(read.prevRandao)
                .blockNumber(read.blockNumber)
                .gasLimit(read.gasLimit)
                .gasUsed(read.gasUsed)
                .timestamp(read.timestamp)
                .extraData(read.extraData)
                .baseFeePerGas(read.baseFeePerGas)
                .blockHash(read.blockHash)
                .transactions(read.transactions)
                .withdrawals(read.withdrawals)
                .blobGasUsed(read.blobGasUsed)
                .excessBlobGas(read.excessBlobGas)
                .build();
    }

    /** The answer of {@code getPayloadV2}. */
    static CapellaBuiltPayload builtCapella(JsonCursor json) {
        Optional<CapellaPayload> payload = Optional.empty();
        UInt256 blockValue = UInt256.ZERO;
        json.beginObject();
        while (json.nextMember(BUILT_CAPELLA)) {
            if (json.member() == 0) {
                payload = Optional.of(capella(json));
            } else {
                blockValue = json.uint256();
            }
        }
        return BuiltPayload.of(payload.orElseThrow(), blockValue);
    }

    /** The answer of {@code getPayloadV3}. */
    static DenebBuiltPayload builtDeneb(JsonCursor json) {
        Optional<DenebPayload> payload = Optional.empty();
        UInt256 blockValue = UInt256.ZERO;
        BlobsBundle bundle = BlobsBundle.EMPTY;
        boolean shouldOverrideBuilder = false;
        json.beginObject();
        while (json.nextMember(BUILT_DENEB)) {
            switch (json.member()) {
                case 0 -> payload = Optional.of(deneb(json));
                case 1 -> blockValue = json.uint256();
                case 2 -> bundle = bundle(json);
                default -> shouldOverrideBuilder = json.bool();
            }
        }
        return BuiltPayload.of(payload.orElseThrow(), blockValue, bundle, shouldOverrideBuilder);
    }

    /** {@code ExecutionPayloadBodyV1}. */
    static PayloadBody body(JsonCursor json) {
        Transactions transactions = Transactions.EMPTY;
        Optional<List<Withdrawal>> withdrawals = Optional.empty();
        json.beginObject();
        while (json.nextMember(BODY)) {
            if (json.member() == 0) {
                transactions = json.transactions();
            } else {
                withdrawals = json.nextNull() ? Optional.empty() : Optional.of(withdrawals(json));
            }
        }
        return PayloadBody.of(transactions, withdrawals);
    }

    /** A list of at most 16 withdrawals. */
    static List<Withdrawal> withdrawals(JsonCursor json) {
        List<Withdrawal> withdrawals = new ArrayList<>(MAX_WITHDRAWALS);
        json.beginArray();
        while (json.nextElement()) {
            if (withdrawals.size() == MAX_WITHDRAWALS) {
                throw json.fail(json.position(), "is one more than the " + MAX_WITHDRAWALS + " withdrawals of a block");
            }
            withdrawals.add(withdrawal(json));
        }
        return withdrawals;
    }

    private static Withdrawal withdrawal(JsonCursor json) {
        UInt64 index = UInt64.ZERO;
        UInt64 validatorIndex = UInt64.ZERO;
        Address address = Address.ZERO;
        UInt64 amount = UInt64.ZERO;
        json.beginObject();
        while (json.nextMember(WITHDRAWAL)) {
            switch (json.member()) {
                case 0 -> index = json.uint64();
                case 1 -> validatorIndex = json.uint64();
                case 2 -> address = json.address();
                default -> amount = json.uint64();
            }
        }
        return Withdrawal.of(index, validatorIndex, address, amount);
    }

    private static BlobsBundle bundle(JsonCursor json) {
        json.peek();
        int from = json.position();
        List<Bytes48> commitments = List.of();
        List<Bytes48> proofs = List.of();
        List<Blob> blobs = List.of();
        json.beginObject();
        while (json.nextMember(BUNDLE)) {
            switch (json.member()) {
                case 0 -> commitments = json.list(JsonCursor::bytes48);
                case 1 -> proofs = json.list(JsonCursor::bytes48);
                default -> blobs = json.list(JsonCursor::blob);
            }
        }
        try {
            return BlobsBundle.of(commitments, proofs, blobs);
        } catch (IllegalArgumentException e) {
            throw json.fail(from, String.valueOf(e.getMessage()));
        }
    }
}
