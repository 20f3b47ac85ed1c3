package io.github.lighthousecompat.testkit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Exchanges with a node, in the order in which they happened: a file with one JSON object in each line. Immutable and
 * thread-safe.
 *
 * <p>An {@link ExchangeRecorder} makes one and {@link FakeBeaconNode#replaying} answers from it.
 *
 * @param exchanges the exchanges in order
 */
public record Recording(List<RecordedExchange> exchanges) {
    private static final String SUFFIX = ".jsonl";

    /** Keeps a copy. */
    public Recording {
        exchanges = List.copyOf(exchanges);
    }

    /**
     * Reads a file, or all files of a folder whose names end in {@code .jsonl}, in the order of their names.
     *
     * @throws IOException if one can't be read
     * @throws IllegalArgumentException if one is no recording
     */
    public static Recording load(Path from) throws IOException {
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (Path file : Files.isDirectory(from) ? files(from) : List.of(from)) {
            for (String line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    exchanges.add(RecordedExchange.parse(line));
                }
            }
        }
        return new Recording(exchanges);
    }

    /**
     * Writes the file, in place of one that is there.
     *
     * @throws IOException if it can't be written
     */
    public void save(Path file) throws IOException {
        Files.write(file, exchanges.stream().map(RecordedExchange::toLine).toList());
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted()
                    .toList();
        }
    }
}
