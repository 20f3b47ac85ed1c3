package io.github.lighthousecompat.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** Decimal numbers in quotes, against {@link BigInteger}. */
class DecimalPropertyTest {
    private static final BigInteger END_64 = BigInteger.ONE.shiftLeft(64);
    private static final BigInteger END_256 = BigInteger.ONE.shiftLeft(256);

    @Property
    void decimal64_anyNumber_isItIfItFits(@ForAll("numbers") BigInteger number) {
        JsonCursor json = cursor("\"" + number + '"');

        if (number.compareTo(END_64) < 0) {
            assertThat(json.decimal64()).isEqualTo(UInt64.fromLongBits(number.longValue()));
            json.end();
        } else {
            assertThatThrownBy(json::decimal64)
                    .isInstanceOf(DecodeFailure.class)
                    .hasMessage("$: is not a decimal number of 64 bits in quotes");
        }
    }

    @Property
    void decimal256_anyNumber_isItIfItFits(@ForAll("numbers") BigInteger number) {
        JsonCursor json = cursor("\"" + number + '"');

        if (number.compareTo(END_256) < 0) {
            assertThat(json.decimal256()).isEqualTo(UInt256.of(number));
            json.end();
        } else {
            assertThatThrownBy(json::decimal256)
                    .isInstanceOf(DecodeFailure.class)
                    .hasMessage("$: is not a decimal number of 256 bits in quotes");
        }
    }

    /** Signs, leading zeros, points, digits of other scripts, nothing at all. */
    @Property
    void decimal_textThatIsNone_isRefused(
            @ForAll @CharRange(from = ' ', to = '~') @CharRange(from = '\u0660', to = '\u0669') @StringLength(max = 80)
                    String text) {
        Assume.that(!text.matches("0|[1-9][0-9]*") && !text.contains("\"") && !text.contains("\\"));

        assertRefused(text);
    }

    @Property
    void decimal_leadingZeros_areRefused(@ForAll("numbers") BigInteger number) {
        assertRefused("0" + number);
    }

    @Property
    void decimal_signs_areRefused(@ForAll("numbers") BigInteger number) {
        assertRefused("-" + number);
        assertRefused("+" + number);
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> cursor('"' + text + '"').decimal64()).isInstanceOf(DecodeFailure.class);
        assertThatThrownBy(() -> cursor('"' + text + '"').decimal256()).isInstanceOf(DecodeFailure.class);
    }

    private static JsonCursor cursor(String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        return new JsonCursor(body, body.length);
    }

    /** All sizes up to two bits too many, and what is next to the limits. */
    @Provide
    Arbitrary<BigInteger> numbers() {
        Arbitrary<BigInteger> ofAnySize = Arbitraries.integers()
                .between(1, 258)
                .flatMap(bits -> Arbitraries.bigIntegers()
                        .between(BigInteger.ZERO, BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE)));
        Arbitrary<BigInteger> nextToLimits = Arbitraries.of(
                        END_64, END_256, BigInteger.TEN.pow(18), BigInteger.TEN.pow(36), BigInteger.TEN.pow(54))
                .flatMap(limit ->
                        Arbitraries.integers().between(-12, 12).map(step -> limit.add(BigInteger.valueOf(step))));
        return Arbitraries.frequencyOf(Tuple.of(4, ofAnySize), Tuple.of(1, nextToLimits));
    }
}
