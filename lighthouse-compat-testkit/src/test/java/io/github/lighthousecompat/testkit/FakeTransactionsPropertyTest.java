package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.hash.VersionedHash;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.apache.tuweni.rlp.RLP;
import org.apache.tuweni.rlp.RLPReader;

class FakeTransactionsPropertyTest {
    private static final List<Integer> FIELDS_BY_TYPE = List.of(9, 11, 12, 14);

    @Property
    void transaction_isReadByAnotherDecoder(@ForAll long seed, @ForAll UInt64 chainId) {
        FakeTransactions source = new FakeTransactions(new SplittableRandom(seed), chainId);

        assertFields(source.next());
        assertFields(source.withBlobs(List.of(Hash32.ZERO)));
    }

    @Property
    void blobTransaction_namesItsBlobs(@ForAll long seed, @ForAll @Size(max = 6) List<Hash32> hashes) {
        Bytes transaction = new FakeTransactions(new SplittableRandom(seed), UInt64.ONE).withBlobs(hashes);

        assertThat(VersionedHash.in(Transactions.of(List.of(transaction)))).isEqualTo(hashes);
    }

    private static void assertFields(Bytes transaction) {
        int type = Transactions.of(List.of(transaction)).typeOf(0);
        byte[] bytes = transaction.toArray();
        org.apache.tuweni.bytes.Bytes list = type == 0
                ? org.apache.tuweni.bytes.Bytes.wrap(bytes)
                : org.apache.tuweni.bytes.Bytes.wrap(bytes).slice(1);

        assertThat(RLP.decodeList(list, FakeTransactionsPropertyTest::countItems))
                .isEqualTo(FIELDS_BY_TYPE.get(type));
    }

    private static int countItems(RLPReader reader) {
        int items = 0;
        for (; !reader.isComplete(); items++) {
            if (reader.nextIsList()) {
                int inner = reader.readList(FakeTransactionsPropertyTest::countItems);
                assertThat(inner).isNotNegative();
            } else {
                reader.readValue();
            }
        }
        return items;
    }
}
