package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.ForkSchedule;
import io.github.lighthousecompat.route.Weight;

/**
 * How many blocks each step of the demo builds. Immutable.
 *
 * @param only with v4 alone
 * @param parallel with both, compared
 * @param first at the first weight of the canary
 * @param conflict at the weight at which the conflict comes, those after it included
 * @param climb in each step after the conflict
 * @param fork after the fork
 */
record DemoPlan(int only, int parallel, int first, int conflict, int climb, int fork) {
    static final int FEWEST = 64;
    static final int MOST = 480;
    static final int DEFAULT = 72;

    /** The weight before the conflict. */
    static final Weight FIRST_WEIGHT = Weight.percent(10);
    /** The weight at which the conflict comes. */
    static final Weight CONFLICT_WEIGHT = Weight.percent(25);
    /**
     * How many steps there are after the conflict: 25 %, an A/B run, 75 % and 100 %, the last of which ends with a
     * fallback.
     */
    private static final int CLIMBS = 4;

    private static final UInt64 GENESIS = UInt64.of(1_700_000_000);
    private static final long SECONDS_PER_SLOT = 12;

    /** A plan for this many blocks. */
    static DemoPlan of(int blocks) {
        int ninth = blocks / 9;
        int climb = ninth - 1;
        int conflict = ninth + ninth / 2;
        int fork = blocks - 3 * ninth - conflict - CLIMBS * climb;
        return new DemoPlan(ninth, ninth, ninth, conflict, climb, fork);
    }

    /** All blocks. */
    int blocks() {
        return capella() + fork;
    }

    /** Blocks before the fork. */
    int capella() {
        return only + parallel + first + conflict + CLIMBS * climb;
    }

    /** The chain forks to Deneb at the first block that the last step builds. */
    ForkSchedule forks() {
        return ForkSchedule.of(GENESIS, GENESIS.plus((capella() + 1) * SECONDS_PER_SLOT));
    }
}
