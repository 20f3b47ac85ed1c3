package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.route.Assignment;
import io.github.lighthousecompat.route.CallContext;
import io.github.lighthousecompat.route.Weight;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What is drawn at random is spread evenly: a canary of 90 % takes no more than that. */
class UnitsDrawTest {
    private static final int DRAWS = 100_000;
    private static final int CLASSES = 10;
    /** Of ten thousand million fair generators one exceeds it: chi-square with 9 degrees of freedom, p = 1e-10. */
    private static final double BAR = 66;

    private final Assignment random = Assignment.random();
    private final Units units = new Units();

    @Test
    void random_ofCalls_spreadsEvenly() {
        assertThat(chiSquare(call -> units.context(EngineOperations.SYNCING, NoArgument.NONE, CallOptions.DEFAULT)))
                .isLessThan(BAR);
    }

    @Test
    void random_ofUnits_spreadsEvenly() {
        assertThat(chiSquare(number -> units.context(
                        EngineOperations.SYNCING,
                        NoArgument.NONE,
                        CallOptions.builder().unit("unit-" + number).build())))
                .isLessThan(BAR);
    }

    /** How far the classes are from equal: the first is what a tenth takes, the last what only all takes. */
    private double chiSquare(IntFunction<CallContext> draw) {
        long[] counts = new long[CLASSES];
        for (int i = 0; i < DRAWS; i++) {
            counts[smallestTenth(draw.apply(i)) - 1]++;
        }
        double expected = (double) DRAWS / CLASSES;
        double chiSquare = 0;
        for (long count : counts) {
            chiSquare += (count - expected) * (count - expected) / expected;
        }
        return chiSquare;
    }

    private int smallestTenth(CallContext context) {
        int tenths = 1;
        while (!random.takes(context, Weight.percent(tenths * 100 / CLASSES))) {
            tenths++;
        }
        return tenths;
    }
}
