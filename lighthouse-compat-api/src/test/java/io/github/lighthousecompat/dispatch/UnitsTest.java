package io.github.lighthousecompat.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.AttestationDataRequest;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Fork;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.PayloadHandle;
import io.github.lighthousecompat.engine.RawCall;
import io.github.lighthousecompat.route.CallContext;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each unit has one draw and one turn, whoever speaks of it first, and nothing grows with the number of calls. */
@Timeout(30)
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
    void unit_isTheSlotOfWhatIsSignedAndNothingOfABlock() {
        of(EngineOperations.NEW_PAYLOAD, Samples.block(7));

        assertThat(of(BeaconOperations.ATTESTATION_DATA, new AttestationDataRequest(UInt64.of(64), UInt64.ONE))
                        .unit())
                .isEqualTo("64");
        assertThat(of(BeaconOperations.PUBLISH_ATTESTATIONS, List.of()).unit())
                .as("nothing is of no slot")
                .isEmpty();
        assertThat(of(BeaconOperations.BLOCK, BlockId.of(UInt64.of(64))).unit())
                .as("a read is a unit by itself")
                .isEmpty();
        assertThat(of(EngineOperations.FORKCHOICE_UPDATED, Samples.head(9)).unit())
                .as("the block that was last spoken of")
                .isEqualTo("7");
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
    void unitOfTheOptions_goesBeforeWhatTheCallSays() {
        CallOptions both = CallOptions.builder().unit("u").session("s").build();
        assertThat(units.context(EngineOperations.NEW_PAYLOAD, Samples.block(7), both)
                        .unit())
                .isEqualTo("u");
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
    void draw_beforeAnyBlock_isAsRandomAsLater() {
        Set<Integer> draws = new HashSet<>();
        for (int client = 0; client < 50; client++) {
            draws.add(new Units().current(EngineOperations.SYNCING).draw());
        }
        assertThat(draws).as("a canary of 1 % must not be everybody's primary").hasSizeGreaterThan(10);
    }

    private CallContext read(CallOptions options) {
        return units.context(EngineOperations.SYNCING, NoArgument.NONE, options);
    }

    @Tag("S5")
    @Test
    void context_isOneForAllCallsOfAUnit() {
        CallContext first = read(unit("a"));
        read(unit("b"));
        CallContext again = read(unit("a"));

        assertThat(again.unit()).isEqualTo("a");
        assertThat(again.draw()).isEqualTo(first.draw());
        assertThat(again.turn()).isEqualTo(first.turn());
    }

    @Tag("S8")
    @Test
    void context_numbersUnitsOnceAndCallsApart() {
        for (int number = 0; number < 50; number++) {
            assertThat(read(unit("unit-" + number)).turn()).isEqualTo(number);
            assertThat(read(unit("unit-" + number)).turn()).isEqualTo(number);
            assertThat(read(CallOptions.DEFAULT).turn()).isEqualTo(number);
        }
    }

    @Tag("S8")
    /* One slot of each is signed for between two blocks, so that one count would give all blocks to one side. */
    @Test
    void context_numbersSlotsAndBlocksApart() {
        for (int number = 0; number < 5; number++) {
            assertThat(turn(EngineOperations.NEW_PAYLOAD, "block-" + number)).isEqualTo(number);
            assertThat(turn(BeaconOperations.ATTESTATION_DATA, "slot-" + number))
                    .isEqualTo(number);
        }
    }

    private int turn(Operation<?, ?> operation, String unit) {
        return units.context(operation, NoArgument.NONE, unit(unit)).turn();
    }

    @Test
    void context_turnsComeRound() {
        Set<Integer> turns = new HashSet<>();
        for (int call = 0; call < 10_000; call++) {
            turns.add(read(CallOptions.DEFAULT).turn());
        }
        assertThat(turns).hasSize(10_000);
        assertThat(read(CallOptions.DEFAULT).turn()).isZero();
    }

    @Tag("S5")
    @Test
    void context_carriesTheSessionWhichIsNoUnit() {
        CallOptions session = CallOptions.builder().session("s").build();
        ForkchoiceState state = ForkchoiceState.of(Hash32.ZERO, Hash32.ZERO, Hash32.ZERO);

        assertThat(read(session).session()).isEqualTo("s");
        assertThat(read(session).unit()).isEmpty();
        assertThat(read(CallOptions.DEFAULT).session()).isEmpty();
        assertThat(units.context(EngineOperations.FORKCHOICE_UPDATED, state, session)
                        .session())
                .isEqualTo("s");
        assertThat(units.current(EngineOperations.SYNCING).session()).isEmpty();
    }

    @Tag("S7")
    @Test
    void context_isOneForAllThreadsThatSpeakOfAUnitFirst() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int number = 0; number < 200; number++) {
                CallOptions options = unit("unit-" + number);
                List<Future<CallContext>> asked = new ArrayList<>();
                for (int thread = 0; thread < 4; thread++) {
                    asked.add(threads.submit(() -> read(options)));
                }
                Set<List<Integer>> places = new HashSet<>();
                for (Future<CallContext> one : asked) {
                    places.add(List.of(one.get().draw(), one.get().turn()));
                }
                assertThat(places).hasSize(1);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Tag("S5")
    @Tag("S7")
    @Test
    void context_remembersTheLastUnitsAlone() {
        int first = read(unit("first")).turn();
        for (int number = 0; number < 127; number++) {
            read(unit("unit-" + number));
        }
        assertThat(read(unit("first")).turn()).isEqualTo(first);
        for (int number = 0; number < 128; number++) {
            read(unit("later-" + number));
        }
        assertThat(read(unit("first")).turn()).isNotEqualTo(first);
    }

    @Tag("S8")
    @Test
    void current_beforeTheFirstBlockTakesNoTurn() {
        int draw = units.current(EngineOperations.SYNCING).draw();
        ForkchoiceState state = ForkchoiceState.of(Hash32.ZERO, Hash32.ZERO, Hash32.ZERO);

        CallContext first = units.context(EngineOperations.FORKCHOICE_UPDATED, state, CallOptions.DEFAULT);

        assertThat(first.draw()).isEqualTo(draw);
        assertThat(read(unit("a")).turn()).isZero();
    }
}
