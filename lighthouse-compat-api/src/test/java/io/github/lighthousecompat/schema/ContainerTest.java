package io.github.lighthousecompat.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.json.DecodeFailure;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Containers of the smallest shapes: fields of fixed size, and two of any size with one of fixed size between them. */
class ContainerTest {
    private record Fixed(UInt64 number, boolean flag) {}

    private record Variable(Bytes first, Fixed middle, List<Bytes> last) {}

    private static final class Parts {
        private UInt64 number = UInt64.ZERO;
        private boolean flag;
        private Bytes first = Bytes.EMPTY;
        private Fixed middle = new Fixed(UInt64.ZERO, false);
        private List<Bytes> last = List.of();

        Fixed fixed() {
            if (number.equals(UInt64.MAX)) {
                throw new IllegalArgumentException("is the largest number");
            }
            return new Fixed(number, flag);
        }

        Variable variable() {
            return new Variable(first, middle, last);
        }
    }

    private static final Container<Fixed> FIXED = Container.of(Parts::new, Parts::fixed)
            .field("number", Basics.UINT64, Fixed::number, (parts, number) -> parts.number = number)
            .field("flag", Basics.BOOLEAN, Fixed::flag, (parts, flag) -> parts.flag = flag)
            .closed()
            .end();
    private static final Container<Variable> VARIABLE = Container.of(Parts::new, Parts::variable)
            .field("first", Basics.byteList(4), Variable::first, (parts, first) -> parts.first = first)
            .field("middle", FIXED, Variable::middle, (parts, middle) -> parts.middle = middle)
            .field("last", Basics.list(Basics.byteList(4), 2), Variable::last, (parts, last) -> parts.last = last)
            .end();
    private static final Variable VALUE =
            new Variable(Bytes.parse("0xaabb"), new Fixed(UInt64.ONE, true), List.of(Bytes.EMPTY, Bytes.parse("0xcc")));
    /** Two offsets around the 9 bytes of the field between them, which make a head of 17. */
    private static final String SSZ =
            "11000000" + "010000000000000001" + "13000000" + "aabb" + "08000000" + "08000000" + "cc";

    @Test
    void value_hasOffsetsForFieldsOfManySizes() {
        assertThat(HexFormat.of().formatHex(VARIABLE.toSsz(VALUE))).isEqualTo(SSZ);
        assertThat(VARIABLE.fromSsz(HexFormat.of().parseHex(SSZ))).isEqualTo(VALUE);
        assertThat(VARIABLE.fixedSize()).isEqualTo(SszType.VARIABLE);
        assertThat(VARIABLE.size(VALUE)).isEqualTo(SSZ.length() / 2);
        assertThat(FIXED.fixedSize()).isEqualTo(9);
    }

    @Test
    void value_amongOtherBytes_isWrittenAndReadWhereItStands() {
        byte[] bytes = new byte[SSZ.length() / 2 + 7];

        assertThat(VARIABLE.encode(VALUE, bytes, 3)).isEqualTo(bytes.length - 4);

        assertThat(VARIABLE.decode(bytes, 3, bytes.length - 4)).isEqualTo(VALUE);
    }

    @Test
    void root_isThatOfTheRootsOfTheFields() {
        byte[] number = new byte[32];
        number[0] = 1;
        byte[] flag = number.clone();
        byte[] first = NaiveMerkle.mixIn(
                NaiveMerkle.pack(new byte[] {(byte) 0xaa, (byte) 0xbb}).get(0), 2);
        byte[] last = NaiveMerkle.mixIn(
                NaiveMerkle.hash(
                        NaiveMerkle.mixIn(new byte[32], 0),
                        NaiveMerkle.mixIn(
                                NaiveMerkle.pack(new byte[] {(byte) 0xcc}).get(0), 1)),
                2);

        assertThat(VARIABLE.root(VALUE))
                .isEqualTo(Hash32.of(NaiveMerkle.merkleize(List.of(first, NaiveMerkle.hash(number, flag), last), 3)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "1100                                                 | ''          | has 2 bytes, not at least 17",
                "12000000 010000000000000001 13000000 aabb            | .first      | begins at 18, which is not from 17 to 17",
                "10000000 010000000000000001 13000000 aabb            | .first      | begins at 16, which is not from 17 to 17",
                "11000000 010000000000000001 10000000 aabb            | .last       | begins at 16, which is not from 17 to 19",
                "11000000 010000000000000001 14000000 aabb            | .last       | begins at 20, which is not from 17 to 19",
                "11000000 010000000000000002 13000000 aabb            | .middle.flag| is neither 0 nor 1",
                "11000000 ffffffffffffffff01 13000000 aabb            | .middle     | is the largest number",
                "11000000 010000000000000001 16000000 aabbccddee      | .first      | has 5 bytes, not at most 4",
                "11000000 010000000000000001 13000000 aabb 0400000001 | .last[0]    | -",
                "11000000 010000000000000001 11000000 0500            | .last       | has 2 bytes, which is no list",
            })
    void ssz_thatIsNotTheForm_isRefusedWithThePathToTheField(String hex, String path, String problem) {
        byte[] ssz = HexFormat.of().parseHex(hex.replace(" ", "").replace("0400000001", "04000000aabbccddee"));

        DecodeFailure failure = catchThrowableOfType(DecodeFailure.class, () -> VARIABLE.fromSsz(ssz));

        assertThat(failure.path()).isEqualTo(path);
        assertThat(failure.problem()).isEqualTo(problem == null ? "has 5 bytes, not at most 4" : problem);
    }

    @Test
    void ssz_ofAFixedContainerWithAnotherSize_isRefused() {
        DecodeFailure failure = catchThrowableOfType(DecodeFailure.class, () -> FIXED.fromSsz(new byte[10]));

        assertThat(failure.problem()).isEqualTo("has 10 bytes, not 9");
    }

    @Test
    void json_hasTheFieldsInTheirOrder() {
        String json = "{'first':'0xaabb','middle':{'number':'1','flag':true},'last':['0x','0xcc']}";

        assertThat(new String(VARIABLE.toJson(VALUE), StandardCharsets.UTF_8)).isEqualTo(json.replace('\'', '"'));
        assertThat(fromJson(json)).isEqualTo(VALUE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'first':'0x','last':[]}                                              | $.middle      | is missing",
                "{'first':'0x','middle':{'number':'1'},'last':[]}                      | $.middle.flag | is missing",
                "{'first':'0x','middle':{'number':'1','flag':true,'x':0},'last':[]}    | $.middle.x    | is not a member that belongs here",
                "{'first':'0x','first':'0x','last':[]}                                 | $.first       | is there twice",
                "{'first':'0x','middle':{'flag':true,'number':'18446744073709551615'}} | $.middle      | is the largest number",
                "{'first':null}                                                        | $.first       | expected hex text of at most 4 bytes, found null",
                "[]                                                                    | $             | expected an object, found an array",
            })
    void json_thatIsNotTheForm_isRefusedWithThePathToTheField(String json, String path, String problem) {
        DecodeFailure failure = catchThrowableOfType(DecodeFailure.class, () -> fromJson(json));

        assertThat(failure.path()).isEqualTo(path);
        assertThat(failure.problem()).isEqualTo(problem);
    }

    @Test
    void json_withOtherMembersInAContainerThatIsNotClosed_isRead() {
        assertThat(fromJson(
                        "{'x':[{}],'last':['0x','0xcc'],'middle':{'flag':true,'number':'1'},'first':'0xAABB','y':1}"))
                .isEqualTo(VALUE);
    }

    @Test
    void value_thatAFieldHasNoRoomFor_isRefusedByItsName() {
        Variable large = new Variable(Bytes.EMPTY, VALUE.middle(), List.of(Bytes.parse("0x0102030405")));
        SszType<List<Variable>> list = Basics.list(VARIABLE, 1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> VARIABLE.toSsz(large))
                .withMessage("last has 5 bytes, not at most 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> list.toJson(List.of(large)))
                .withMessage("last has 5 bytes, not at most 4");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> VARIABLE.root(large))
                .withMessage("last has 5 bytes, not at most 4");
    }

    private static Variable fromJson(String json) {
        return VARIABLE.fromJson(json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }
}
