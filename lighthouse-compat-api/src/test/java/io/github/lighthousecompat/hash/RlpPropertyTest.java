package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.apache.tuweni.bytes.Bytes;
import org.apache.tuweni.rlp.RLP;

class RlpPropertyTest {
    @Property
    void writeString_equalsTuweni(@ForAll("strings") byte[] string) {
        assertThat(encode(string)).isEqualTo(RLP.encodeByteArray(string).toArrayUnsafe());
    }

    @Property
    void writeNumber_equalsTuweni(@ForAll long number) {
        byte[] out = new byte[Rlp.sizeOfNumber(number)];

        assertThat(Rlp.writeNumber(number, out, 0)).isEqualTo(out.length);
        assertThat(out)
                .isEqualTo(RLP.encodeValue(Bytes.ofUnsignedLong(number).trimLeadingZeros())
                        .toArrayUnsafe());
    }

    @Property
    void writeListHeader_thenItems_equalsTuweni(@ForAll @Size(max = 12) List<@From("strings") byte[]> strings) {
        byte[] expected = RLP.encodeList(writer -> strings.forEach(writer::writeByteArray))
                .toArrayUnsafe();
        int payload = strings.stream()
                .mapToInt(string -> Rlp.sizeOfString(string, 0, string.length))
                .sum();
        byte[] out = new byte[Rlp.sizeOfList(payload)];

        int at = Rlp.writeListHeader(payload, out, 0);
        for (byte[] string : strings) {
            at = Rlp.writeString(string, 0, string.length, out, at);
        }

        assertThat(at).isEqualTo(out.length);
        assertThat(out).isEqualTo(expected);
    }

    @Provide
    Arbitrary<byte[]> strings() {
        Arbitrary<Integer> sizes = Arbitraries.oneOf(
                Arbitraries.of(0, 1, 2, 54, 55, 56, 57, 255, 256),
                Arbitraries.integers().between(0, 80));
        return sizes.flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size));
    }

    private static byte[] encode(byte[] string) {
        byte[] out = new byte[Rlp.sizeOfString(string, 0, string.length)];
        assertThat(Rlp.writeString(string, 0, string.length, out, 0)).isEqualTo(out.length);
        return out;
    }
}
