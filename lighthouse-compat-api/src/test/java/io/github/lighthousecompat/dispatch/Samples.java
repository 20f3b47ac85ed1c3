package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.CapellaAttributes;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import java.util.Arrays;
import java.util.List;

/** Blocks by their number, which is also their time; nobody checks their hashes here. */
final class Samples {
    private Samples() {}

    static NewPayloadRequest block(int number) {
        return NewPayloadRequest.of(payload(number));
    }

    static NewPayloadRequest denebBlock(int number) {
        return NewPayloadRequest.of(
                DenebPayload.builder()
                        .from(payload(number))
                        .blobGasUsed(UInt64.ZERO)
                        .excessBlobGas(UInt64.ZERO)
                        .build(),
                List.of(),
                Hash32.ZERO);
    }

    static ForkchoiceState head(int number) {
        return ForkchoiceState.of(hash(number), Hash32.ZERO, Hash32.ZERO);
    }

    /** The building of the block after {@code head}. */
    static ForkchoiceBuild build(int head) {
        return new ForkchoiceBuild(
                head(head),
                CapellaAttributes.builder()
                        .timestamp(UInt64.of(head + 1))
                        .prevRandao(Hash32.ZERO)
                        .suggestedFeeRecipient(Address.ZERO)
                        .build());
    }

    static Hash32 hash(int number) {
        byte[] bytes = new byte[Hash32.SIZE];
        Arrays.fill(bytes, (byte) number);
        bytes[0] = (byte) (number >> 8);
        return Hash32.of(bytes);
    }

    private static CapellaPayload payload(int number) {
        return CapellaPayload.builder()
                .parentHash(hash(number - 1))
                .feeRecipient(Address.ZERO)
                .stateRoot(Hash32.ZERO)
                .receiptsRoot(Hash32.ZERO)
                .logsBloom(Bloom.ZERO)
                .prevRandao(Hash32.ZERO)
                .blockNumber(UInt64.of(number))
                .gasLimit(UInt64.of(30_000_000))
                .gasUsed(UInt64.ZERO)
                .timestamp(UInt64.of(number))
                .extraData(Bytes.EMPTY)
                .baseFeePerGas(UInt256.of(9))
                .blockHash(hash(number))
                .transactions(Transactions.EMPTY)
                .build();
    }
}
