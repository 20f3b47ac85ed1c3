package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Bytes48;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.engine.Transactions;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class VersionedHashTest {
    private static final Hash32 FIRST = Hash32.parse("0x01" + "11".repeat(31));
    private static final Hash32 SECOND = Hash32.parse("0x01" + "22".repeat(31));
    private static final Hash32 THIRD = Hash32.parse("0x01" + "33".repeat(31));

    @Test
    void of_commitmentToTheZeroBlob() {
        Bytes48 pointAtInfinity = Bytes48.parse("0xc0" + "00".repeat(47));

        assertThat(VersionedHash.of(pointAtInfinity).toHex())
                .isEqualTo("0x010657f37554c781402a22917dee2f75def7ab966d7b770905398eba3c444014");
    }

    @Test
    void in_noTransactions_isEmpty() {
        assertThat(VersionedHash.in(Transactions.EMPTY)).isEmpty();
    }

    @Test
    void in_severalBlobTransactionsAmongOthers_keepsTheOrder() {
        Transactions transactions = Transactions.of(List.of(
                Bytes.parse("0xc0"),
                BlobTransactions.with(List.of(FIRST, SECOND)),
                Bytes.parse("0x02c0"),
                Bytes.EMPTY,
                BlobTransactions.with(List.of(THIRD))));

        assertThat(VersionedHash.in(transactions)).containsExactly(FIRST, SECOND, THIRD);
    }

    @Test
    void in_malformedTransaction_isNamedWithThePosition() {
        Transactions transactions = Transactions.of(
                List.of(BlobTransactions.with(List.of(FIRST)), Bytes.parse("0x02c0"), Bytes.parse("0x03c20100")));

        assertThatThrownBy(() -> VersionedHash.in(transactions))
                .isInstanceOfSatisfying(MalformedTransactionException.class, e -> {
                    assertThat(e.transaction()).isEqualTo(2);
                    assertThat(e.position()).isEqualTo(3);
                })
                .hasMessage(
                        "transaction 2 is not a well-formed blob transaction: a number with a leading zero at byte 3");
    }

    @Test
    void in_networkForm_isRefused() {
        // With its blobs beside it a transaction travels between nodes, but never in a block.
        Bytes body = BlobTransactions.with(List.of(FIRST));
        Bytes withSidecar = BlobTransactions.typed(writer -> {
            writer.writeRLP(org.apache.tuweni.bytes.Bytes.wrap(body.toArray()).slice(1));
            writer.writeList(blobs -> {});
            writer.writeList(commitments -> {});
            writer.writeList(proofs -> {});
        });

        assertMalformed(withSidecar, "a list where a string belongs");
    }

    @Test
    void in_typeAlone_isRefused() {
        assertMalformed(Bytes.parse("0x03"), "ends where another item belongs");
    }

    @Test
    void in_bytesAfterTheTransaction_areRefused() {
        byte[] whole = BlobTransactions.with(List.of(FIRST)).toArray();

        assertMalformed(Bytes.of(Arrays.copyOf(whole, whole.length + 1)), "1 bytes too many");
    }

    @Test
    void in_hashOfAnyVersion_isTaken() {
        Bytes transaction = BlobTransactions.with(new byte[20], new byte[32], more -> {});

        assertThat(VersionedHash.in(Transactions.of(List.of(transaction)))).containsExactly(Hash32.ZERO);
    }

    @Test
    void in_contractCreation_isRefused() {
        assertMalformed(BlobTransactions.with(new byte[0], new byte[32], more -> {}), "0 bytes instead of 20");
    }

    @Test
    void in_shortHash_isRefused() {
        assertMalformed(BlobTransactions.with(new byte[20], new byte[31], more -> {}), "31 bytes instead of 32");
    }

    @Test
    void in_oneMoreField_isRefused() {
        assertMalformed(
                BlobTransactions.with(new byte[20], new byte[32], more -> more.writeInt(0)), "1 bytes too many");
    }

    @Test
    void in_accessListEntryWithoutKeys_isRefused() {
        Bytes transaction = BlobTransactions.with(List.of(), new byte[0], List.of(List.of()), BigInteger.ZERO);
        String entry = "d694" + "00".repeat(20) + "c0";
        assertThat(transaction.toHex()).contains("d7" + entry);

        assertMalformed(
                Bytes.parse(transaction.toHex().replace("d7" + entry, "d7" + entry.replace("c0", "80"))),
                "a string where a list belongs");
    }

    private static void assertMalformed(Bytes transaction, String fault) {
        assertThatThrownBy(() -> VersionedHash.in(Transactions.of(List.of(transaction))))
                .isInstanceOf(MalformedTransactionException.class)
                .hasMessageContaining(fault);
    }
}
