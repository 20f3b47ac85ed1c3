package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Operation;
import java.util.Objects;

/**
 * All that a router may know of a call. Immutable and thread-safe.
 *
 * <p>The unit is what must not be split between backends: for engine calls the block, by its timestamp, and for what
 * validators sign the slot. It is the empty text for calls that belong to none, such as reads; each of those is a unit
 * by itself.
 */
public final class CallContext {
    private final Operation<?, ?> operation;
    private final String unit;
    private final String session;
    private final int draw;
    private final int turn;

    private CallContext(Operation<?, ?> operation, String unit, String session, int draw, int turn) {
        this.operation = operation;
        this.unit = unit;
        this.session = session;
        this.draw = draw;
        this.turn = turn;
    }

    /**
     * A context without a session, at turn 0.
     *
     * @param unit the routing unit, or the empty text
     * @param draw a number from 0 to 9,999 that was drawn once for the unit, so that decisions stay pure
     * @throws IndexOutOfBoundsException if the draw is out of range
     */
    public static CallContext of(Operation<?, ?> operation, String unit, int draw) {
        return of(operation, unit, "", draw, 0);
    }

    /**
     * A context.
     *
     * @param unit the routing unit, or the empty text
     * @param session the session of the call's options, or the empty text
     * @param draw a number from 0 to 9,999 that was drawn once for the unit, so that decisions stay pure
     * @param turn the unit's place in a round of 10,000, from 0 to 9,999
     * @throws IndexOutOfBoundsException if the draw or the turn is out of range
     */
    public static CallContext of(Operation<?, ?> operation, String unit, String session, int draw, int turn) {
        return new CallContext(
                operation,
                unit,
                session,
                Objects.checkIndex(draw, Weight.WHOLE),
                Objects.checkIndex(turn, Weight.WHOLE));
    }

    /** What is called. */
    public Operation<?, ?> operation() {
        return operation;
    }

    /** The routing unit; the empty text if the call belongs to none. */
    public String unit() {
        return unit;
    }

    /** The session that the host named for the call; the empty text if it named none. */
    public String session() {
        return session;
    }

    /** A number from 0 to 9,999 that was drawn once for the unit. */
    public int draw() {
        return draw;
    }

    /**
     * The unit's place in a round of 10,000, from 0 to 9,999: units are numbered once, in the order of their first
     * call.
     */
    public int turn() {
        return turn;
    }

    /** All of it, for messages. */
    @Override
    public String toString() {
        return operation + " [unit " + unit + ", session " + session + ", draw " + draw + ", turn " + turn + ']';
    }
}
