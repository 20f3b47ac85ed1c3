package io.github.lighthousecompat.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.lighthousecompat.engine.EngineOperations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

/**
 * The laws of assignments: exact ends, no unit given back while a weight grows, salts that know nothing of each other.
 */
class AssignmentPropertyTest {
    private static final List<Assignment> ASSIGNMENTS = List.of(
            Assignment.random(),
            Assignment.hash("lighthouse-v5"),
            Assignment.sticky("lighthouse-v5"),
            Assignment.roundRobin(),
            Assignment.byInstance("lighthouse-v5", "host-1"));

    @Provide
    Arbitrary<CallContext> contexts() {
        Arbitrary<String> texts = Arbitraries.strings().ofMaxLength(24);
        Arbitrary<Integer> places = Arbitraries.integers().between(0, 9_999);
        return Combinators.combine(Arbitraries.of(EngineOperations.ALL), texts, texts, places, places)
                .as(CallContext::of);
    }

    @Tag("S1")
    @Tag("S2")
    @Property
    void takes_nothingAtNoneAndAllAtAll(@ForAll("contexts") CallContext context) {
        for (Assignment assignment : ASSIGNMENTS) {
            assertThat(assignment.takes(context, Weight.NONE)).isFalse();
            assertThat(assignment.takes(context, Weight.ALL)).isTrue();
        }
    }

    @Tag("S6")
    @Property
    void takes_whatASmallerWeightTookAndNothingThatALargerOneLeft(
            @ForAll("contexts") CallContext context,
            @ForAll @IntRange(max = 10_000) int one,
            @ForAll @IntRange(max = 10_000) int two) {
        Weight small = Weight.basisPoints(Math.min(one, two));
        Weight large = Weight.basisPoints(Math.max(one, two));
        for (Assignment assignment : ASSIGNMENTS) {
            if (assignment.takes(context, small)) {
                assertThat(assignment.takes(context, large)).isTrue();
            }
        }
    }

    @Tag("S5")
    @Property
    void hash_looksAtTheUnitAlone(@ForAll("contexts") CallContext one, @ForAll("contexts") CallContext two) {
        CallContext same = CallContext.of(two.operation(), one.unit(), two.session(), two.draw(), two.turn());
        if (!one.unit().isEmpty()) {
            assertAlike(Assignment.hash("s"), one, same);
        }
    }

    @Tag("S5")
    @Property
    void sticky_looksAtTheSessionAlone(@ForAll("contexts") CallContext one, @ForAll("contexts") CallContext two) {
        CallContext same = CallContext.of(two.operation(), two.unit(), one.session(), two.draw(), two.turn());
        if (!one.session().isEmpty()) {
            assertAlike(Assignment.sticky("s"), one, same);
        }
    }

    @Property
    void byInstance_looksAtNoCall(@ForAll("contexts") CallContext one, @ForAll("contexts") CallContext two) {
        assertAlike(Assignment.byInstance("s", "host-1"), one, two);
    }

    @Property
    void hashAndSticky_goByTheDrawWithoutAUnitAndASession(
            @ForAll @IntRange(max = 9_999) int draw, @ForAll @IntRange(max = 10_000) int share) {
        CallContext bare = CallContext.of(EngineOperations.SYNCING, "", draw);
        Weight weight = Weight.basisPoints(share);
        boolean drawn = Assignment.random().takes(bare, weight);

        assertThat(Assignment.hash("s").takes(bare, weight)).isEqualTo(drawn).isEqualTo(draw < share);
        assertThat(Assignment.sticky("s").takes(bare, weight)).isEqualTo(drawn);
    }

    @Tag("S1")
    @Property
    void random_takesExactlyTheShareOfAllDraws(@ForAll @IntRange(max = 10_000) int share) {
        Weight weight = Weight.basisPoints(share);
        long taken = 0;
        for (int draw = 0; draw < 10_000; draw++) {
            taken += Assignment.random().takes(CallContext.of(EngineOperations.SYNCING, "", draw), weight) ? 1 : 0;
        }
        assertThat(taken).isEqualTo(share);
    }

    @Tag("S2")
    @Tag("S69")
    @Property
    void hash_turnsWhereTheWeightPassesTheBucket(@ForAll("contexts") CallContext context) {
        String unit = context.unit() + "unit";
        CallContext call = CallContext.of(context.operation(), unit, 0);
        int bucket = ReferenceMurmur3.bucket("s", unit);

        assertThat(Assignment.hash("s").takes(call, Weight.basisPoints(bucket))).isFalse();
        assertThat(Assignment.hash("s").takes(call, Weight.basisPoints(bucket + 1)))
                .isTrue();
    }

    @Tag("S8")
    @Property
    void roundRobin_isExactInEveryRoundOfTenThousandTurns(@ForAll @IntRange(max = 10_000) int share) {
        assertThat(taken(share).stream().filter(taken -> taken).count()).isEqualTo(share);
    }

    @Tag("S8")
    @Property
    void roundRobin_neverBursts(@ForAll @IntRange(min = 1, max = 9_999) int share) {
        List<Boolean> turns = taken(share);
        // the run of those that get more is at most 2.2 times as long as if the others were spread perfectly
        double longest = 2.2 * 10_000 / Math.min(share, 10_000 - share);

        assertThat((double) longestRun(turns, true)).isLessThanOrEqualTo(share <= 5_000 ? 2 : longest);
        assertThat((double) longestRun(turns, false)).isLessThanOrEqualTo(share >= 5_000 ? 2 : longest);
    }

    @Tag("S8")
    @Property
    void roundRobin_isNeverFarFromTheShareWherever(
            @ForAll @IntRange(max = 10_000) int share, @ForAll @IntRange(max = 9_999) int from) {
        List<Boolean> turns = taken(share);
        int taken = 0;
        for (int turn = 1; turn <= 10_000; turn++) {
            taken += turns.get((from + turn - 1) % 10_000) ? 1 : 0;
            assertThat(Math.abs(taken - turn * share / 10_000.0)).isLessThan(5);
        }
    }

    @Tag("S8")
    @Example
    void roundRobin_runsAreShort() {
        assertThat(longestRun(taken(100), true)).isEqualTo(1);
        assertThat(longestRun(taken(1_000), true)).isEqualTo(1);
        assertThat(longestRun(taken(2_500), true)).isEqualTo(1);
        assertThat(longestRun(taken(5_000), true)).isEqualTo(2);
        assertThat(longestRun(taken(7_500), true)).isEqualTo(4);
        assertThat(longestRun(taken(9_000), true)).isEqualTo(12);
        assertThat(longestRun(taken(9_900), true)).isEqualTo(198);
    }

    @Tag("S69")
    @Example
    void hash_spreadsEveryKindOfUnitEvenly() {
        List<IntFunction<String>> kinds = List.of(
                slot -> String.valueOf(1_700_000_000L + 12L * slot),
                number -> "session_" + number,
                number -> "slot:" + number,
                number -> Integer.toHexString(number * 0x9e3779b9));
        for (IntFunction<String> kind : kinds) {
            // 99 and 9,999 degrees of freedom: exceeded once in a million by chance, and these units are always the
            // same
            assertThat(chiSquare(kind, 100)).isLessThan(181);
            assertThat(chiSquare(kind, 10_000)).isLessThan(10_686);
        }
    }

    @Tag("S4")
    @Example
    void salts_areIndependent() {
        int units = 10_000;
        // with one degree of freedom 23.9 is exceeded once in a million by chance
        double critical = Math.sqrt(23.9 / units);
        for (int pair = 0; pair < 20; pair++) {
            Assignment one = Assignment.hash("rollout-" + pair);
            Assignment two = Assignment.hash("rollout-" + (pair + 1));
            for (int percent : new int[] {1, 10, 50, 90}) {
                assertThat(Math.abs(correlation(one, two, Weight.percent(percent), units)))
                        .isLessThan(critical);
            }
        }
    }

    @Tag("S4")
    @Example
    void byInstance_takesAboutTheShareOfAFleet() {
        CallContext any = CallContext.of(EngineOperations.SYNCING, "", 0);
        int taken = 0;
        for (int host = 0; host < 10_000; host++) {
            taken += Assignment.byInstance("v5", "host-" + host).takes(any, Weight.percent(10)) ? 1 : 0;
        }
        // 30 is the standard deviation, and these hosts are always the same
        assertThat(taken).isBetween(1_000 - 150, 1_000 + 150);
        assertThatIllegalArgumentException().isThrownBy(() -> Assignment.byInstance("v5", ""));
    }

    private static void assertAlike(Assignment assignment, CallContext one, CallContext two) {
        for (int share = 0; share <= 10_000; share += 500) {
            Weight weight = Weight.basisPoints(share);
            assertThat(assignment.takes(one, weight)).isEqualTo(assignment.takes(two, weight));
        }
    }

    private static List<Boolean> taken(int share) {
        Weight weight = Weight.basisPoints(share);
        List<Boolean> taken = new ArrayList<>();
        for (int turn = 0; turn < 10_000; turn++) {
            taken.add(Assignment.roundRobin()
                    .takes(CallContext.of(EngineOperations.NEW_PAYLOAD, "", "", 0, turn), weight));
        }
        return taken;
    }

    private static int longestRun(List<Boolean> turns, boolean of) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < 2 * turns.size(); i++) {
            run = turns.get(i % turns.size()) == of ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static double chiSquare(IntFunction<String> kind, int buckets) {
        int units = 100_000;
        int[] counts = new int[buckets];
        for (int number = 0; number < units; number++) {
            counts[Murmur3.bucket("lighthouse-v5", kind.apply(number), buckets)]++;
        }
        double expected = units / (double) buckets;
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        return chiSquare;
    }

    private static double correlation(Assignment one, Assignment two, Weight weight, int units) {
        double[][] counts = new double[2][2];
        for (int slot = 0; slot < units; slot++) {
            CallContext context = CallContext.of(EngineOperations.NEW_PAYLOAD, "slot:" + slot, 0);
            counts[one.takes(context, weight) ? 1 : 0][two.takes(context, weight) ? 1 : 0]++;
        }
        double ones = counts[1][0] + counts[1][1];
        double twos = counts[0][1] + counts[1][1];
        return (counts[1][1] * counts[0][0] - counts[1][0] * counts[0][1])
                / Math.sqrt(ones * (units - ones) * twos * (units - twos));
    }
}
