package io.github.lighthousecompat.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BytesTest {
    @Test
    void of_arrayChangedAfterwards_staysAsItWas() {
        byte[] array = {1, 2, 3};
        Bytes bytes = Bytes.of(array);

        array[0] = 9;
        bytes.toArray()[1] = 9;

        assertThat(bytes).isEqualTo(Bytes.parse("0x010203"));
    }

    @Test
    void of_none_isEmpty() {
        assertThat(Bytes.of()).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.of(new byte[5], 2, 0)).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.fromHexDigits(new byte[0], 0, 0)).isSameAs(Bytes.EMPTY);
        assertThat(Bytes.parse("0x")).isEqualTo(Bytes.EMPTY);
        assertThat(Bytes.EMPTY.isEmpty()).isTrue();
        assertThat(Bytes.EMPTY.toHex()).isEqualTo("0x");
    }

    @Test
    void of_partOfAnArray_copiesThatPart() {
        assertThat(Bytes.of(new byte[] {1, 2, 3, 4}, 1, 2)).isEqualTo(Bytes.of((byte) 2, (byte) 3));
        assertThatThrownBy(() -> Bytes.of(new byte[4], 3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void fromHexDigits_partOfAText_readsThatPart() {
        byte[] text = "\"0xabCD\"".getBytes(StandardCharsets.US_ASCII);

        assertThat(Bytes.fromHexDigits(text, 3, 2)).isEqualTo(Bytes.parse("0xabcd"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Bytes.fromHexDigits(text, 3, 3))
                .withMessage("not 6 hex digits");
    }

    @ParameterizedTest
    @CsvSource({
        "ab, 'hex text must begin with 0x, has 2 characters'",
        "0Xab, 'hex text must begin with 0x, has 4 characters'",
        "0xabc, 'hex text must have an even number of digits, has 3'",
        "0xsecret, hex text has a character that is not a digit",
        "0xaé, hex text has a character that is not a digit",
        "0xa\u0130, hex text has a character that is not a digit"
    })
    void parse_otherText_isRefusedWithoutQuotingIt(String text, String message) {
        assertThatIllegalArgumentException().isThrownBy(() -> Bytes.parse(text)).withMessage(message);
    }

    @Test
    void accessors_threeBytes_showThem() {
        Bytes bytes = Bytes.parse("0x7f80ff");
        byte[] out = new byte[8];

        bytes.copyTo(out, 1);
        bytes.writeHex(out, 2);

        assertThat(bytes.size()).isEqualTo(3);
        assertThat(bytes.isEmpty()).isFalse();
        assertThat(bytes.at(1)).isEqualTo((byte) 0x80);
        assertThat(out).isEqualTo(new byte[] {0, 0x7f, '7', 'f', '8', '0', 'f', 'f'});
        assertThatThrownBy(() -> bytes.at(3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void equals_sameBytes_isTrue() {
        Bytes bytes = Bytes.parse("0x0102");

        assertThat(bytes).isEqualTo(Bytes.of((byte) 1, (byte) 2)).hasSameHashCodeAs(Bytes.of((byte) 1, (byte) 2));
        assertThat(bytes).isNotEqualTo(Bytes.parse("0x0103")).isNotEqualTo(Bytes.EMPTY);
        assertThat(bytes.equals((Object) "0x0102")).isFalse();
    }

    @Test
    void toString_moreThan32Bytes_isShortened() {
        assertThat(Bytes.of(new byte[32])).hasToString("0x" + "00".repeat(32));
        assertThat(Bytes.of(new byte[33])).hasToString("0x0000000000000000..(33 bytes)");
    }
}
