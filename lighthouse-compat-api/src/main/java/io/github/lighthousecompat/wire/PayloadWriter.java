package io.github.lighthousecompat.wire;

import static io.github.lighthousecompat.json.JsonWriter.ascii;

import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ExecutionPayload;
import io.github.lighthousecompat.engine.PayloadAttributes;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.json.JsonWriter;
import java.util.List;

/** Payloads and attributes as JSON. Each literal ends one member and begins the next, so that few copies do it all. */
final class PayloadWriter {
    private static final byte[] PARENT_HASH = ascii("{\"parentHash\":\"0x");
    private static final byte[] FEE_RECIPIENT = ascii("\",\"feeRecipient\":\"0x");
    private static final byte[] STATE_ROOT = ascii("\",\"stateRoot\":\"0x");
    private static final byte[] RECEIPTS_ROOT = ascii("\",\"receiptsRoot\":\"0x");
    private static final byte[] LOGS_BLOOM = ascii("\",\"logsBloom\":\"0x");
    private static final byte[] PREV_RANDAO = ascii("\",\"prevRandao\":\"0x");
    private static final byte[] BLOCK_NUMBER = ascii("\",\"blockNumber\":\"0x");
    private static final byte[] GAS_LIMIT = ascii("\",\"gasLimit\":\"0x");
    private static final byte[] GAS_USED = ascii("\",\"gasUsed\":\"0x");
    private static final byte[] TIMESTAMP = ascii("\",\"timestamp\":\"0x");
    private static final byte[] EXTRA_DATA = ascii("\",\"extraData\":\"0x");
    private static final byte[] BASE_FEE_PER_GAS = ascii("\",\"baseFeePerGas\":\"0x");
    private static final byte[] BLOCK_HASH = ascii("\",\"blockHash\":\"0x");
    private static final byte[] TRANSACTIONS = ascii("\",\"transactions\":[");
    private static final byte[] WITHDRAWALS_AFTER_LIST = ascii("],\"withdrawals\":[");
    private static final byte[] BLOB_GAS_USED = ascii(",\"blobGasUsed\":\"0x");
    private static final byte[] EXCESS_BLOB_GAS = ascii("\",\"excessBlobGas\":\"0x");
    private static final byte[] END = ascii("\"}");

    private static final byte[] ATTRIBUTES_TIMESTAMP = ascii("{\"timestamp\":\"0x");
    private static final byte[] SUGGESTED_FEE_RECIPIENT = ascii("\",\"suggestedFeeRecipient\":\"0x");
    private static final byte[] WITHDRAWALS = ascii("\",\"withdrawals\":[");
    private static final byte[] PARENT_BEACON_BLOCK_ROOT = ascii(",\"parentBeaconBlockRoot\":\"0x");

    private static final byte[] FIRST_WITHDRAWAL = ascii("{\"index\":\"0x");
    private static final byte[] NEXT_WITHDRAWAL = ascii(",{\"index\":\"0x");
    private static final byte[] VALIDATOR_INDEX = ascii("\",\"validatorIndex\":\"0x");
    private static final byte[] ADDRESS = ascii("\",\"address\":\"0x");
    private static final byte[] AMOUNT = ascii("\",\"amount\":\"0x");

    private PayloadWriter() {}

    static void capella(JsonWriter out, CapellaPayload payload) {
        shared(out, payload);
        out.one('}');
    }

    static void deneb(JsonWriter out, DenebPayload payload) {
        shared(out, payload);
        out.literal(BLOB_GAS_USED).quantity(payload.blobGasUsed());
        out.literal(EXCESS_BLOB_GAS).quantity(payload.excessBlobGas()).literal(END);
    }

    static void capella(JsonWriter out, CapellaAttributes attributes) {
        shared(out, attributes);
        out.one('}');
    }

    static void deneb(JsonWriter out, DenebAttributes attributes) {
        shared(out, attributes);
        out.literal(PARENT_BEACON_BLOCK_ROOT).hex(attributes.parentBeaconBlockRoot());
        out.literal(END);
    }

    private static void shared(JsonWriter out, ExecutionPayload payload) {
        out.literal(PARENT_HASH).hex(payload.parentHash());
        out.literal(FEE_RECIPIENT).hex(payload.feeRecipient());
        out.literal(STATE_ROOT).hex(payload.stateRoot());
        out.literal(RECEIPTS_ROOT).hex(payload.receiptsRoot());
        out.literal(LOGS_BLOOM).hex(payload.logsBloom());
        out.literal(PREV_RANDAO).hex(payload.prevRandao());
        out.literal(BLOCK_NUMBER).quantity(payload.blockNumber());
        out.literal(GAS_LIMIT).quantity(payload.gasLimit());
        out.literal(GAS_USED).quantity(payload.gasUsed());
        out.literal(TIMESTAMP).quantity(payload.timestamp());
        out.literal(EXTRA_DATA).hex(payload.extraData());
        out.literal(BASE_FEE_PER_GAS).quantity(payload.baseFeePerGas());
        out.literal(BLOCK_HASH).hex(payload.blockHash());
        out.literal(TRANSACTIONS).transactions(payload.transactions());
        out.literal(WITHDRAWALS_AFTER_LIST);
        withdrawals(out, payload.withdrawals());
    }

    private static void shared(JsonWriter out, PayloadAttributes attributes) {
        out.literal(ATTRIBUTES_TIMESTAMP).quantity(attributes.timestamp());
        out.literal(PREV_RANDAO).hex(attributes.prevRandao());
        out.literal(SUGGESTED_FEE_RECIPIENT).hex(attributes.suggestedFeeRecipient());
        out.literal(WITHDRAWALS);
        withdrawals(out, attributes.withdrawals());
    }

    private static void withdrawals(JsonWriter out, List<Withdrawal> withdrawals) {
        for (int i = 0; i < withdrawals.size(); i++) {
            Withdrawal withdrawal = withdrawals.get(i);
            out.literal(i == 0 ? FIRST_WITHDRAWAL : NEXT_WITHDRAWAL).quantity(withdrawal.index());
            out.literal(VALIDATOR_INDEX).quantity(withdrawal.validatorIndex());
            out.literal(ADDRESS).hex(withdrawal.address());
            out.literal(AMOUNT).quantity(withdrawal.amount()).literal(END);
        }
        out.one(']');
    }
}
