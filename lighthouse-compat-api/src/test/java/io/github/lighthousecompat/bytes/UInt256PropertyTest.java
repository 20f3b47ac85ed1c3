package io.github.lighthousecompat.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Against {@link BigInteger}. */
class UInt256PropertyTest {
    @Property
    void texts_ofAnyValue_areThoseOfTheNumber(@ForAll("numbers") BigInteger number) {
        UInt256 value = UInt256.of(number);

        assertThat(value).hasToString(number.toString());
        assertThat(value.toQuantity()).isEqualTo("0x" + number.toString(16));
        assertThat(UInt256.parse(value.toString())).isEqualTo(value);
        assertThat(UInt256.parse(value.toQuantity())).isEqualTo(value);
        assertThat(value.toBigInteger()).isEqualTo(number);
    }

    @Property
    void words_ofAnyValue_areItsGroupsOf64Bits(@ForAll("numbers") BigInteger number) {
        UInt256 value = UInt256.of(number);

        for (int i = 0; i < 4; i++) {
            assertThat(value.word(i)).isEqualTo(number.shiftRight(64 * i).longValue());
        }
        assertThat(value.bitLength()).isEqualTo(number.bitLength());
        assertThat(value.isZero()).isEqualTo(number.signum() == 0);
        assertThat(UInt256.fromLongs(value.word(3), value.word(2), value.word(1), value.word(0)))
                .isEqualTo(value)
                .hasSameHashCodeAs(value);
    }

    @Property
    void order_anyTwo_isThatOfTheNumbers(@ForAll("numbers") BigInteger a, @ForAll("numbers") BigInteger b) {
        int order = a.compareTo(b);

        assertThat(Integer.signum(UInt256.of(a).compareTo(UInt256.of(b)))).isEqualTo(order);
        assertThat(UInt256.of(a).equals(UInt256.of(b))).isEqualTo(order == 0);
    }

    @Property
    void equals_oneBitOfDifference_isFalse(@ForAll("numbers") BigInteger number, @ForAll byte anyBit) {
        UInt256 value = UInt256.of(number);
        UInt256 other = UInt256.of(number.flipBit(anyBit & 0xff));

        assertThat(value).isNotEqualTo(other);
        assertThat(Integer.signum(value.compareTo(other))).isEqualTo(number.testBit(anyBit & 0xff) ? 1 : -1);
    }

    /** All sizes alike, so that every group of 64 bits is the highest now and then. */
    @Provide
    Arbitrary<BigInteger> numbers() {
        return Arbitraries.integers()
                .between(1, 256)
                .flatMap(bits -> Arbitraries.bigIntegers()
                        .between(BigInteger.ZERO, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE)));
    }
}
