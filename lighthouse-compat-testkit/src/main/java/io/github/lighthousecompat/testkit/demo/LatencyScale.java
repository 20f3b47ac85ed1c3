package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.route.RoutingStats.Calls;
import java.time.Duration;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Draws p50 and p99 of both versions on one logarithmic scale for all rows of a table. Immutable. */
final class LatencyScale {
    private static final double WIDTH = 260;
    private static final double MARGIN = 20;
    private static final double LINE_V4 = 11;
    private static final double LINE_V5 = 23;

    private final int first;
    private final int last;

    private LatencyScale(int first, int last) {
        this.first = first;
        this.last = last;
    }

    /** A scale of whole powers of ten that holds all times. */
    static LatencyScale of(List<OperationRow> rows) {
        DoubleSummaryStatistics powers = rows.stream()
                .flatMap(row -> Stream.concat(row.v4().stream(), row.v5().stream()))
                .flatMap(calls -> Stream.of(calls.p50(), calls.p99()))
                .mapToDouble(LatencyScale::power)
                .summaryStatistics();
        int first = powers.getCount() == 0 ? 0 : (int) Math.floor(powers.getMin());
        int last = powers.getCount() == 0 ? 0 : (int) Math.ceil(powers.getMax());
        return new LatencyScale(first, Math.max(last, first + 1));
    }

    /** The head of the column: a label for each power of ten. */
    String axis() {
        Markup out = new Markup();
        out.line("<svg viewBox=\"0 0 260 34\" role=\"img\" aria-label=\"p50 to p99, milliseconds, logarithmic\">");
        for (int power = first; power <= last; power++) {
            out.line("<text x=\"%.1f\" y=\"28\" text-anchor=\"middle\">%s</text>", x(power), label(power));
        }
        out.line("<text x=\"%.1f\" y=\"14\" text-anchor=\"middle\">ms</text>", x(last));
        return out.line("</svg>").toString();
    }

    /** The cell of a row; its numbers stand in the row, so it is hidden from those who listen. */
    String cell(OperationRow row) {
        Markup out = new Markup().line("<svg viewBox=\"0 0 260 34\" aria-hidden=\"true\">");
        for (int power = first; power <= last; power++) {
            out.line("<path class=\"tick\" d=\"M%.1f 0V34\"/>", x(power));
        }
        draw(out, "v4", row.v4(), LINE_V4);
        draw(out, "v5", row.v5(), LINE_V5);
        return out.line("</svg>").toString();
    }

    private void draw(Markup out, String version, Optional<Calls> calls, double y) {
        calls.ifPresent(times -> {
            double from = x(power(times.p50()));
            double to = x(power(times.p99()));
            out.line("<path class=\"%ss\" stroke-width=\"2\" d=\"M%.1f %.0fH%.1f\"/>", version, from, y, to);
            out.line("<circle class=\"hollow %ss\" cx=\"%.1f\" cy=\"%.0f\" r=\"3.4\"/>", version, to, y);
            out.line("<circle class=\"%s\" cx=\"%.1f\" cy=\"%.0f\" r=\"4.2\"/>", version, from, y);
        });
    }

    private double x(double power) {
        return MARGIN + (WIDTH - 2 * MARGIN) * (power - first) / (last - first);
    }

    /** The power of ten of a time in milliseconds; what is below a microsecond counts as one. */
    private static double power(Duration time) {
        return Math.log10(Math.max(time.toNanos(), 1000) / 1e6);
    }

    private static String label(int power) {
        return power < 0 ? "0." + "0".repeat(-power - 1) + "1" : "1" + "0".repeat(power);
    }
}
