package io.github.lighthousecompat.jmh;

import java.util.Locale;

/** What of a benchmark a bar is about. */
enum Measure {
    /** Nanoseconds of one operation: differs between machines, and on one between runs. */
    TIME {
        @Override
        String text(double value) {
            return value < 1_000
                    ? String.format(Locale.ROOT, "%.1f ns", value)
                    : String.format(Locale.ROOT, "%.1f us", value / 1_000);
        }
    },
    /** Bytes that one operation allocates: the same everywhere. */
    BYTES {
        @Override
        String text(double value) {
            return String.format(Locale.ROOT, "%,d B", Math.round(value));
        }
    };

    abstract String text(double value);
}
