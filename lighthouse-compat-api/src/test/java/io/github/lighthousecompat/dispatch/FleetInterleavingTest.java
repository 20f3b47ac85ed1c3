package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.Interleavings;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.RoutingListener;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One member changes its state while forkchoices come, and it catches up, or is removed. */
@Tag("lincheck")
@Param(name = "head", gen = IntGen.class, conf = "0:1")
public class FleetInterleavingTest {
    private static final List<ForkchoiceState> HEADS =
            IntStream.range(0, 2).mapToObj(Samples::head).toList();
    private static final Backend BACKEND = Backend.of("a", Scripted.of(LighthouseVersion.V4));

    private final Fleet fleet =
            new Fleet("test", new Notices("test", List.of(), new RoutingListener() {}), BackendHealth::new);
    private final Member member = fleet.add(fleet.member(BACKEND, BackendState.LAGGING));

    @Operation
    public boolean suspend() {
        return fleet.move(member, BackendState.SUSPENDED, "why", BackendState.READY, BackendState.LAGGING);
    }

    @Operation
    public boolean resume() {
        return fleet.move(member, BackendState.LAGGING, "why", BackendState.SUSPENDED);
    }

    @Operation
    public boolean rejoin(@Param(name = "head") int head) {
        return fleet.rejoin(member, Optional.of(HEADS.get(head)), Set.of(), "back");
    }

    @Operation
    public void note(@Param(name = "head") int head) {
        synchronized (fleet) {
            fleet.note(EngineOperations.FORKCHOICE_UPDATED, HEADS.get(head));
        }
    }

    @Operation
    public String state() {
        return fleet.find("a").map(found -> found.state().name()).orElse("removed");
    }

    @Operation
    public void remove() {
        fleet.remove(member);
    }

    @Test
    void fleet_isLinearizable() {
        Interleavings.check(FleetInterleavingTest.class);
    }
}
