package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.engine.EngineOperations;
import java.time.Duration;
import java.util.Map;

/** How long Lighthouse waits for each method. */
final class TimeLimits {
    private static final Duration USUAL = Duration.ofSeconds(1);
    private static final Map<Operation<?, ?>, Duration> LONGER = Map.of(
            EngineOperations.NEW_PAYLOAD, Duration.ofSeconds(8),
            EngineOperations.FORKCHOICE_UPDATED, Duration.ofSeconds(8),
            EngineOperations.FORKCHOICE_BUILD, Duration.ofSeconds(8),
            EngineOperations.GET_PAYLOAD, Duration.ofSeconds(2),
            EngineOperations.PAYLOAD_BODIES_BY_HASH, Duration.ofSeconds(10),
            EngineOperations.PAYLOAD_BODIES_BY_RANGE, Duration.ofSeconds(10),
            EngineOperations.RAW, Duration.ofSeconds(10));

    private TimeLimits() {}

    static Duration of(Operation<?, ?> operation) {
        return LONGER.getOrDefault(operation, USUAL);
    }
}
