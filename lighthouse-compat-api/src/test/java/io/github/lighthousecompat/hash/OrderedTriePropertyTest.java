package io.github.lighthousecompat.hash;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class OrderedTriePropertyTest {
    @Property
    void root_anyValues_equalsTuweni(@ForAll("values") List<byte[]> values) {
        assertThat(OrderedTrie.root(new ArrayValues(values))).isEqualTo(Oracles.root(values));
    }

    @Property
    void root_anyValuesAndEmptyOnes_equalsTheDefinition(@ForAll("valuesOrEmpty") List<byte[]> values) {
        assertThat(OrderedTrie.root(new ArrayValues(values))).isEqualTo(NaiveTrie.root(values));
    }

    @Provide
    Arbitrary<List<byte[]>> values() {
        return values(1);
    }

    @Provide
    Arbitrary<List<byte[]>> valuesOrEmpty() {
        return values(0);
    }

    /** Most values around the size at which a leaf is hashed, some as large as transactions. */
    private static Arbitrary<List<byte[]>> values(int smallest) {
        Arbitrary<Integer> sizes = Arbitraries.oneOf(
                Arbitraries.integers().between(smallest, 4),
                Arbitraries.integers().between(24, 34),
                Arbitraries.of(53, 54, 55, 56, 250, 256, 1_500));
        return sizes.flatMap(size -> Arbitraries.bytes().array(byte[].class).ofSize(size))
                .list()
                .ofMinSize(1)
                .ofMaxSize(40);
    }
}
