package io.github.lighthousecompat.convert;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebAttributes;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import java.util.Arrays;
import java.util.List;

/** Values in which no two fields hold the same, so that a mixed-up field shows. */
final class Samples {
    static final Hash32 ROOT = hash(0xbe);
    static final UInt256 VALUE = UInt256.of(1_234_567);
    static final Withdrawal WITHDRAWAL = Withdrawal.of(UInt64.of(7), UInt64.of(8), address(9), UInt64.of(10));
    static final Transactions TRANSACTIONS = Transactions.of(List.of(Bytes.parse("0xf801"), Bytes.parse("0x02c0")));
    static final Transactions WITH_BLOB_TRANSACTION =
            Transactions.of(List.of(Bytes.parse("0x02c0"), Bytes.parse("0x03c0"), Bytes.parse("0x03c1")));
    static final BlobsBundle BUNDLE = BlobsBundle.of(
            List.of(commitment(1), commitment(2)),
            List.of(commitment(3), commitment(4)),
            List.of(Blob.ZERO, Blob.ZERO));

    private Samples() {}

    static CapellaPayload.Builder capella() {
        return CapellaPayload.builder()
                .parentHash(hash(1))
                .feeRecipient(address(2))
                .stateRoot(hash(3))
                .receiptsRoot(hash(4))
                .logsBloom(Bloom.ZERO)
                .prevRandao(hash(5))
                .blockNumber(UInt64.of(6))
                .gasLimit(UInt64.of(30_000_000))
                .gasUsed(UInt64.of(21_000))
                .timestamp(UInt64.of(1_700_000_000))
                .extraData(Bytes.parse("0x0708"))
                .baseFeePerGas(UInt256.of(9))
                .blockHash(hash(10))
                .transactions(TRANSACTIONS)
                .addWithdrawals(WITHDRAWAL);
    }

    static DenebPayload.Builder deneb() {
        return DenebPayload.builder()
                .from(capella().build())
                .blobGasUsed(UInt64.ZERO)
                .excessBlobGas(UInt64.ZERO);
    }

    static CapellaAttributes capellaAttributes() {
        return CapellaAttributes.builder()
                .timestamp(UInt64.of(1_700_000_012))
                .prevRandao(hash(11))
                .suggestedFeeRecipient(address(12))
                .addWithdrawals(WITHDRAWAL)
                .build();
    }

    static DenebAttributes denebAttributes() {
        return DenebAttributes.builder()
                .from(capellaAttributes())
                .parentBeaconBlockRoot(ROOT)
                .build();
    }

    static Hash32 hash(int seed) {
        return Hash32.of(filled(Hash32.SIZE, seed));
    }

    private static Address address(int seed) {
        return Address.of(filled(Address.SIZE, seed));
    }

    private static Bytes48 commitment(int seed) {
        return Bytes48.of(filled(Bytes48.SIZE, seed));
    }

    private static byte[] filled(int size, int seed) {
        byte[] bytes = new byte[size];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }
}
