package io.github.lighthousecompat.jmh;

import java.util.Locale;
import java.util.OptionalDouble;

/**
 * What one benchmark may take at most, in terms of another of the same run: {@code factor} times the other's figure and
 * {@code plus} on top.
 *
 * @param id name of the goal that this belongs to
 * @param subject the benchmark that is held to it
 * @param against the other; may be empty when {@code factor} is 0
 * @param factor infinite where a ratio is only shown
 * @param plus nanoseconds or bytes
 */
record Bar(String id, Measure measure, String subject, String against, double factor, double plus) {
    /** Whether a figure is within its limit; half a byte is what the profiler itself allocates. */
    private static final double TOLERANCE = 0.5;

    /** What came of a bar. */
    enum Verdict {
        /** Within the limit. */
        HOLDS,
        /** Over the limit. */
        MISSED,
        /** One of the two was not measured. */
        NOT_MEASURED,
        /** There is no limit. */
        SHOWN
    }

    static Bar time(String id, String subject, double factor, String against) {
        return new Bar(id, Measure.TIME, subject, against, factor, 0);
    }

    /** The subject must be this many times faster. */
    static Bar faster(String id, String subject, double times, String against) {
        return time(id, subject, 1 / times, against);
    }

    static Bar bytes(String id, String subject, double factor, String against) {
        return new Bar(id, Measure.BYTES, subject, against, factor, 0);
    }

    static Bar bytes(String id, String subject, long most) {
        return new Bar(id, Measure.BYTES, subject, "", 0, most);
    }

    static Bar shown(String id, Measure measure, String subject, String against) {
        return new Bar(id, measure, subject, against, Double.POSITIVE_INFINITY, 0);
    }

    /** The same with {@code more} nanoseconds or bytes on top. */
    Bar plus(double more) {
        return new Bar(id, measure, subject, against, factor, plus + more);
    }

    /** What came of it in this run. */
    Outcome in(Results results) {
        OptionalDouble measured = results.of(subject, measure);
        OptionalDouble other = against.isEmpty() ? OptionalDouble.of(0) : results.of(against, measure);
        return new Outcome(this, measured, other, verdict(measured, other));
    }

    private Verdict verdict(OptionalDouble measured, OptionalDouble other) {
        if (measured.isEmpty() || other.isEmpty()) {
            return Verdict.NOT_MEASURED;
        }
        if (Double.isInfinite(factor)) {
            return Verdict.SHOWN;
        }
        double limit = factor * other.getAsDouble() + plus + (measure == Measure.BYTES ? TOLERANCE : 0);
        return measured.getAsDouble() <= limit ? Verdict.HOLDS : Verdict.MISSED;
    }

    /** The limit in words: {@code <= 1.35 x}. */
    String limit() {
        if (Double.isInfinite(factor)) {
            return "";
        }
        String times = factor == 0 ? "" : String.format(Locale.ROOT, "%.3g x", factor);
        String more = plus == 0 && factor != 0 ? "" : measure.text(plus);
        return "<= " + times + (times.isEmpty() || more.isEmpty() ? "" : " + ") + more;
    }

    /** A bar and what a run says about it. */
    record Outcome(Bar bar, OptionalDouble measured, OptionalDouble other, Verdict verdict) {
        /** The figures as a row of a Markdown table. */
        String row() {
            return "| "
                    + String.join(
                            " | ",
                            bar.id(),
                            '`' + bar.subject() + '`',
                            text(measured),
                            bar.against().isEmpty() ? "" : '`' + bar.against() + '`',
                            bar.against().isEmpty() ? "" : text(other),
                            ratio(),
                            bar.limit(),
                            verdict.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    + " |";
        }

        private String text(OptionalDouble value) {
            return value.isEmpty() ? "" : bar.measure().text(value.getAsDouble());
        }

        private String ratio() {
            return measured.isEmpty() || other.isEmpty() || other.getAsDouble() < 1
                    ? ""
                    : String.format(Locale.ROOT, "%.2f", measured.getAsDouble() / other.getAsDouble());
        }
    }
}
