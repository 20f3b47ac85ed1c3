package io.github.lighthousecompat.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.engine.EngineOperations;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The laws of assignments: exact ends, no unit given back while a weight grows, and a hash that never changes. */
class AssignmentPropertyTest {
    private static final List<Assignment> ASSIGNMENTS = List.of(Assignment.random(), Assignment.hash("lighthouse-v5"));

    @Provide
    Arbitrary<CallContext> contexts() {
        return Combinators.combine(
                        Arbitraries.of(EngineOperations.ALL),
                        Arbitraries.strings().ofMaxLength(24),
                        Arbitraries.integers().between(0, 9_999))
                .as(CallContext::of);
    }

    @Property
    void takes_nothingAtNoneAndAllAtAll(@ForAll("contexts") CallContext context) {
        for (Assignment assignment : ASSIGNMENTS) {
            assertThat(assignment.takes(context, Weight.NONE)).isFalse();
            assertThat(assignment.takes(context, Weight.ALL)).isTrue();
        }
    }

    @Property
    void takes_whatASmallerWeightTook(
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

    @Property
    void hash_looksAtTheUnitAlone(@ForAll("contexts") CallContext context, @ForAll @IntRange(max = 9_999) int draw) {
        CallContext same = CallContext.of(EngineOperations.SYNCING, context.unit(), draw);
        Weight half = Weight.percent(50);
        if (!context.unit().isEmpty()) {
            assertThat(Assignment.hash("s").takes(same, half))
                    .isEqualTo(Assignment.hash("s").takes(context, half));
        }
    }

    @Example
    void murmur3_isThePublishedHash() {
        assertThat(Murmur3.hash(utf8(""))).isZero();
        assertThat(Murmur3.hash(utf8("hello"))).isEqualTo(0x248bfa47);
        assertThat(Murmur3.hash(utf8("hello, world"))).isEqualTo(0x149bbb7f);
        assertThat(Murmur3.hash(utf8("The quick brown fox jumps over the lazy dog")))
                .isEqualTo(0x2e4ff723);
    }

    @Example
    void bucket_isTheSameInEveryRelease() {
        Map.of("session_0", 7633, "session_1", 3583, "slot:9000000", 2635, "h\u00e9llo", 4602)
                .forEach((unit, bucket) -> assertThat(Murmur3.bucket("lighthouse-v5", unit, 10_000))
                        .isEqualTo(bucket));
    }

    @Example
    void hash_spreadsEvenly() {
        int[] counts = new int[100];
        for (int slot = 0; slot < 100_000; slot++) {
            counts[Murmur3.bucket("lighthouse-v5", String.valueOf(1_700_000_000L + 12L * slot), 100)]++;
        }
        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += (count - 1000.0) * (count - 1000.0) / 1000.0;
        }
        // 99 degrees of freedom: 181 is exceeded once in a million by chance, and these units are always the same
        assertThat(chiSquare).isLessThan(181);
    }

    @Example
    void salts_takeDifferentUnitsFirst() {
        int both = 0;
        for (int slot = 0; slot < 10_000; slot++) {
            CallContext context = CallContext.of(EngineOperations.NEW_PAYLOAD, "slot:" + slot, 0);
            if (Assignment.hash("one").takes(context, Weight.percent(10))
                    && Assignment.hash("two").takes(context, Weight.percent(10))) {
                both++;
            }
        }
        // 100 expected, standard deviation just under 10
        assertThat(both).isBetween(50, 150);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
