package io.github.lighthousecompat.engine;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import java.util.Arrays;

/** Values for the tests of this package. */
final class Samples {
    static final CapellaPayload PAYLOAD = capella().build();
    static final CapellaAttributes ATTRIBUTES = CapellaAttributes.builder()
            .timestamp(UInt64.of(1))
            .prevRandao(Hash32.ZERO)
            .suggestedFeeRecipient(Address.ZERO)
            .build();
    static final ForkchoiceState STATE = ForkchoiceState.of(hash(1), hash(2), hash(3));

    private Samples() {}

    static CapellaPayload.Builder capella() {
        return CapellaPayload.builder()
                .parentHash(hash(1))
                .feeRecipient(Address.ZERO)
                .stateRoot(Hash32.ZERO)
                .receiptsRoot(Hash32.ZERO)
                .logsBloom(Bloom.ZERO)
                .prevRandao(Hash32.ZERO)
                .blockNumber(UInt64.of(6))
                .gasLimit(UInt64.of(30_000_000))
                .gasUsed(UInt64.ZERO)
                .timestamp(UInt64.of(1_700_000_000))
                .extraData(Bytes.EMPTY)
                .baseFeePerGas(UInt256.of(9))
                .blockHash(hash(10))
                .transactions(Transactions.EMPTY);
    }

    static DenebPayload.Builder deneb() {
        return DenebPayload.builder().from(PAYLOAD).blobGasUsed(UInt64.ZERO).excessBlobGas(UInt64.ZERO);
    }

    static Hash32 hash(int seed) {
        byte[] bytes = new byte[Hash32.SIZE];
        Arrays.fill(bytes, (byte) seed);
        return Hash32.of(bytes);
    }
}
