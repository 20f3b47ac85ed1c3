package io.github.lighthousecompat.bytes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The same for every size, as the types differ in nothing else. */
class FixedBytesTest {
    private interface FromArray {
        FixedBytes of(byte[] bytes, int from);
    }

    private record Type(
            String name,
            int size,
            FixedBytes zero,
            Function<byte[], FixedBytes> of,
            FromArray part,
            Function<String, FixedBytes> parse,
            FromArray digits) {
        @Override
        public String toString() {
            return name;
        }

        FixedBytes sample() {
            return of.apply(counting(size, 0));
        }
    }

    static Stream<Type> types() {
        return Stream.of(
                new Type("Address", 20, Address.ZERO, Address::of, Address::of, Address::parse, Address::fromHexDigits),
                new Type("Hash32", 32, Hash32.ZERO, Hash32::of, Hash32::of, Hash32::parse, Hash32::fromHexDigits),
                new Type("Bytes48", 48, Bytes48.ZERO, Bytes48::of, Bytes48::of, Bytes48::parse, Bytes48::fromHexDigits),
                new Type("Bloom", 256, Bloom.ZERO, Bloom::of, Bloom::of, Bloom::parse, Bloom::fromHexDigits),
                new Type("Blob", 131_072, Blob.ZERO, Blob::of, Blob::of, Blob::parse, Blob::fromHexDigits));
    }

    @ParameterizedTest
    @MethodSource("types")
    void of_rightSize_holdsACopy(Type type) {
        byte[] array = counting(type.size, 0);
        FixedBytes value = type.of.apply(array);

        array[0] = 99;
        value.toArray()[1] = 99;

        assertThat(value.size()).isEqualTo(type.size);
        assertThat(value.toArray()).isEqualTo(counting(type.size, 0));
    }

    @ParameterizedTest
    @MethodSource("types")
    void of_otherSize_isRefused(Type type) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.of.apply(new byte[type.size - 1]))
                .withMessage(type.name + " has " + type.size + " bytes, not " + (type.size - 1));
        assertThatIllegalArgumentException().isThrownBy(() -> type.of.apply(new byte[type.size + 1]));
    }

    @ParameterizedTest
    @MethodSource("types")
    void of_partOfAnArray_holdsThatPart(Type type) {
        byte[] array = counting(type.size + 5, 0);

        assertThat(type.part.of(array, 5).toArray()).isEqualTo(counting(type.size, 5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.part.of(array, 6))
                .withMessage("needs " + type.size + " bytes from index 6, has " + (type.size - 1));
        assertThatIllegalArgumentException().isThrownBy(() -> type.part.of(array, -1));
    }

    @ParameterizedTest
    @MethodSource("types")
    void text_thereAndBack_isTheSame(Type type) {
        FixedBytes value = type.sample();
        byte[] digits = new byte[3 + 2 * type.size];

        value.writeHex(digits, 3);

        assertThat(type.parse.apply(value.toHex())).isEqualTo(value);
        assertThat(new String(digits, 3, 2 * type.size, StandardCharsets.US_ASCII))
                .isEqualTo(value.toHex().substring(2));
        assertThat(type.digits.of(digits, 3)).isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("types")
    void text_otherSizeOrNoDigits_isRefused(Type type) {
        byte[] digits = "0".repeat(2 * type.size).getBytes(StandardCharsets.US_ASCII);
        String problem = "not " + 2 * type.size + " hex digits";

        assertThatIllegalArgumentException().isThrownBy(() -> type.parse.apply("0x00"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.digits.of(digits, 1))
                .withMessage(problem);
        assertThatIllegalArgumentException().isThrownBy(() -> type.digits.of(digits, -1));
        digits[2] = 'x';
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.digits.of(digits, 0))
                .withMessage(problem);
    }

    @ParameterizedTest
    @MethodSource("types")
    void copyTo_array_writesTheBytes(Type type) {
        byte[] out = new byte[type.size + 2];

        type.sample().copyTo(out, 1);

        assertThat(type.part.of(out, 1)).isEqualTo(type.sample());
        assertThat(out[0]).isZero();
        assertThat(out[type.size + 1]).isZero();
    }

    @ParameterizedTest
    @MethodSource("types")
    void isZero_onlyForZero(Type type) {
        byte[] last = new byte[type.size];
        last[type.size - 1] = 1;

        assertThat(type.zero.isZero()).isTrue();
        assertThat(type.of.apply(last).isZero()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("types")
    void equals_sameBytes_isTrue(Type type) {
        assertThat(type.sample()).isEqualTo(type.sample()).hasSameHashCodeAs(type.sample());
        assertThat(type.sample()).isNotEqualTo(type.zero);
        assertThat(type.zero.equals((Object) Bytes.of(new byte[type.size]))).isFalse();
        types().filter(other -> other.size != type.size)
                .forEach(other -> assertThat(other.zero).isNotEqualTo(type.zero));
    }

    @ParameterizedTest
    @MethodSource("types")
    void toString_large_isShortened(Type type) {
        assertThat(type.zero)
                .hasToString(type.size <= 96 ? type.zero.toHex() : "0x0000000000000000..(" + type.size + " bytes)");
    }

    private static byte[] counting(int size, int from) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (from + i);
        }
        return bytes;
    }
}
