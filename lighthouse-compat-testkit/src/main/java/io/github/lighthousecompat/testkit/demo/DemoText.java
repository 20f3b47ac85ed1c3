package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.route.RoutingStats.Calls;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What the demo prints, in plain ASCII: not every terminal has more. */
final class DemoText {
    private static final int WIDTH = 110;
    private static final int INDENT = 26;

    private DemoText() {}

    /** A line, or several where the outcome is long. */
    static String step(int number, Step step) {
        String blocks = step.blocks() == 0 ? "" : step.first() + "-" + step.last();
        StringBuilder out =
                new StringBuilder(String.format(Locale.ROOT, "%2d  %-13s %7s  ", number, step.title(), blocks));
        int at = INDENT;
        for (String word : (step.outcome() + "  " + seconds(step.took())).split(" ", -1)) {
            if (at + word.length() > WIDTH) {
                out.append(System.lineSeparator()).append(" ".repeat(INDENT));
                at = INDENT;
            }
            out.append(at == INDENT ? "" : " ").append(word);
            at += word.length() + 1;
        }
        return out.toString();
    }

    static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
    }

    /** What follows the steps. */
    static List<String> closing(DemoResult result) {
        CountedCaller.Counts calls = result.calls();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("block hashes   " + result.vectors() + " agree with the committed vectors of @ethereumjs/block");
        lines.add("chain          " + result.blocks().size() + " blocks with " + result.transactions()
                + " transactions, " + result.withdrawals() + " withdrawals and " + result.blobs() + " blobs");
        result.blocks().stream()
                .skip(result.blocks().size() - 1L)
                .forEach(head -> lines.add("head           " + head.hash()));
        lines.add("calls          " + calls.begun() + " made by the host, " + (calls.answered() + calls.failed())
                + " ended, each once: " + calls.failed() + " as a Disagreement, " + calls.lost() + " lost");
        lines.add("time           " + seconds(result.took()));
        lines.add("");
        lines.add(line("", "v4", "", "", "v5", "", "", "", "", "", ""));
        lines.add(line(
                "operation",
                "calls",
                "p50 ms",
                "p99 ms",
                "calls",
                "p50 ms",
                "p99 ms",
                "matches",
                "lag",
                "conflicts",
                "other"));
        OperationRow.of(result.stats()).forEach(row -> lines.add(row(row)));
        lines.add("");
        lines.add(remark(result));
        lines.add(result.isAgreed() ? "Everything agreed." : "UNEXPECTED DISAGREEMENT:");
        result.disagreements().forEach(problem -> lines.add("  " + problem));
        lines.add("");
        return lines;
    }

    /** What the table must not be misread for. */
    static String remark(DemoResult result) {
        String denied = result.blocks().stream()
                .filter(Block::isDenied)
                .map(block -> Long.toString(block.number()))
                .collect(Collectors.joining(" or "));
        return "A conflict for each time block " + denied + " was handed over; lag until v5 had caught up after it.";
    }

    private static String row(OperationRow row) {
        return line(
                row.operation(),
                cell(row.v4(), calls -> Long.toString(calls.calls())),
                cell(row.v4(), calls -> OperationRow.millis(calls.p50())),
                cell(row.v4(), calls -> OperationRow.millis(calls.p99())),
                cell(row.v5(), calls -> Long.toString(calls.calls())),
                cell(row.v5(), calls -> OperationRow.millis(calls.p50())),
                cell(row.v5(), calls -> OperationRow.millis(calls.p99())),
                count(row.matches()),
                count(row.lag()),
                count(row.conflicts()),
                count(row.others()));
    }

    private static String line(Object... cells) {
        return String.format(Locale.ROOT, "%-18s %6s %8s %8s  %6s %8s %8s   %7s %5s %9s %6s", cells)
                .stripTrailing();
    }

    private static String cell(Optional<Calls> calls, Function<Calls, String> show) {
        return calls.map(show).orElse(".");
    }

    private static String count(long count) {
        return count == 0 ? "." : Long.toString(count);
    }
}
