package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.compare.ComparisonLog;
import io.github.lighthousecompat.compare.ConflictPolicy;
import io.github.lighthousecompat.compare.IgnoreRules;
import java.time.Duration;
import java.util.Optional;

/**
 * How answers are compared, and what follows. Immutable.
 *
 * @param ignore where answers may differ
 * @param policy what a caller is answered when two backends contradict each other
 * @param conflictWait how long a caller may wait for a contradiction; empty for the rule of the design
 * @param log where divergences are written; empty for nowhere
 */
public record ComparisonSettings(
        IgnoreRules ignore, ConflictPolicy policy, Optional<Duration> conflictWait, Optional<ComparisonLog> log) {}
