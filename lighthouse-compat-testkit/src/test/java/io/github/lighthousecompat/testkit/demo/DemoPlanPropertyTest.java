package io.github.lighthousecompat.testkit.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.ForkSchedule;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class DemoPlanPropertyTest {
    @Property
    void of_anyLength_hasAllBlocksAndNoEmptyStep(
            @ForAll @IntRange(min = DemoPlan.FEWEST, max = DemoPlan.MOST) int blocks) {
        DemoPlan plan = DemoPlan.of(blocks);

        assertThat(plan.blocks()).isEqualTo(blocks);
        assertThat(plan.capella()).isEqualTo(blocks - plan.fork());
        // the conflict needs a block for v5 to deny, and some more while v5 is out
        assertThat(plan.conflict() / 3).isPositive();
        assertThat(List.of(plan.only(), plan.parallel(), plan.first(), plan.climb(), plan.fork()))
                .allMatch(step -> step >= 4);
    }

    @Property
    void forks_comeWithTheFirstBlockOfTheLastStep(
            @ForAll @IntRange(min = DemoPlan.FEWEST, max = DemoPlan.MOST) int blocks) {
        DemoPlan plan = DemoPlan.of(blocks);
        ForkSchedule forks = plan.forks();
        UInt64 genesis = forks.startOf(Fork.CAPELLA);

        assertThat(forks.at(genesis.plus(12L * plan.capella()))).isEqualTo(Fork.CAPELLA);
        assertThat(forks.at(genesis.plus(12L * (plan.capella() + 1)))).isEqualTo(Fork.DENEB);
    }
}
