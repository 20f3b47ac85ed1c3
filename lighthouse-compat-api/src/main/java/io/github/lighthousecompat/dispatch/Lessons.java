package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.LighthouseException;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.ForkchoiceUpdated;
import io.github.lighthousecompat.engine.PayloadStatus;
import io.github.lighthousecompat.route.BackendState;
import io.github.lighthousecompat.route.Topology;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** What the answers of backends teach about them: who missed something, who is out, who built what. Thread-safe. */
final class Lessons {
    private final Fleet fleet;
    private final Topology topology;
    private final CatchUp catchUp;
    private final Siblings siblings;
    private final BooleanSupplier closed;

    /** Nothing is learned once {@code closed} says so: calls that end then end because of that. */
    Lessons(Fleet fleet, Topology topology, CatchUp catchUp, Siblings siblings, BooleanSupplier closed) {
        this.fleet = fleet;
        this.topology = topology;
        this.catchUp = catchUp;
        this.siblings = siblings;
        this.closed = closed;
    }

    /** Whether all backends must be told of {@code operation}. */
    static boolean isWrite(Operation<?, ?> operation) {
        return operation.effect() == Effect.IDEMPOTENT_WRITE
                || operation.effect() == Effect.ORDERED_WRITE
                || operation.effect() == Effect.BUILD_START;
    }

    /** Takes from an answer what it says about the backend. */
    void learn(Member member, Operation<?, ?> operation, Object argument, Object answer) {
        if (!isWrite(operation) || closed.getAsBoolean()) {
            return;
        }
        if (answer instanceof LighthouseException failure) {
            if (Failures.isMissed(failure)) {
                lagging(member, "it missed " + operation + " (" + Failures.outcome(failure) + ")");
            }
        } else if (isValid(answer)) {
            fleet.retireWhoCannotFollow(Arguments.forkToFollow(argument));
            if (topology == Topology.SEPARATE && argument instanceof ForkchoiceState state) {
                fleet.rejoin(member, Optional.of(state), Set.of(), "it knows the head");
            }
        }
    }

    /** Takes out for a while who has missed something, and begins to bring it back. */
    void lagging(Member member, String why) {
        if (topology == Topology.SEPARATE && fleet.move(member, BackendState.LAGGING, why, BackendState.READY)) {
            catchUp.bring(member);
        }
    }

    /** Takes out the one that is trusted less, whatever the caller is answered. */
    void contradicted(Member primary, Member other, Operation<?, ?> operation) {
        boolean distrusted = fleet.isTrustedMore(other, primary);
        Member out = distrusted ? primary : other;
        Member in = distrusted ? other : primary;
        fleet.move(
                out,
                BackendState.SUSPENDED,
                "it contradicts " + in + " in " + operation,
                BackendState.READY,
                BackendState.LAGGING);
    }

    /** Remembers which payloads two backends build for one block. */
    void remember(Operation<?, ?> operation, Object answer, Member member, Object otherAnswer) {
        if (operation == EngineOperations.FORKCHOICE_BUILD
                && answer instanceof ForkchoiceUpdated one
                && otherAnswer instanceof ForkchoiceUpdated two
                && one.payload().isPresent()
                && two.payload().isPresent()) {
            siblings.put(one.payload().get(), member, two.payload().get());
        }
    }

    static boolean isValid(Object answer) {
        return Comparator.status(answer).filter(PayloadStatus::isValid).isPresent();
    }
}
