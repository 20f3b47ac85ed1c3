package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RlpReaderTest {
    @ParameterizedTest
    @CsvSource({
        "0x, ends where another item belongs",
        "0xc0, a list where a string belongs",
        "0x817f, a single byte below 0x80 with a header",
        "0x82ff, goes beyond the end",
        "0xb8, a header that goes beyond the end",
        "0xb901, a header that goes beyond the end",
        "0xb800, a length with a leading zero",
        "0xb90038, a length with a leading zero",
        "0xb837, a longer header than needed",
        "0xb838, an item that goes beyond the end",
        "0xbbffffffff, an item that goes beyond the end",
        "0xbf7fffffffffffffff, an item that goes beyond the end",
        "0xbfffffffffffffffff, an item that goes beyond the end",
    })
    void string_notCanonical_isRefusedWithPosition(String encoded, String fault) {
        assertThatThrownBy(() -> reader(encoded).string())
                .isInstanceOfSatisfying(
                        MalformedRlpException.class,
                        e -> assertThat(e.position()).isZero())
                .hasMessageContaining(fault)
                .hasMessageEndingWith("at byte 0");
    }

    @ParameterizedTest
    @CsvSource({
        "0x, ends where another item belongs",
        "0x80, a string where a list belongs",
        "0xbf, a string where a list belongs",
        "0xc1, an item that goes beyond the end",
        "0xf837, a longer header than needed",
        "0xffffffffffffffffff, an item that goes beyond the end",
    })
    void list_notCanonical_isRefused(String encoded, String fault) {
        assertThatThrownBy(() -> reader(encoded).list())
                .isInstanceOf(MalformedRlpException.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource({"0x00, leading zero", "0x820001, leading zero", "0x83010000, a number of 3 bytes"})
    void number_notMinimalOrTooLong_isRefused(String encoded, String fault) {
        assertThatThrownBy(() -> reader(encoded).number(2))
                .isInstanceOf(MalformedRlpException.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x80", "0x01", "0x8180", "0x82ffff"})
    void number_minimal_isTaken(String encoded) throws MalformedRlpException {
        RlpReader reader = reader(encoded);

        reader.number(2);

        assertThat(reader.hasNext()).isFalse();
    }

    @Test
    void fixed_otherSize_isRefused() {
        assertThatThrownBy(() -> reader("0x820102").fixed(3))
                .isInstanceOf(MalformedRlpException.class)
                .hasMessage("2 bytes instead of 3 at byte 0");
    }

    @Test
    void requireEnd_moreBytes_isRefusedAtTheFirstOfThem() throws MalformedRlpException {
        RlpReader reader = reader("0x820102c0c0");
        reader.fixed(2);
        assertThat(reader.payload()).isEqualTo(1);

        assertThatThrownBy(reader::requireEnd)
                .isInstanceOfSatisfying(
                        MalformedRlpException.class,
                        e -> assertThat(e.position()).isEqualTo(3));
    }

    @Test
    void list_itemBeyondItsList_isRefusedThoughTheBytesAreThere() throws MalformedRlpException {
        RlpReader items = reader("0xc28201020304").list();

        assertThatThrownBy(items::string).isInstanceOf(MalformedRlpException.class);
    }

    private static RlpReader reader(String encoded) {
        byte[] bytes = Bytes.parse(encoded).toArray();
        return new RlpReader(bytes, 0, bytes.length);
    }
}
