package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.Bytes;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class Keccak256PropertyTest {
    private static final int SIZE = Keccak256.DIGEST_SIZE;

    @Property
    void hash_anyMessage_equalsBouncyCastle(@ForAll("messages") byte[] message) {
        assertThat(Keccak256.hash(Bytes.of(message)).toArray()).isEqualTo(Oracles.keccak(message));
    }

    @Property
    void digest_oneInstance_forgetsEarlierMessages(
            @ForAll @Size(min = 2, max = 5) List<@From("messages") byte[]> messages) {
        Keccak256 keccak = new Keccak256();
        byte[] out = new byte[SIZE];
        for (byte[] message : messages) {
            keccak.digest(message, 0, message.length, out, 0);
            assertThat(out).isEqualTo(Oracles.keccak(message));
        }
    }

    @Property
    void digest_partOfAnArray_readsAndWritesThatPartOnly(
            @ForAll("messages") byte[] message,
            @ForAll @IntRange(max = 20) int before,
            @ForAll @IntRange(max = 20) int after) {
        byte[] in = new byte[before + message.length + after];
        Arrays.fill(in, (byte) 0x5a);
        System.arraycopy(message, 0, in, before, message.length);
        byte[] inBefore = in.clone();
        byte[] out = new byte[before + SIZE + after];
        byte[] expected = out.clone();
        System.arraycopy(Oracles.keccak(message), 0, expected, before, SIZE);

        new Keccak256().digest(in, before, message.length, out, before);

        assertThat(out).isEqualTo(expected);
        assertThat(in).isEqualTo(inBefore);
    }

    @Property
    void digest_intoItsOwnInput_isTheSame(@ForAll("messages") byte[] message) {
        byte[] both = Arrays.copyOf(message, Math.max(SIZE, message.length));

        new Keccak256().digest(both, 0, message.length, both, 0);

        assertThat(Arrays.copyOf(both, SIZE)).isEqualTo(Oracles.keccak(message));
    }

    /** Lengths around the 136 bytes of a block and its multiples more often than others. */
    @Provide
    Arbitrary<byte[]> messages() {
        Arbitrary<Integer> edges = Arbitraries.of(0, 1, 7, 8, 9, 127, 128, 134, 135, 136, 137, 271, 272, 273, 407, 408);
        Arbitrary<Integer> lengths = Arbitraries.frequencyOf(
                Tuple.of(2, edges), Tuple.of(1, Arbitraries.integers().between(0, 2_000)));
        return lengths.flatMap(length -> Arbitraries.bytes().array(byte[].class).ofSize(length))
                .withoutEdgeCases();
    }
}
