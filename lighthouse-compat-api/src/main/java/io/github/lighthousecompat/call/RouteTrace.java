package io.github.lighthousecompat.call;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a routed client came by one answer. Immutable; its words are those of the meters, its backends are aliases.
 *
 * @param client name of the routed client
 * @param operation name of the operation
 * @param primary who was asked first
 * @param reason why that one
 * @param standIn whose answer counted in the place of the primary's, if the primary failed and somebody could
 * @param outcome what the caller was given: {@code ok}, or a short word for the kind of failure
 * @param took the time until then
 * @param attempts the calls that were made, in the order in which they ended
 * @param verdicts what each one that was to be compared came to: a verdict, or the reason why it was dropped
 */
public record RouteTrace(
        String client,
        String operation,
        String primary,
        String reason,
        Optional<String> standIn,
        String outcome,
        Duration took,
        List<Attempt> attempts,
        Map<String, String> verdicts) {
    /** Copies the list and the map. */
    public RouteTrace {
        attempts = List.copyOf(attempts);
        verdicts = Map.copyOf(verdicts);
    }

    /**
     * One call to one backend.
     *
     * @param backend who was called
     * @param role {@code primary}, {@code stand_in}, or {@code other} to feed or to compare
     * @param outcome {@code ok}, or a short word for the kind of failure
     * @param took the time from its own beginning to its own end
     */
    public record Attempt(String backend, String role, String outcome, Duration took) {}
}
