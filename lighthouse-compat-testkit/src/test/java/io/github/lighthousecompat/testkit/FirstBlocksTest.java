package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.UInt64;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Chains of equal specifications share the blocks that they begin with, and nothing of what comes after. */
class FirstBlocksTest {
    private final FirstBlocks first = new FirstBlocks();
    private final List<Long> made = new ArrayList<>();

    private static BeaconChainSpec spec(long seed) {
        return BeaconChainSpec.builder().headSlot(UInt64.ONE).seed(seed).build();
    }

    private List<BeaconEntry> of(long seed) {
        return first.of(spec(seed), () -> {
            made.add(seed);
            return List.of(new FakeBeaconChain(spec(seed)).head());
        });
    }

    @Test
    void blocks_ofAnEqualSpecification_areMadeOnce() {
        List<BeaconEntry> blocks = of(1);

        assertThat(of(1)).isEqualTo(blocks);
        assertThat(of(2)).isNotEqualTo(blocks);
        assertThat(made).containsExactly(1L, 2L);
    }

    @Test
    void blocks_ofManySpecifications_areKeptOfThoseUsedLast() {
        for (long seed = 1; seed <= 4; seed++) {
            of(seed);
        }
        of(1);
        of(5);

        of(1);
        of(2);

        assertThat(made).containsExactly(1L, 2L, 3L, 4L, 5L, 2L);
    }

    @Test
    void blocks_thatAreMadeAgain_areTheSame() {
        BeaconChainSpec deneb = BeaconChainSpec.deneb();
        FakeBeaconChain one = new FakeBeaconChain(deneb, new FirstBlocks());
        FakeBeaconChain other = new FakeBeaconChain(deneb, new FirstBlocks());

        assertThat(other.head()).isNotSameAs(one.head());
        for (long slot = 0; slot <= deneb.headSlot().toLong(); slot++) {
            assertThat(other.at(UInt64.of(slot))).isEqualTo(one.at(UInt64.of(slot)));
        }
    }

    @Test
    void chains_thatGoOn_leaveEachOtherAlone() {
        FakeBeaconChain one = new FakeBeaconChain(spec(3));
        FakeBeaconChain other = new FakeBeaconChain(spec(3));
        BeaconEntry head = other.head();

        BeaconEntry next = one.proposeNext();

        assertThat(one.head()).isEqualTo(next);
        assertThat(other.head()).isEqualTo(head);
        assertThat(new FakeBeaconChain(spec(3)).head()).isSameAs(head);
        assertThat(other.proposeNext()).isEqualTo(next);
    }
}
