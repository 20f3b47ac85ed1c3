package io.github.lighthousecompat.compare;

import io.github.lighthousecompat.route.Difference;
import io.github.lighthousecompat.route.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What is kept of a comparison that found no agreement: short texts, never a payload. Immutable.
 *
 * @param at when it was found
 * @param operation name of the operation
 * @param verdict what the answers are to each other
 * @param primary alias of who answered the caller
 * @param took how long the primary took
 * @param other alias of who else was called
 * @param otherTook how long the other took
 * @param differences where the answers differ
 */
public record Divergence(
        Instant at,
        String operation,
        Verdict verdict,
        String primary,
        Duration took,
        String other,
        Duration otherTook,
        List<Difference> differences) {
    /** Copies the list. */
    public Divergence {
        differences = List.copyOf(differences);
    }
}
