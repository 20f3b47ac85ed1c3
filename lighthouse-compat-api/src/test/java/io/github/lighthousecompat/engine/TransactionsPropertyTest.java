package io.github.lighthousecompat.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.statistics.Statistics;

/** Against the list of the same transactions. */
class TransactionsPropertyTest {
    @Property
    void of_anyTransactions_holdsThem(@ForAll @Size(max = 40) List<@From("transactions") byte[]> list) {
        Transactions transactions = Transactions.of(list.stream().map(Bytes::of).toList());

        assertHolds(transactions, list);
    }

    @Property
    void add_partsOfAnArray_isTheSame(@ForAll @Size(max = 40) List<@From("transactions") byte[]> list) {
        Transactions.Builder builder = Transactions.builder();
        for (byte[] transaction : list) {
            byte[] around = new byte[transaction.length + 2];
            System.arraycopy(transaction, 0, around, 1, transaction.length);
            builder.add(around, 1, transaction.length);
        }

        assertHolds(builder.build(), list);
    }

    @Property
    void addHexDigits_ofAJsonText_isTheSameAndEndsWhereTheyEnd(
            @ForAll @Size(max = 40) List<@From("transactions") byte[]> list) {
        Transactions.Builder builder = Transactions.builder();
        for (byte[] transaction : list) {
            String digits = Bytes.of(transaction).toHex();
            byte[] text = ("[\"" + digits + "\",\"0xab\"]").getBytes(StandardCharsets.US_ASCII);

            assertThat(builder.addHexDigits(text, 4, text.length)).isEqualTo(2 + digits.length());
        }

        assertHolds(builder.build(), list);
    }

    @Property
    void equals_sameTransactions_isTrueAndOtherwiseFalse(
            @ForAll @Size(max = 2) List<@From("tiny") byte[]> one,
            @ForAll @Size(max = 2) List<@From("tiny") byte[]> two) {
        Transactions first = Transactions.of(one.stream().map(Bytes::of).toList());
        Transactions second = Transactions.of(two.stream().map(Bytes::of).toList());
        boolean same = one.stream()
                .map(Bytes::of)
                .toList()
                .equals(two.stream().map(Bytes::of).toList());

        Statistics.collect(same ? "equal" : "not equal");
        Statistics.coverage(cases -> {
            cases.check("equal").count(times -> times > 0);
            cases.check("not equal").count(times -> times > 0);
        });
        assertThat(first.equals(second)).isEqualTo(same);
        assertThat(Transactions.of(one.stream().map(Bytes::of).toList()))
                .isEqualTo(first)
                .hasSameHashCodeAs(first);
    }

    @Provide
    Arbitrary<byte[]> transactions() {
        Arbitrary<Integer> sizes = Arbitraries.frequencyOf(
                Tuple.of(1, Arbitraries.just(0)),
                Tuple.of(6, Arbitraries.integers().between(1, 200)),
                Tuple.of(1, Arbitraries.integers().between(1000, 5000)));
        return Combinators.combine(sizes, Arbitraries.longs()).as((size, seed) -> {
            byte[] transaction = new byte[size];
            new Random(seed).nextBytes(transaction);
            return transaction;
        });
    }

    /** So few that two are often the same. */
    @Provide
    Arbitrary<byte[]> tiny() {
        return Arbitraries.bytes()
                .between((byte) 0, (byte) 1)
                .array(byte[].class)
                .ofMaxSize(2);
    }

    private static void assertHolds(Transactions transactions, List<byte[]> list) {
        List<Bytes> held = new ArrayList<>();
        List<Bytes> expected = new ArrayList<>();
        int total = 0;
        for (int i = 0; i < list.size(); i++) {
            byte[] transaction = list.get(i);
            byte[] copied = new byte[transaction.length];
            byte[] digits = new byte[2 * transaction.length];
            transactions.copyTo(i, copied, 0);
            transactions.writeHex(i, digits, 0);
            assertThat(copied).isEqualTo(transaction);
            assertThat("0x" + new String(digits, StandardCharsets.US_ASCII))
                    .isEqualTo(Bytes.of(transaction).toHex());
            assertThat(transactions.sizeOf(i)).isEqualTo(transaction.length);
            held.add(transactions.get(i));
            expected.add(Bytes.of(transaction));
            total += transaction.length;
        }
        assertThat(held).isEqualTo(expected);
        assertThat(transactions.size()).isEqualTo(list.size());
        assertThat(transactions.isEmpty()).isEqualTo(list.isEmpty());
        assertThat(transactions.totalBytes()).isEqualTo(total);
        assertThat(transactions).hasToString("Transactions[" + list.size() + ", " + total + " bytes]");
    }
}
