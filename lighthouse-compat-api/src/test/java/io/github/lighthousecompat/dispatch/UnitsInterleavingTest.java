package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.Interleavings;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import java.util.List;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However calls meet, each block has one unit and one draw. */
@Tag("lincheck")
@Param(name = "block", gen = IntGen.class, conf = "0:2")
public class UnitsInterleavingTest {
    private static final List<NewPayloadRequest> BLOCKS =
            IntStream.range(0, 3).mapToObj(Samples::block).toList();
    private static final List<ForkchoiceState> HEADS =
            IntStream.range(0, 3).mapToObj(Samples::head).toList();

    private static final List<CallOptions> OPTIONS = IntStream.range(0, 3)
            .mapToObj(unit -> CallOptions.builder().unit("" + unit).build())
            .toList();

    private final Units units = new Units();

    @Operation
    public String newPayload(@Param(name = "block") int block) {
        return units.context(EngineOperations.NEW_PAYLOAD, BLOCKS.get(block), CallOptions.DEFAULT)
                .unit();
    }

    @Operation
    public String forkchoice(@Param(name = "block") int block) {
        return units.context(EngineOperations.FORKCHOICE_UPDATED, HEADS.get(block), CallOptions.DEFAULT)
                .unit();
    }

    @Operation
    public String current() {
        return units.current(EngineOperations.SYNCING).unit();
    }

    /** Whether a read of a block's unit has the block's draw; in any order of whole operations it has. */
    @Operation
    public boolean drawsOnce(@Param(name = "block") int block) {
        return units.context(EngineOperations.NEW_PAYLOAD, BLOCKS.get(block), CallOptions.DEFAULT)
                        .draw()
                == units.context(EngineOperations.SYNCING, NoArgument.NONE, OPTIONS.get(block))
                        .draw();
    }

    @Test
    void units_areLinearizable() {
        Interleavings.check(UnitsInterleavingTest.class);
    }
}
