package io.github.lighthousecompat.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Against {@link BigInteger}. */
class UInt64PropertyTest {
    private static final BigInteger RANGE = BigInteger.ONE.shiftLeft(64);

    @Property
    void texts_ofAnyValue_areThoseOfTheNumber(@ForAll long bits) {
        UInt64 value = UInt64.fromLongBits(bits);
        BigInteger number = number(bits);

        assertThat(value).hasToString(number.toString());
        assertThat(value.toQuantity()).isEqualTo("0x" + number.toString(16));
        assertThat(UInt64.parse(value.toString())).isEqualTo(value);
        assertThat(UInt64.parse(value.toQuantity())).isEqualTo(value);
    }

    @Property
    void conversions_ofAnyValue_keepIt(@ForAll long bits) {
        UInt64 value = UInt64.fromLongBits(bits);

        assertThat(value.longBits()).isEqualTo(bits);
        assertThat(value.isZero()).isEqualTo(bits == 0);
        if (bits >= 0) {
            assertThat(value.toLong()).isEqualTo(bits);
            assertThat(UInt64.of(bits)).isEqualTo(value);
        } else {
            assertThatThrownBy(value::toLong).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property
    void plus_anyTwo_isTheSumOrThrows(@ForAll long a, @ForAll long b) {
        UInt64 left = UInt64.fromLongBits(a);
        UInt64 right = UInt64.fromLongBits(b);
        BigInteger sum = number(a).add(number(b));

        if (sum.compareTo(RANGE) < 0) {
            assertThat(left.plus(right)).hasToString(sum.toString());
        } else {
            assertThatThrownBy(() -> left.plus(right)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property
    void minus_anyTwo_isTheDifferenceOrThrows(@ForAll long a, @ForAll long b) {
        UInt64 left = UInt64.fromLongBits(a);
        UInt64 right = UInt64.fromLongBits(b);
        BigInteger difference = number(a).subtract(number(b));

        if (difference.signum() >= 0) {
            assertThat(left.minus(right)).hasToString(difference.toString());
        } else {
            assertThatThrownBy(() -> left.minus(right)).isInstanceOf(ArithmeticException.class);
        }
    }

    @Property
    void order_anyTwo_isThatOfTheNumbers(@ForAll long a, @ForAll long b) {
        UInt64 left = UInt64.fromLongBits(a);
        UInt64 right = UInt64.fromLongBits(b);
        int order = number(a).compareTo(number(b));

        assertThat(Integer.signum(left.compareTo(right))).isEqualTo(order);
        assertThat(left.isLessThan(right)).isEqualTo(order < 0);
        assertThat(left.equals(right)).isEqualTo(order == 0);
        assertThat(left).hasSameHashCodeAs(UInt64.fromLongBits(a)).isEqualTo(UInt64.fromLongBits(a));
    }

    private static BigInteger number(long bits) {
        return BigInteger.valueOf(bits).mod(RANGE);
    }
}
