package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.call.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A row of the table of endpoints in the documents.
 *
 * @param request method and path, with names in braces
 * @param parameters what stands there in words and code
 * @param body where the body is described, which may be another row
 * @param answer what is taken for one, in words and code
 */
record EndpointRow(
        String operation,
        String request,
        String parameters,
        String body,
        String answer,
        Optional<Release> since,
        Optional<Release> before) {
    private static final Path DOCUMENT = Path.of("../docs/beacon-endpoints.md");
    private static final String TABLE = "| operation | request |";
    private static final String BESIDE = "What calls ask beside that:";
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");
    private static final Pattern SINCE = Pattern.compile("\\bfrom (v[0-9.]+[0-9])");
    private static final Pattern BEFORE = Pattern.compile("\\bbefore (v[0-9.]+[0-9])");
    private static final Pattern BODY_BEFORE = Pattern.compile("before (v[0-9.]+[0-9]) `([^`]+)`");
    private static final Pattern STATUS = Pattern.compile("\\b[2-5]\\d\\d\\b");

    /** All, in the order of the document. */
    static List<EndpointRow> all() {
        List<EndpointRow> rows = new ArrayList<>();
        lines().stream()
                .dropWhile(line -> !line.startsWith(TABLE))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                .forEach(cells -> rows.add(of(cells, rows)));
        return List.copyOf(rows);
    }

    private static EndpointRow of(List<String> cells, List<EndpointRow> before) {
        Optional<EndpointRow> first = before.stream()
                .filter(row -> row.operation().equals(cells.get(1)))
                .findFirst();
        return new EndpointRow(
                cells.get(1),
                cells.get(2),
                cells.get(3),
                cells.get(3).equals("the same body") ? first.orElseThrow().body() : cells.get(3),
                cells.get(4).equals("the same") ? first.orElseThrow().answer() : cells.get(4),
                release(SINCE, cells.get(5)),
                release(BEFORE, cells.get(5)));
    }

    /** The requests that calls make beside those of the rows, by operation. */
    static Map<String, Set<String>> beside() {
        Map<String, Set<String>> beside = new LinkedHashMap<>();
        lines().stream()
                .dropWhile(line -> !line.equals(BESIDE))
                .filter(line -> line.startsWith("- "))
                .map(line -> line.substring(2).split(": ", 2))
                .forEach(parts -> Stream.of(parts[0].split(", "))
                        .forEach(operation -> beside.computeIfAbsent(operation, first -> new TreeSet<>())
                                .addAll(code(parts[1]))));
        return beside;
    }

    private static List<String> lines() {
        try {
            return Files.readAllLines(DOCUMENT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Release> release(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Release.parse(matcher.group(1)) : Optional.empty();
    }

    private static List<String> code(String text) {
        return CODE.matcher(text).results().map(found -> found.group(1)).toList();
    }

    boolean isIn(Release release) {
        return since.map(first -> release.compareTo(first) >= 0).orElse(true)
                && before.map(end -> release.compareTo(end) < 0).orElse(true);
    }

    /** Whether this is about any request, and not about one. */
    boolean isRaw() {
        return !request.contains("/");
    }

    String method() {
        return isRaw() ? "GET" : request.split(" ", -1)[0];
    }

    /** The path as scripts have it. */
    String path() {
        return isRaw() ? "/eth/v1/node/peers" : request.split(" ", -1)[1].replaceAll("\\{\\w+}", "*");
    }

    /** Whether a request goes to this endpoint. */
    boolean isFor(BeaconRequest sent) {
        String pattern = Stream.of(path().split("(?=\\*)|(?<=\\*)"))
                .map(part -> part.equals("*") ? "[^/]+" : Pattern.quote(part))
                .collect(Collectors.joining());
        return sent.method().equals(method()) && sent.path().matches(pattern);
    }

    /** Whether a request is as this row says, at a node of {@code release}. */
    boolean matches(BeaconRequest sent, Release release) {
        return isFor(sent) && (isRaw() || namesOf(sent).equals(names()) && isBody(sent, release));
    }

    private Set<String> names() {
        return code(parameters).stream().filter(text -> text.matches("[a-z_]+")).collect(Collectors.toSet());
    }

    private static Set<String> namesOf(BeaconRequest sent) {
        return Pattern.compile("(?:^|&)([^=&]+)")
                .matcher(sent.query())
                .results()
                .map((MatchResult found) -> found.group(1))
                .collect(Collectors.toSet());
    }

    private boolean isBody(BeaconRequest sent, Release release) {
        Optional<String> example = example(release);
        if (example.isPresent()) {
            return shape(parse(sent.text())).equals(shape(parse(example.get())));
        }
        if (body.matches(".*\\ba list\\b.*")) {
            return parse(sent.text()) instanceof Json.Items;
        }
        if (body.matches(".*\\b(one|the block)\\b.*")) {
            return parse(sent.text()) instanceof Json.Members;
        }
        return sent.body().isEmpty();
    }

    /** What a body of JSON is like. */
    private Optional<String> example(Release release) {
        Matcher older = BODY_BEFORE.matcher(body);
        if (older.find() && release.compareTo(Release.parse(older.group(1)).orElseThrow()) < 0) {
            return Optional.of(older.group(2));
        }
        return code(body).stream().filter(text -> text.matches("[\\[{].*")).findFirst();
    }

    /** The document that is sent, or stands in an example, where two dots stand for more of the same. */
    private static Json parse(String text) {
        try {
            return Json.parse(text.replaceAll(",?\\.\\.", "").getBytes(StandardCharsets.UTF_8));
        } catch (EngineError e) {
            throw new AssertionError("no JSON: " + text, e);
        }
    }

    /** The names of members, or what the elements are. */
    private static Set<String> shape(Json json) {
        if (json instanceof Json.Members members) {
            return new TreeSet<>(members.values().keySet());
        }
        return json instanceof Json.Items items
                ? items.values().stream()
                        .map(value -> value.getClass().getSimpleName())
                        .collect(Collectors.toSet())
                : Set.of();
    }

    private Stream<String> clauses() {
        return Stream.of(answer.split(";")).map(String::strip);
    }

    /** What a 404 says; empty if it is a failure as any other. */
    Optional<String> missing() {
        return clauses()
                .filter(clause -> clause.startsWith("404 is "))
                .map(clause -> clause.substring("404 is ".length()))
                .findFirst();
    }

    /** The statuses that are answers; none where the body is one. */
    List<Integer> statuses() {
        return clauses()
                .filter(clause -> !clause.startsWith("40"))
                .flatMap(clause -> STATUS.matcher(clause).results())
                .map(found -> Integer.valueOf(found.group()))
                .toList();
    }

    /** Whether a node may refuse a part of what it is given. */
    boolean isInParts() {
        return clauses().anyMatch(clause -> clause.equals("400 with `failures`"));
    }

    /** Members without which there is no answer, with dots between levels. */
    List<String> required() {
        return clauses()
                .filter(clause -> !clause.startsWith("40") && !clause.endsWith("may be missing"))
                .flatMap(EndpointRow::members)
                .toList();
    }

    /** Members that an answer need not have, with dots between levels. */
    List<String> optional() {
        Stream<String> flags =
                answer.matches(".*\\bflags\\b.*") ? Stream.of("execution_optimistic", "finalized") : Stream.of();
        return Stream.concat(
                        flags,
                        clauses()
                                .filter(clause -> clause.endsWith("may be missing"))
                                .flatMap(EndpointRow::members))
                .toList();
    }

    private static Stream<String> members(String clause) {
        return code(clause).stream().filter(text -> text.matches("[a-z_]+(\\.[a-z_]+)*"));
    }

    @Override
    public String toString() {
        return operation + " by " + request;
    }
}
