package io.github.lighthousecompat.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.bytes.Bits;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.UInt256;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.engine.Transactions;
import io.github.lighthousecompat.json.DecodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each basic type has one form as SSZ and one as JSON, and whatever is not it is refused. */
class BasicsTest {
    private static final SszType<List<UInt64>> NUMBERS = Basics.list(Basics.UINT64, 3);
    private static final SszType<List<UInt64>> PAIR = Basics.vector(Basics.UINT64, 2);
    private static final SszType<List<Bytes>> LISTS = Basics.list(Basics.byteList(2), 3);
    private static final SszType<Transactions> TRANSACTIONS = Basics.transactions(2, 3);

    static Stream<Arguments> forms() {
        return Stream.of(
                form(Basics.UINT64, UInt64.of(258), "0201000000000000", "\"258\""),
                form(Basics.UINT64, UInt64.MAX, "ffffffffffffffff", "\"18446744073709551615\""),
                form(Basics.UINT256, UInt256.of(258), "0201" + "00".repeat(30), "\"258\""),
                form(
                        Basics.UINT256,
                        UInt256.parse("0x1" + "0".repeat(48)),
                        "00".repeat(24) + "01" + "00".repeat(7),
                        "\"6277101735386680763835789423207666416102355444464034512896\""),
                form(Basics.BOOLEAN, true, "01", "true"),
                form(Basics.BOOLEAN, false, "00", "false"),
                form(Basics.byteList(3), Bytes.EMPTY, "", "\"0x\""),
                form(Basics.byteList(3), Bytes.parse("0x010203"), "010203", "\"0x010203\""),
                form(Basics.bitlist(16), Bits.EMPTY, "01", "\"0x01\""),
                form(Basics.bitlist(16), Bits.ofSet(3, 0, 2), "0d", "\"0x0d\""),
                form(Basics.bitlist(16), Bits.ofSet(8), "0001", "\"0x0001\""),
                form(Basics.bitlist(16), Bits.ofSet(16, 15), "008001", "\"0x008001\""),
                form(Basics.bitvector(9), Bits.ofSet(9, 0, 8), "0101", "\"0x0101\""),
                form(NUMBERS, List.of(), "", "[]"),
                form(
                        NUMBERS,
                        List.of(UInt64.ONE, UInt64.ZERO),
                        "0100000000000000" + "0000000000000000",
                        "[\"1\",\"0\"]"),
                form(PAIR, List.of(UInt64.ONE, UInt64.ZERO), "0100000000000000" + "0000000000000000", "[\"1\",\"0\"]"),
                form(LISTS, List.of(), "", "[]"),
                form(LISTS, List.of(Bytes.EMPTY), "04000000", "[\"0x\"]"),
                form(
                        LISTS,
                        List.of(Bytes.parse("0xaabb"), Bytes.EMPTY, Bytes.parse("0xcc")),
                        "0c000000" + "0e000000" + "0e000000" + "aabb" + "cc",
                        "[\"0xaabb\",\"0x\",\"0xcc\"]"),
                form(TRANSACTIONS, Transactions.EMPTY, "", "[]"),
                form(
                        TRANSACTIONS,
                        Transactions.of(List.of(Bytes.parse("0xaabbcc"), Bytes.EMPTY)),
                        "08000000" + "0b000000" + "aabbcc",
                        "[\"0xaabbcc\",\"0x\"]"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    <T> void value_hasItsForm(SszType<T> type, T value, String ssz, String json) {
        assertThat(HexFormat.of().formatHex(type.toSsz(value))).isEqualTo(ssz);
        assertThat(new String(type.toJson(value), StandardCharsets.UTF_8)).isEqualTo(json);
        assertThat(type.fromSsz(HexFormat.of().parseHex(ssz))).isEqualTo(value);
        assertThat(type.fromJson(json.getBytes(StandardCharsets.UTF_8))).isEqualTo(value);
        assertThat(type.fixedSize()).isIn(SszType.VARIABLE, ssz.length() / 2);
    }

    static Stream<Arguments> noSsz() {
        return Stream.of(
                Arguments.of(Basics.UINT64, "00".repeat(7), "has 7 bytes, not 8"),
                Arguments.of(Basics.UINT64, "00".repeat(9), "has 9 bytes, not 8"),
                Arguments.of(Basics.BOOLEAN, "02", "is neither 0 nor 1"),
                Arguments.of(Basics.byteList(3), "00000000", "has 4 bytes, not at most 3"),
                Arguments.of(Basics.bitlist(16), "", "has no bit that says how many there are"),
                Arguments.of(Basics.bitlist(16), "0100", "has no bit that says how many there are"),
                Arguments.of(Basics.bitlist(16), "000002", "has 17 bits, not at most 16"),
                Arguments.of(Basics.bitlist(15), "000001", "has 16 bits, not at most 15"),
                Arguments.of(Basics.bitvector(9), "0102", "a bit after the last of 9 is set"),
                Arguments.of(Basics.bitvector(9), "01", "9 bits do not fill 1 bytes"),
                Arguments.of(NUMBERS, "00".repeat(9), "has 9 bytes, not a multiple of 8"),
                Arguments.of(NUMBERS, "00".repeat(32), "has 4 elements, not at most 3"),
                Arguments.of(PAIR, "00".repeat(8), "has 1 elements, not 2"),
                Arguments.of(LISTS, "0400", "has 2 bytes, which is no list"),
                Arguments.of(LISTS, "00000000", "begins at 0, which is not from 4 to 4"),
                Arguments.of(LISTS, "08000000", "begins at 8, which is not from 4 to 4"),
                Arguments.of(LISTS, "ffffffff", "begins at 4294967295, which is not from 4 to 4"),
                Arguments.of(LISTS, "0500000000", "has its first element at 5, which is no multiple of 4"),
                Arguments.of(LISTS, "0800000007000000", "begins at 7, which is not from 8 to 8"),
                Arguments.of(LISTS, "10000000".repeat(4), "has 4 elements, not at most 3"),
                Arguments.of(TRANSACTIONS, "0c000000".repeat(3), "has 3 transactions, not at most 2"));
    }

    @ParameterizedTest
    @MethodSource("noSsz")
    void ssz_thatIsNotTheForm_isRefused(SszType<?> type, String ssz, String problem) {
        DecodeFailure failure = catchThrowableOfType(
                DecodeFailure.class, () -> type.fromSsz(HexFormat.of().parseHex(ssz)));

        assertThat(failure.path()).isEmpty();
        assertThat(failure.problem()).isEqualTo(problem);
    }

    @Test
    void ssz_withABadElement_isRefusedWithItsIndex() {
        DecodeFailure inList = catchThrowableOfType(
                DecodeFailure.class, () -> LISTS.fromSsz(HexFormat.of().parseHex("0800000008000000" + "aabbcc")));
        DecodeFailure inTransactions = catchThrowableOfType(
                DecodeFailure.class,
                () -> TRANSACTIONS.fromSsz(HexFormat.of().parseHex("0800000009000000" + "aabbccddee")));

        assertThat(inList).hasMessage("[1]: has 3 bytes, not at most 2");
        assertThat(inTransactions).hasMessage("[1]: has 4 bytes, not at most 3");
    }

    static Stream<Arguments> noJson() {
        return Stream.of(
                Arguments.of(Basics.UINT64, "1", "expected a decimal number of 64 bits in quotes, found a number"),
                Arguments.of(Basics.UINT64, "\"18446744073709551616\"", "is not a decimal number of 64 bits in quotes"),
                Arguments.of(Basics.UINT64, "\"01\"", "is not a decimal number of 64 bits in quotes"),
                Arguments.of(Basics.UINT64, "\"0x1\"", "is not a decimal number of 64 bits in quotes"),
                Arguments.of(Basics.UINT64, "\"-1\"", "is not a decimal number of 64 bits in quotes"),
                Arguments.of(Basics.UINT64, "\"\"", "is not a decimal number of 64 bits in quotes"),
                Arguments.of(Basics.UINT64, "\"1\" x", "has more after its end"),
                Arguments.of(Basics.BYTES4, "\"0x010203\"", "has 3 bytes, not 4"),
                Arguments.of(Basics.byteList(3), "\"0x01020304\"", "has 4 bytes, not at most 3"),
                Arguments.of(Basics.bitlist(16), "\"0x\"", "has no bit that says how many there are"),
                Arguments.of(Basics.bitlist(16), "\"0x000002\"", "has 17 bits, not at most 16"),
                Arguments.of(Basics.bitvector(9), "\"0x0102\"", "a bit after the last of 9 is set"),
                Arguments.of(PAIR, "[\"1\"]", "has 1 elements, not 2"),
                Arguments.of(TRANSACTIONS, "[\"0x\",\"0x\",\"0x\"]", "has 3 transactions, not at most 2"),
                Arguments.of(TRANSACTIONS, "[\"0x01020304\"]", "has 4 bytes in transaction 0, not at most 3"));
    }

    @ParameterizedTest
    @MethodSource("noJson")
    void json_thatIsNotTheForm_isRefused(SszType<?> type, String json, String problem) {
        DecodeFailure failure =
                catchThrowableOfType(DecodeFailure.class, () -> type.fromJson(json.getBytes(StandardCharsets.UTF_8)));

        assertThat(failure.path()).isEqualTo("$");
        assertThat(failure.problem()).isEqualTo(problem);
    }

    @Test
    void json_withOneElementTooMany_isRefusedWithItsIndex() {
        DecodeFailure failure = catchThrowableOfType(
                DecodeFailure.class,
                () -> NUMBERS.fromJson("[\"1\",\"2\",\"3\",\"4\"]".getBytes(StandardCharsets.UTF_8)));

        assertThat(failure).hasMessage("$[3]: is one more than 3");
    }

    static Stream<Arguments> tooLarge() {
        return Stream.of(
                Arguments.of(Basics.byteList(3), Bytes.parse("0x01020304"), "has 4 bytes, not at most 3"),
                Arguments.of(Basics.bitlist(3), Bits.ofSet(4), "has 4 bits, not at most 3"),
                Arguments.of(Basics.bitvector(3), Bits.ofSet(4), "has 4 bits, not 3"),
                Arguments.of(PAIR, List.of(UInt64.ONE), "has 1 elements, not 2"),
                Arguments.of(
                        LISTS,
                        List.of(Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY),
                        "has 4 elements, not at most 3"),
                Arguments.of(
                        TRANSACTIONS,
                        Transactions.of(List.of(Bytes.EMPTY, Bytes.EMPTY, Bytes.EMPTY)),
                        "has 3 transactions, not at most 2"),
                Arguments.of(
                        TRANSACTIONS,
                        Transactions.of(List.of(Bytes.EMPTY, Bytes.parse("0x01020304"))),
                        "has 4 bytes in transaction 1, not at most 3"));
    }

    @ParameterizedTest
    @MethodSource("tooLarge")
    <T> void value_thatTheTypeHasNoRoomFor_hasNoForm(SszType<T> type, T value, String problem) {
        assertThatIllegalArgumentException().isThrownBy(() -> type.toSsz(value)).withMessage(problem);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> type.toJson(value))
                .withMessage(problem);
        assertThatIllegalArgumentException().isThrownBy(() -> type.root(value)).withMessage(problem);
    }

    private static <T> Arguments form(SszType<T> type, T value, String ssz, String json) {
        return Arguments.of(type, value, ssz, json);
    }
}
