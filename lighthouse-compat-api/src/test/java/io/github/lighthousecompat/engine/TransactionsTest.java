package io.github.lighthousecompat.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionsTest {
    @ParameterizedTest
    @CsvSource({"0x, -1", "0x00, 0", "0x01ff, 1", "0x02ff, 2", "0x03ff, 3", "0x7f, 127", "0x80, 0", "0xf86c, 0"})
    void typeOf_transaction_isItsFirstByteBelow0x80(Bytes transaction, int type) {
        Transactions transactions = Transactions.of(List.of(Bytes.parse("0x05"), transaction));

        assertThat(transactions.typeOf(1)).isEqualTo(type);
        assertThat(transactions.typeOf(0)).isEqualTo(5);
    }

    @Test
    void accessors_noSuchTransaction_throw() {
        Transactions one = Transactions.of(List.of(Bytes.parse("0x05")));

        for (int index : new int[] {-1, 1}) {
            assertThatThrownBy(() -> one.get(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> one.sizeOf(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> one.typeOf(index)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> one.copyTo(index, new byte[9], 0)).isInstanceOf(IndexOutOfBoundsException.class);
            assertThatThrownBy(() -> one.writeHex(index, new byte[9], 0)).isInstanceOf(IndexOutOfBoundsException.class);
        }
    }

    @Test
    void build_twice_startsAnew() {
        Transactions.Builder builder = Transactions.builder().add(Bytes.parse("0x01"));
        Transactions first = builder.build();
        Transactions second = builder.add(Bytes.parse("0x0203")).build();

        assertThat(first).isEqualTo(Transactions.of(List.of(Bytes.parse("0x01"))));
        assertThat(second).isEqualTo(Transactions.of(List.of(Bytes.parse("0x0203"))));
        assertThat(builder.build()).isSameAs(Transactions.EMPTY);
    }

    @Test
    void of_sideBySideInAnArray_copiesThem() {
        byte[] bytes = Bytes.parse("0xff0102030405").toArray();

        Transactions three = Transactions.of(bytes, 1, 1, 1, 4);
        bytes[1] = 9;

        assertThat(three)
                .isEqualTo(Transactions.of(List.of(Bytes.parse("0x01"), Bytes.EMPTY, Bytes.parse("0x020304"))));
        assertThat(Transactions.of(bytes, 6)).isSameAs(Transactions.EMPTY);
    }

    @Test
    void of_endsThatAreNone_throws() {
        byte[] bytes = new byte[4];

        assertThatThrownBy(() -> Transactions.of(bytes, 0, 2, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Transactions.of(bytes, 0, -1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Transactions.of(bytes, 1, 4)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 6, 100})
    void builder_withLittleOrMuchRoom_takesThemAll(int room) {
        byte[] digits = "010203040506".getBytes(StandardCharsets.US_ASCII);
        Transactions.Builder builder = Transactions.builder(room);

        int read = builder.addHexDigits(digits, 0, digits.length);

        assertThat(read).isEqualTo(digits.length);
        assertThat(builder.add(Bytes.parse("0x07")).build())
                .isEqualTo(Transactions.of(List.of(Bytes.parse("0x010203040506"), Bytes.parse("0x07"))));
    }

    @Test
    void builder_roomOfLessThanNothing_throws() {
        assertThatThrownBy(() -> Transactions.builder(-1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void equals_sameBytesPartedElsewhere_isFalse() {
        Transactions one = Transactions.of(List.of(Bytes.parse("0x0102")));
        Transactions two = Transactions.of(List.of(Bytes.parse("0x01"), Bytes.parse("0x02")));

        assertThat(one).isNotEqualTo(two);
        assertThat(Transactions.EMPTY).isNotEqualTo(Transactions.of(List.of(Bytes.EMPTY)));
        assertThat(one.equals((Object) List.of(Bytes.parse("0x0102")))).isFalse();
    }
}
