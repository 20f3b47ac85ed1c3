package io.github.lighthousecompat.testkit.demo;

import io.github.lighthousecompat.route.RoutingStats.Calls;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A run as one HTML page that needs nothing else. */
final class DemoPage {
    private static final String TEMPLATE = "/io/github/lighthousecompat/testkit/demo/page.html";
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

    private DemoPage() {}

    /** The page. */
    static String of(DemoResult result) {
        List<OperationRow> rows = OperationRow.of(result.stats());
        LatencyScale scale = LatencyScale.of(rows);
        Map<String, String> places = Map.ofEntries(
                Map.entry("verdict", result.isAgreed() ? "Everything agreed" : "Unexpected disagreement"),
                Map.entry("verdictClass", result.isAgreed() ? "agreed" : "disagreed"),
                Map.entry("blocks", Integer.toString(result.blocks().size())),
                Map.entry("seed", Long.toString(result.seed())),
                Map.entry("took", DemoText.seconds(result.took())),
                Map.entry("tiles", tiles(result)),
                Map.entry("wrong", wrong(result.disagreements())),
                Map.entry("timeline", Timeline.of(result)),
                Map.entry("steps", steps(result.steps())),
                Map.entry("remark", DemoText.remark(result)),
                Map.entry("axis", scale.axis()),
                Map.entry("rows", rows(rows, scale)));
        return PLACE.matcher(template())
                .replaceAll(place ->
                        Matcher.quoteReplacement(Objects.requireNonNull(places.get(place.group(1)), place.group(1))));
    }

    private static String tiles(DemoResult result) {
        CountedCaller.Counts calls = result.calls();
        long denied = result.blocks().stream().filter(Block::isDenied).count();
        return new Markup()
                .line(tile(
                        Integer.toString(result.blocks().size()),
                        "blocks, with " + result.transactions() + " transactions, " + result.withdrawals()
                                + " withdrawals, " + result.blobs() + " blobs"))
                .line(tile(result.vectors().toString(), "block hashes agree with another implementation's"))
                .line(tile(Long.toString(denied), "wrong answers put in, each caught on the first call"))
                .line(tile(Integer.toString(calls.lost()), "of " + calls.begun() + " calls lost; each ended once"))
                .line(tile(Integer.toString(result.replayed()), "blocks replayed to bring v5 to the head"))
                .toString();
    }

    private static String tile(String value, String meaning) {
        return "<div><dt>" + meaning + "</dt><dd>" + value + "</dd></div>";
    }

    private static String wrong(List<String> disagreements) {
        if (disagreements.isEmpty()) {
            return "";
        }
        Markup out = new Markup().line("<section class=\"wrong\"><h2>What should not be</h2><ul>");
        disagreements.forEach(problem -> out.line("<li>%s</li>", Markup.escape(problem)));
        return out.line("</ul></section>").toString();
    }

    private static String steps(List<Step> steps) {
        Markup out = new Markup();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i);
            out.line(
                    "<li class=\"%s\"><span class=\"n\">%d</span><span class=\"t\">%s</span><span class=\"b\">%s</span>"
                            + "<span class=\"o\">%s</span><span class=\"s\">%s</span></li>",
                    step.kind().name().toLowerCase(Locale.ROOT),
                    i + 1,
                    Markup.escape(step.title()),
                    step.blocks() == 0 ? "" : step.first() + "&ndash;" + step.last(),
                    Markup.escape(step.outcome()),
                    DemoText.seconds(step.took()));
        }
        return out.toString();
    }

    private static String rows(List<OperationRow> rows, LatencyScale scale) {
        Markup out = new Markup();
        for (OperationRow row : rows) {
            out.line(
                    "<tr><th scope=\"row\">%s</th>%s%s%s%s%s<td class=\"range\">%s</td></tr>",
                    row.operation(),
                    times(row.v4()),
                    times(row.v5()),
                    count(row.matches(), ""),
                    count(row.lag(), ""),
                    count(row.conflicts(), "hot"),
                    scale.cell(row));
        }
        return out.toString();
    }

    private static String times(Optional<Calls> calls) {
        return calls.map(times -> "<td>" + times.calls() + "</td><td>" + OperationRow.millis(times.p50()) + "</td><td>"
                        + OperationRow.millis(times.p99()) + "</td>")
                .orElse("<td class=\"zero\">&ndash;</td>".repeat(3));
    }

    private static String count(long count, String style) {
        return "<td class=\"" + (count == 0 ? "zero" : style) + "\">" + count + "</td>";
    }

    private static String template() {
        try (InputStream in = Objects.requireNonNull(DemoPage.class.getResourceAsStream(TEMPLATE), TEMPLATE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
