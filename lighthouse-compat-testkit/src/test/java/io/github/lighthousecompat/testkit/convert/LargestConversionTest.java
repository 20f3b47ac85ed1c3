package io.github.lighthousecompat.testkit.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.Blob;
import io.github.lighthousecompat.bytes.Bloom;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.convert.ConversionError;
import io.github.lighthousecompat.convert.V4ToV5;
import io.github.lighthousecompat.convert.V5ToV4;
import io.github.lighthousecompat.engine.BlobsBundle;
import io.github.lighthousecompat.engine.BuiltPayload;
import io.github.lighthousecompat.engine.CapellaPayload;
import io.github.lighthousecompat.engine.DenebPayload;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.engine.Withdrawal;
import io.github.lighthousecompat.hash.BlockHash;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The largest blocks that a chain can have; too large for properties. */
class LargestConversionTest {
    private static final int MOST_TRANSACTIONS = 1_048_576;
    private static final int MOST_BLOBS = 6;
    private static final int MOST_WITHDRAWALS = 16;
    private static final long GAS_PER_BLOB = 131_072;

    @Test
    void relabelAsCapella_sixBlobs_stops() {
        BlobsBundle bundle = BlobsBundle.of(
                Collections.nCopies(MOST_BLOBS, Bytes48.ZERO),
                Collections.nCopies(MOST_BLOBS, Bytes48.ZERO),
                Collections.nCopies(MOST_BLOBS, Blob.ZERO));
        DenebPayload honest = DenebPayload.builder()
                .from(payload(Transactions.EMPTY, List.of()))
                .blobGasUsed(UInt64.of(MOST_BLOBS * GAS_PER_BLOB))
                .excessBlobGas(UInt64.ZERO)
                .build();
        DenebPayload silent = V4ToV5.relabelAsDeneb(payload(Transactions.EMPTY, List.of()))
                .get()
                .value();

        ConversionError byGas = V5ToV4.relabelAsCapella(BuiltPayload.of(honest, UInt256.ZERO, bundle, false))
                .getLeft();
        ConversionError byBundle = V5ToV4.relabelAsCapella(BuiltPayload.of(silent, UInt256.ZERO, bundle, false))
                .getLeft();

        assertThat(byGas.message()).startsWith("payload.blobGasUsed is 786432: ");
        assertThat(byBundle.message()).startsWith("blobsBundle.commitments[0] is " + Bytes48.ZERO.toHex() + ": ");
    }

    @Test
    void thereAndBack_sixteenWithdrawals_isTheIdentity() {
        List<Withdrawal> withdrawals = LongStream.range(0, MOST_WITHDRAWALS)
                .mapToObj(i -> Withdrawal.of(UInt64.of(i), UInt64.MAX, Address.ZERO, UInt64.MAX))
                .toList();

        assertIdentityThereAndBack(payload(Transactions.EMPTY, withdrawals));
    }

    @Test
    void thereAndBack_mostTransactions_isTheIdentityAndSharesThem() {
        Transactions.Builder transactions = Transactions.builder();
        for (int i = 0; i < MOST_TRANSACTIONS; i++) {
            transactions.add(Bytes.EMPTY);
        }
        CapellaPayload payload = payload(transactions.build(), List.of());

        assertIdentityThereAndBack(payload);
    }

    private static void assertIdentityThereAndBack(CapellaPayload x) {
        Hash32 root = Hash32.ZERO;
        CapellaPayload hashed =
                CapellaPayload.builder().from(x).blockHash(BlockHash.of(x)).build();

        DenebPayload relabelled = V4ToV5.relabelAsDeneb(x).get().value();
        DenebPayload rehashed = V4ToV5.rehashAsDeneb(hashed, root).get().value();

        assertThat(relabelled.transactions()).isSameAs(x.transactions());
        assertThat(rehashed.transactions()).isSameAs(x.transactions());
        assertThat(V5ToV4.relabelAsCapella(relabelled).get().value()).isEqualTo(x);
        assertThat(V5ToV4.rehashAsCapella(NewPayloadRequest.of(rehashed, List.of(), root))
                        .get()
                        .value()
                        .payload())
                .isEqualTo(hashed);
    }

    private static CapellaPayload payload(Transactions transactions, List<Withdrawal> withdrawals) {
        return CapellaPayload.builder()
                .parentHash(Hash32.ZERO)
                .feeRecipient(Address.ZERO)
                .stateRoot(Hash32.ZERO)
                .receiptsRoot(Hash32.ZERO)
                .logsBloom(Bloom.ZERO)
                .prevRandao(Hash32.ZERO)
                .blockNumber(UInt64.MAX)
                .gasLimit(UInt64.MAX)
                .gasUsed(UInt64.ZERO)
                .timestamp(UInt64.MAX)
                .extraData(Bytes.EMPTY)
                .baseFeePerGas(UInt256.MAX)
                .blockHash(Hash32.ZERO)
                .transactions(transactions)
                .withdrawals(withdrawals)
                .build();
    }
}
