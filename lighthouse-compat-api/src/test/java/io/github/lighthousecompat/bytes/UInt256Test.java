package io.github.lighthousecompat.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UInt256Test {
    private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(256);

    @Test
    void max_isTheLargest() {
        assertThat(UInt256.MAX.toBigInteger()).isEqualTo(RANGE.subtract(BigInteger.ONE));
        assertThat(UInt256.MAX.toQuantity()).isEqualTo("0x" + "f".repeat(64));
        assertThat(UInt256.parse("0x" + "F".repeat(64))).isEqualTo(UInt256.MAX);
    }

    @Test
    void zero_isOneInstance() {
        assertThat(UInt256.of(0)).isSameAs(UInt256.ZERO);
        assertThat(UInt256.of(BigInteger.ZERO)).isSameAs(UInt256.ZERO);
        assertThat(UInt256.ZERO.isZero()).isTrue();
        assertThat(UInt256.ZERO.bitLength()).isZero();
        assertThat(UInt256.ZERO.toQuantity()).isEqualTo("0x0");
    }

    @Test
    void of_outOfTheRange_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UInt256.of(-1))
                .withMessage("UInt256 can't be negative: -1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UInt256.of(BigInteger.ONE.negate()))
                .withMessage("not an unsigned integer of 256 bits: -1");
        assertThatIllegalArgumentException().isThrownBy(() -> UInt256.of(RANGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0x", "-1", "+1", "0x-1", "0x+1", " 1", "1 ", "1.0", "ff", "0xg", "\u0661"})
    void parse_otherText_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UInt256.parse(text))
                .withMessage("not an unsigned integer: \"" + text + '"');
    }

    @Test
    void parse_tooLarge_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> UInt256.parse("0x1" + "0".repeat(64)));
    }

    @Test
    void word_outOfTheFour_throws() {
        assertThatThrownBy(() -> UInt256.MAX.word(4))
                .isInstanceOf(IndexOutOfBoundsException.class)
                .hasMessage("word 4 of 4");
    }
}
