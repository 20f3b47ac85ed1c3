package io.github.lighthousecompat.dispatch;

import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.NoArgument;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.compare.IgnoreRules;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Comparison;
import java.time.Duration;

/** Comparisons of two backends that nobody calls. */
final class Comparisons {
    static final Comparator COMPARATOR = new Comparator(IgnoreRules.DEFAULT);

    private Comparisons() {}

    /** Of {@code v4}, which took 1 ms, and {@code v5}, which took 2 ms. */
    static Comparison of(Operation<?, ?> operation, Object answer, Object other) {
        return Comparison.of(
                operation,
                new Comparison.Side(backend("v4"), answer, Duration.ofMillis(1).toNanos()),
                new Comparison.Side(backend("v5"), other, Duration.ofMillis(2).toNanos()),
                COMPARATOR.compare(operation, NoArgument.NONE, answer, other),
                COMPARATOR.about(NoArgument.NONE));
    }

    static Backend backend(String alias) {
        return Backend.borrowed(alias, Scripted.of(LighthouseVersion.V4));
    }
}
