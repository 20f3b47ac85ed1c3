package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.RawCall;
import io.github.lighthousecompat.route.CallContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class UnitsTest {
    private final Units units = new Units();

    private CallContext of(Operation<?, ?> operation, Object argument) {
        return units.context(operation, argument, CallOptions.DEFAULT);
    }

    private static CallOptions unit(String unit) {
        return CallOptions.builder().unit(unit).build();
    }

    private static CallOptions session(String session) {
        return CallOptions.builder().session(session).build();
    }

    @Test
    void unit_isTheTimestampOfPayloadOrAttributes() {
        assertThat(of(EngineOperations.NEW_PAYLOAD, Samples.block(7)).unit()).isEqualTo("7");
        assertThat(of(EngineOperations.FORKCHOICE_BUILD, Samples.build(7)).unit())
                .isEqualTo("8");
    }

    @Test
    void forkchoice_ofADeliveredBlock_takesItsUnit() {
        of(EngineOperations.NEW_PAYLOAD, Samples.block(7));
        of(EngineOperations.NEW_PAYLOAD, Samples.block(8));

        assertThat(of(EngineOperations.FORKCHOICE_UPDATED, Samples.head(7)).unit())
                .isEqualTo("7");
        assertThat(units.current(EngineOperations.SYNCING).unit())
                .as("the unit that was last spoken of")
                .isEqualTo("7");
    }

    @Test
    void forkchoice_ofAnotherBlock_takesTheUnitBefore() {
        assertThat(of(EngineOperations.FORKCHOICE_UPDATED, Samples.head(9)).unit())
                .isEmpty();
        of(EngineOperations.FORKCHOICE_BUILD, Samples.build(7));

        assertThat(of(EngineOperations.FORKCHOICE_UPDATED, Samples.head(9)).unit())
                .isEqualTo("8");
    }

    @Test
    void forkchoice_ofABlockLongAgo_takesTheUnitBefore() {
        IntStream.rangeClosed(1, 129).forEach(number -> of(EngineOperations.NEW_PAYLOAD, Samples.block(number)));

        assertThat(of(EngineOperations.FORKCHOICE_UPDATED, Samples.head(2)).unit())
                .as("128 are remembered")
                .isEqualTo("2");
        assertThat(of(EngineOperations.FORKCHOICE_UPDATED, Samples.head(1)).unit())
                .isEqualTo("2");
    }

    @Test
    void callsThatBelongToNoBlock_haveNoUnitAndDrawEachTime() {
        of(EngineOperations.NEW_PAYLOAD, Samples.block(7));
        Set<Integer> draws = new HashSet<>();
        for (int call = 0; call < 200; call++) {
            CallContext context = of(EngineOperations.SYNCING, NoArgument.NONE);
            assertThat(context.unit()).isEmpty();
            draws.add(context.draw());
        }
        assertThat(draws).hasSizeGreaterThan(100);
        assertThat(of(EngineOperations.RAW, new RawCall("m", List.of())).unit()).isEmpty();
        assertThat(of(EngineOperations.BLOCK_BY_HASH, Samples.hash(7)).unit()).isEmpty();
        assertThat(of(EngineOperations.GET_PAYLOAD, PayloadHandle.of("a", UInt64.ONE, Fork.CAPELLA, 0))
                        .unit())
                .isEmpty();
    }

    @Test
    void options_goBeforeWhatTheCallSays() {
        CallOptions both = CallOptions.builder().unit("u").session("s").build();
        assertThat(units.context(EngineOperations.NEW_PAYLOAD, Samples.block(7), both)
                        .unit())
                .isEqualTo("u");
        assertThat(units.context(EngineOperations.NEW_PAYLOAD, Samples.block(7), session("s"))
                        .unit())
                .isEqualTo("s");
        assertThat(units.context(EngineOperations.SYNCING, NoArgument.NONE, session("s"))
                        .unit())
                .isEqualTo("s");
        assertThat(units.current(EngineOperations.SYNCING).unit())
                .as("a unit of the host is not the next forkchoice's")
                .isEmpty();
    }

    @Test
    void draw_isMadeOnceForEachUnit() {
        for (int number = 1; number <= 100; number++) {
            int draw = of(EngineOperations.NEW_PAYLOAD, Samples.block(number)).draw();
            assertThat(of(EngineOperations.FORKCHOICE_UPDATED, Samples.head(number))
                            .draw())
                    .isEqualTo(draw);
            assertThat(of(EngineOperations.FORKCHOICE_BUILD, Samples.build(number - 1))
                            .draw())
                    .isEqualTo(draw);
            assertThat(units.current(EngineOperations.SYNCING).draw()).isEqualTo(draw);
            assertThat(units.context(EngineOperations.SYNCING, NoArgument.NONE, unit("" + number))
                            .draw())
                    .isEqualTo(draw);
        }
    }

    @Test
    void draw_ofABlockIsKept_howeverManySessionsReadMeanwhile() {
        Set<Boolean> kept = new HashSet<>();
        for (int number = 1; number <= 8; number++) {
            int draw = of(EngineOperations.NEW_PAYLOAD, Samples.block(number)).draw();
            for (int reader = 0; reader < 200; reader++) {
                units.context(EngineOperations.SYNCING, NoArgument.NONE, session(number + "_" + reader));
            }
            kept.add(of(EngineOperations.FORKCHOICE_UPDATED, Samples.head(number))
                            .draw()
                    == draw);
        }
        assertThat(kept).containsExactly(true);
    }

    @Test
    void draw_ofASessionIsKeptWhileItIsUsed() {
        int draw = units.context(EngineOperations.SYNCING, NoArgument.NONE, session("mine"))
                .draw();
        for (int other = 0; other < 1_000; other++) {
            units.context(EngineOperations.SYNCING, NoArgument.NONE, session("other_" + other));
            assertThat(units.context(EngineOperations.SYNCING, NoArgument.NONE, session("mine"))
                            .draw())
                    .isEqualTo(draw);
        }
    }

    @Test
    void draw_beforeAnyBlock_isAsRandomAsLater() {
        Set<Integer> draws = new HashSet<>();
        for (int client = 0; client < 50; client++) {
            draws.add(new Units().current(EngineOperations.SYNCING).draw());
        }
        assertThat(draws).as("a canary of 1 % must not be everybody's primary").hasSizeGreaterThan(10);
    }
}
