package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Operation;
import java.util.Objects;

/**
 * All that a router may know of a call. Immutable and thread-safe.
 *
 * <p>The unit is what must not be split between backends: for engine calls the block, by its timestamp. It is the empty
 * text for calls that belong to none, such as reads.
 */
public final class CallContext {
    private final Operation<?, ?> operation;
    private final String unit;
    private final int draw;

    private CallContext(Operation<?, ?> operation, String unit, int draw) {
        this.operation = operation;
        this.unit = unit;
        this.draw = draw;
    }

    /**
     * A context.
     *
     * @param unit the routing unit, or the empty text
     * @param draw a number from 0 to 9,999 that was drawn once for the unit, so that decisions stay pure
     * @throws IndexOutOfBoundsException if the draw is out of range
     */
    public static CallContext of(Operation<?, ?> operation, String unit, int draw) {
        return new CallContext(operation, unit, Objects.checkIndex(draw, Weight.WHOLE));
    }

    /** What is called. */
    public Operation<?, ?> operation() {
        return operation;
    }

    /** The routing unit; the empty text if the call belongs to none. */
    public String unit() {
        return unit;
    }

    /** A number from 0 to 9,999 that was drawn once for the unit. */
    public int draw() {
        return draw;
    }
}
