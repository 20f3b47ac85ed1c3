package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RlpTest {
    @ParameterizedTest
    @CsvSource({
        "0x, 0x80",
        "0x00, 0x00",
        "0x7f, 0x7f",
        "0x80, 0x8180",
        "0x646f67, 0x83646f67",
    })
    void writeString_shortString(String string, String expected) {
        byte[] bytes = Bytes.parse(string).toArray();
        byte[] out = new byte[Rlp.sizeOfString(bytes, 0, bytes.length)];

        assertThat(Rlp.writeString(bytes, 0, bytes.length, out, 0)).isEqualTo(out.length);
        assertThat(Bytes.of(out).toHex()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"55, 0xb7", "56, 0xb838", "255, 0xb8ff", "256, 0xb90100", "65535, 0xb9ffff", "65536, 0xba010000"})
    void writeString_longString_hasItsLengthInFront(int length, String expectedHeader) {
        byte[] bytes = new byte[length];
        Arrays.fill(bytes, (byte) 0xee);
        byte[] out = new byte[Rlp.sizeOfString(bytes, 0, length)];

        assertThat(Rlp.writeString(bytes, 0, length, out, 0)).isEqualTo(out.length);
        assertThat(Bytes.of(out, 0, out.length - length).toHex()).isEqualTo(expectedHeader);
        assertThat(Arrays.copyOfRange(out, out.length - length, out.length)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0x80",
        "1, 0x01",
        "127, 0x7f",
        "128, 0x8180",
        "255, 0x81ff",
        "256, 0x820100",
        "1024, 0x820400",
        "9223372036854775807, 0x887fffffffffffffff",
        "-9223372036854775808, 0x888000000000000000",
        "-1, 0x88ffffffffffffffff",
    })
    void writeNumber_isMinimalAndUnsigned(long number, String expected) {
        byte[] out = new byte[Rlp.sizeOfNumber(number)];

        assertThat(Rlp.writeNumber(number, out, 0)).isEqualTo(out.length);
        assertThat(Bytes.of(out).toHex()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"0, 0xc0", "55, 0xf7", "56, 0xf838", "529, 0xf90211", "16777216, 0xfb01000000"})
    void writeListHeader_growsWithThePayload(int payload, String expected) {
        byte[] out = new byte[Rlp.sizeOfHeader(payload)];

        assertThat(Rlp.writeListHeader(payload, out, 0)).isEqualTo(out.length);
        assertThat(Bytes.of(out).toHex()).isEqualTo(expected);
        assertThat(Rlp.sizeOfList(payload)).isEqualTo(out.length + payload);
    }
}
