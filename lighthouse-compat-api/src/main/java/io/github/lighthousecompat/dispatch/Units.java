package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.CallOptions;
import io.github.lighthousecompat.call.Effect;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.ForkchoiceBuild;
import io.github.lighthousecompat.engine.ForkchoiceState;
import io.github.lighthousecompat.engine.NewPayloadRequest;
import io.github.lighthousecompat.route.CallContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds the routing unit of each call, so that no block is split between backends.
 *
 * <p>The unit of a block is its timestamp. A forkchoice without attributes has that of its head, if this client
 * delivered it, else the unit before. Thread-safe.
 */
final class Units {
    private static final int REMEMBERED = 128;
    private static final int DRAWS = 10_000;

    private final Map<Hash32, String> unitOfBlock = new Recent<>();
    private final Map<String, Integer> drawOfUnit = new Recent<>();
    // apart from the units: however many sessions read between two calls of a block, they do not draw again for it
    private final Map<String, Integer> drawOfSession = new Recent<>();
    private String previous = "";

    CallContext context(Operation<?, ?> operation, Object argument, CallOptions options) {
        String unit = "";
        int draw;
        if (options.unit().isEmpty() && options.session().isEmpty() && !isOfBlock(operation, argument)) {
            draw = draw();
        } else {
            synchronized (this) {
                boolean isSession =
                        options.unit().isEmpty() && options.session().isPresent();
                unit = options.unit().or(options::session).orElseGet(() -> unitOf(argument));
                draw = (isSession ? drawOfSession : drawOfUnit).computeIfAbsent(unit, any -> draw());
            }
        }
        // made in one place only, so that the compiler can do without it where the router is inlined
        return CallContext.of(operation, unit, draw);
    }

    /** A context of the unit that was last spoken of. */
    synchronized CallContext current(Operation<?, ?> operation) {
        return CallContext.of(operation, previous, drawOfUnit.computeIfAbsent(previous, any -> draw()));
    }

    private static int draw() {
        return ThreadLocalRandom.current().nextInt(DRAWS);
    }

    private static boolean isOfBlock(Operation<?, ?> operation, Object argument) {
        // asked first, as the JVM is slow to say that an object has none of several interfaces
        return operation.effect() != Effect.READ
                && (argument instanceof NewPayloadRequest
                        || argument instanceof ForkchoiceBuild
                        || argument instanceof ForkchoiceState);
    }

    private String unitOf(Object argument) {
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

    /** Forgets what was not asked for the longest. */
    @SuppressWarnings("serial") // never serialised
    private static final class Recent<K, V> extends LinkedHashMap<K, V> {
        Recent() {
            super(REMEMBERED, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
            return size() > REMEMBERED;
        }
    }
}
