package io.github.lighthousecompat.testkit.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A Markdown file of this project, as far as the tests look into it. */
record Document(Path path, List<String> lines) {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern SNIPPET = Pattern.compile("<!-- snippet: (\\w+) -->");
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final String FENCE = "```";

    static Document read(String path) {
        return read(ROOT.resolve(path));
    }

    /** The files at the top of the repository and all below {@code docs}. */
    static List<Document> all() {
        try (Stream<Path> top = Files.list(ROOT);
                Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(top, docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .map(Document::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Document read(Path file) {
        try {
            return new Document(file, Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The blocks of code that have a name, by it. */
    Map<String, String> snippets() {
        Map<String, String> snippets = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Matcher marker = SNIPPET.matcher(lines.get(i));
            if (marker.matches()) {
                snippets.put(marker.group(1), block(i));
            }
        }
        return snippets;
    }

    /** The first block of code after a heading. */
    String firstBlockUnder(String heading) {
        int at = lines.indexOf(heading);
        if (at < 0) {
            throw new AssertionError(path + " has no line " + heading);
        }
        return block(at);
    }

    private String block(int from) {
        List<String> block = new ArrayList<>();
        boolean isInside = false;
        for (String line : lines.subList(from, lines.size())) {
            if (!line.startsWith(FENCE)) {
                if (isInside) {
                    block.add(line);
                }
            } else if (isInside) {
                return String.join("\n", block);
            } else {
                isInside = true;
            }
        }
        throw new AssertionError("no whole block of code after line " + (from + 1) + " of " + path);
    }

    /** The cells of the rows below {@code header}, without the line that parts them. */
    List<List<String>> table(String header) {
        int at = lines.indexOf(header);
        if (at < 0) {
            throw new AssertionError(path + " has no table " + header);
        }
        return lines.subList(at + 2, lines.size()).stream()
                .takeWhile(line -> line.startsWith("|"))
                .map(Document::cells)
                .toList();
    }

    private static List<String> cells(String row) {
        return Stream.of(row.substring(1, row.length() - 1).split("\\|", -1))
                .map(String::strip)
                .toList();
    }

    /** The links to other files of the project, or within this one, that lead nowhere. */
    List<String> brokenLinks() {
        return LINK.matcher(String.join("\n", lines))
                .results()
                .map(link -> link.group(1))
                .filter(link -> !link.startsWith("https://"))
                .filter(link -> !leadsSomewhere(link))
                .toList();
    }

    private boolean leadsSomewhere(String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? path : path.resolveSibling(parts[0]).normalize();
        Optional<String> anchor = parts.length == 1 ? Optional.empty() : Optional.of(parts[1]);
        return Files.exists(target)
                && anchor.map(name -> read(target).anchors().contains(name)).orElse(true);
    }

    private List<String> anchors() {
        return lines.stream()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "").toLowerCase(Locale.ROOT))
                .map(title -> title.replaceAll("[^a-z0-9 _-]", "").replace(' ', '-'))
                .toList();
    }
}
