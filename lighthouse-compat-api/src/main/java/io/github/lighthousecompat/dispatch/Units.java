package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.CallContext;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Finds the routing unit of each call, so that no block and no slot is split between backends.
 *
 * <p>The unit of a block is its timestamp. A forkchoice without attributes has that of its head, if this client
 * delivered it, else the unit before. What validators sign has its slot. A session is no unit: it goes with the call,
 * for assignments that want it. Thread-safe.
 */
final class Units {
    private static final int REMEMBERED = 128;
    private static final int PLACES = 10_000;

    /** What a unit was given when it was first spoken of. */
    private record Place(int draw, int turn) {
        static Place at(int turn) {
            return new Place(drawn(), turn);
        }
    }

    /** What options say of a call: the empty text where they say nothing. */
    private record Hints(CallOptions given, String unit, String session) {
        private static final Hints NONE = new Hints(CallOptions.DEFAULT, "", "");

        static Hints of(CallOptions options) {
            return new Hints(
                    options, options.unit().orElse(""), options.session().orElse(""));
        }
    }

    private final Map<Hash32, String> unitOfBlock = new Recent<>(REMEMBERED);
    private final Map<String, Place> placeOfUnit = new Recent<>(REMEMBERED);
    // apart, so that neither the reads nor the slots between two blocks decide which blocks a share in turns takes
    private final AtomicLong turnsOfBlocks = new AtomicLong();
    private final AtomicLong turnsOfSlots = new AtomicLong();
    private final AtomicLong turnsOfCalls = new AtomicLong();
    // of forkchoices before the first block: they are not numbered
    private final Place beforeAll = Place.at(0);
    // hosts keep their options: read out once, they cost later calls nothing
    private volatile Hints last = Hints.NONE;
    private String previous = "";

    CallContext context(Operation<?, ?> operation, Object argument, CallOptions options) {
        Hints hints = hints(options);
        String unit = "";
        int draw;
        int turn;
        if (hints.unit().isEmpty() && !hasUnit(operation, argument)) {
            draw = drawn();
            turn = turnOf(turnsOfCalls);
        } else {
            synchronized (this) {
                unit = hints.unit().isEmpty() ? unitOf(argument) : hints.unit();
                Place place = placeOf(unit, operation.facet());
                draw = place.draw();
                turn = place.turn();
            }
        }
        // made in one place only, so that the compiler can do without it where the router is inlined
        return CallContext.of(operation, unit, hints.session(), draw, turn);
    }

    private Hints hints(CallOptions options) {
        if (options == CallOptions.DEFAULT) {
            return Hints.NONE;
        }
        Hints known = last;
        if (known.given() != options) {
            known = Hints.of(options);
            last = known;
        }
        return known;
    }

    /** A context of the unit that was last spoken of. */
    synchronized CallContext current(Operation<?, ?> operation) {
        Place place = placeOf(previous, Facet.ENGINE);
        return CallContext.of(operation, previous, "", place.draw(), place.turn());
    }

    private Place placeOf(String unit, Facet facet) {
        if (unit.isEmpty()) {
            return beforeAll;
        }
        Place known = placeOfUnit.get(unit);
        if (known != null) {
            return known;
        }
        Place fresh = Place.at(turnOf(facet == Facet.BEACON ? turnsOfSlots : turnsOfBlocks));
        placeOfUnit.put(unit, fresh);
        return fresh;
    }

    private static int drawn() {
        return ThreadLocalRandom.current().nextInt(PLACES);
    }

    private static int turnOf(AtomicLong turns) {
        return (int) (turns.getAndIncrement() % PLACES);
    }

    private static boolean hasUnit(Operation<?, ?> operation, Object argument) {
        // asked first, as the JVM is slow to say that an object has none of several interfaces
        if (operation.effect() == Effect.READ) {
            return false;
        }
        return operation.facet() == Facet.BEACON
                ? Arguments.slot(argument) != null
                : argument instanceof NewPayloadRequest
                        || argument instanceof ForkchoiceBuild
                        || argument instanceof ForkchoiceState;
    }

    private String unitOf(Object argument) {
        UInt64 slot = Arguments.slot(argument);
        if (slot != null) {
            // nothing that an execution layer is told of hangs on it
            return slot.toString();
        }
        if (argument instanceof NewPayloadRequest request) {
            previous = request.payload().timestamp().toString();
            unitOfBlock.put(request.payload().blockHash(), previous);
        } else if (argument instanceof ForkchoiceBuild build) {
            previous = build.attributes().timestamp().toString();
        } else if (argument instanceof ForkchoiceState state) {
            previous = unitOfBlock.getOrDefault(state.headBlockHash(), previous);
        }
        return previous;
    }
}
