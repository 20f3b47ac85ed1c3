package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.bytes.Hash32;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderedTrieTest {
    @Test
    void root_noValues_isThatOfTheEmptyTrie() {
        assertThat(root(List.of()).toHex())
                .isEqualTo("0x56e81f171bcc55a6ff8345e692c0f86e5b48e01b996cadc001622fb5e363b421");
    }

    @Test
    void root_everyCountUpTo300_equalsTuweni() {
        List<byte[]> values = new ArrayList<>();
        for (int count = 1; count <= 300; count++) {
            values.add(value(count));
            assertThat(root(values)).as("root of %s values", count).isEqualTo(Oracles.root(values));
        }
    }

    /** The last index of the second has the last key of 3 bytes, that of the third the first one of 4. */
    @ParameterizedTest
    @ValueSource(ints = {4_096, 65_536, 65_537})
    void root_manyValues_equalsTuweni(int count) {
        List<byte[]> values =
                IntStream.range(0, count).mapToObj(OrderedTrieTest::value).toList();

        assertThat(root(values)).isEqualTo(Oracles.root(values));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 16, 17, 127, 128, 129, 255, 256, 257, 300, 65_537})
    void root_emptyValues_equalsTheDefinition(int count) {
        List<byte[]> values = Collections.nCopies(count, new byte[0]);

        assertThat(root(values)).isEqualTo(NaiveTrie.root(values));
    }

    /** The expected root is the one that {@link NaiveTrie} needs seconds for. */
    @Test
    void root_asManyEmptyValuesAsABlockMayHave() {
        assertThat(root(Collections.nCopies(1 << 20, new byte[0])).toHex())
                .isEqualTo("0x438e8972beac561fccec1265c83934fc788f118f21ae985b4859d69236151db6");
    }

    @Test
    void root_largeValueThenSmallOnes_leavesNothingBehind() {
        List<byte[]> large = List.of(new byte[3 << 20], value(1));
        List<byte[]> small =
                IntStream.range(0, 20).mapToObj(OrderedTrieTest::value).toList();

        assertThat(root(large)).isEqualTo(Oracles.root(large));
        assertThat(root(small)).isEqualTo(Oracles.root(small));
    }

    @Test
    void root_valueThatFails_doesNotSpoilTheNextRoot() {
        List<byte[]> values =
                IntStream.range(0, 40).mapToObj(OrderedTrieTest::value).toList();
        OrderedTrie.Values failing = new ArrayValues(values) {
            @Override
            public void write(int index, byte[] out, int at) {
                if (index == 20) {
                    throw new IllegalStateException("no value 20");
                }
                super.write(index, out, at);
            }
        };

        assertThatThrownBy(() -> OrderedTrie.root(failing)).hasMessage("no value 20");
        assertThat(root(values)).isEqualTo(Oracles.root(values));
    }

    @Test
    void root_fromSeveralThreads_isTheSame() throws Exception {
        List<byte[]> values =
                IntStream.range(0, 150).mapToObj(OrderedTrieTest::value).toList();
        Hash32 expected = Oracles.root(values);
        Callable<List<Hash32>> work =
                () -> IntStream.range(0, 200).mapToObj(i -> root(values)).toList();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (Future<List<Hash32>> roots : threads.invokeAll(Collections.nCopies(4, work))) {
                assertThat(roots.get()).containsOnly(expected);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A value of 1 to 60 bytes, so that some leaves are hashed and some are not. */
    private static byte[] value(int seed) {
        byte[] value = new byte[1 + seed * 7 % 60];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (seed * 31 + i * 17);
        }
        return value;
    }

    private static Hash32 root(List<byte[]> values) {
        return OrderedTrie.root(new ArrayValues(values));
    }
}
