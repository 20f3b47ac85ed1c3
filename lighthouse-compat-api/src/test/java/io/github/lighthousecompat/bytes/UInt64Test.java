package io.github.lighthousecompat.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UInt64Test {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0x0",
        "1, 1, 0x1",
        "18446744073709551615, 18446744073709551615, 0xffffffffffffffff",
        "0xFFFFffffFFFFffff, 18446744073709551615, 0xffffffffffffffff",
        "0x00000000000000000000ff, 255, 0xff",
        "00000000000000000000255, 255, 0xff"
    })
    void parse_digits_readsThem(String text, String decimal, String quantity) {
        assertThat(UInt64.parse(text)).hasToString(decimal);
        assertThat(UInt64.parse(text).toQuantity()).isEqualTo(quantity);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0x",
                "-1",
                "+1",
                "0x-1",
                "0x+1",
                " 1",
                "1 ",
                "1.0",
                "ff",
                "0xg",
                "18446744073709551616",
                "0x10000000000000000",
                "\u0661"
            })
    void parse_otherText_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UInt64.parse(text))
                .withMessageStartingWith("not an unsigned integer")
                .withMessageEndingWith('"' + text + '"');
    }

    @Test
    void of_negative_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UInt64.of(-1))
                .withMessage("UInt64 can't be negative: -1");
    }

    @Test
    void arithmetic_outOfTheRange_throws() {
        assertThatThrownBy(() -> UInt64.MAX.plus(1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("18446744073709551615 + 1 is more than 2^64 - 1");
        assertThatThrownBy(() -> UInt64.ZERO.minus(UInt64.ONE))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("0 - 1 is negative");
        assertThatThrownBy(() -> UInt64.fromLongBits(Long.MIN_VALUE).toLong())
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("9223372036854775808 does not fit a signed long");
        assertThatIllegalArgumentException().isThrownBy(() -> UInt64.ONE.plus(-1));
    }
}
