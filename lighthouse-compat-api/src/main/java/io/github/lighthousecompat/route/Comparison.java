package io.github.lighthousecompat.route;

import io.github.lighthousecompat.call.Operation;

/**
 * Two answers to one call, and what they are to each other. Immutable.
 *
 * @param operation what was called
 * @param primary who answered the caller
 * @param answer the primary's answer, or its {@code LighthouseException}
 * @param other who else was called
 * @param otherAnswer the other's answer, or its {@code LighthouseException}
 * @param verdict what they are to each other
 */
public record Comparison(
        Operation<?, ?> operation,
        Backend primary,
        Object answer,
        Backend other,
        Object otherAnswer,
        Verdict verdict) {}
