package io.github.lighthousecompat.testkit.beacon;

import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One node of every release that tests look at, all on one chain of Capella. */
final class Releases implements AutoCloseable {
    static final List<String> ALL = List.of("v4.0.1", "v4.3.0", "v4.5.0", "v4.6.0", "v5.0.0", "v5.2.1", "v5.3.0");

    private final Map<String, FakeBeaconNode> nodes = new LinkedHashMap<>();

    Releases() {
        for (String release : ALL) {
            nodes.put(
                    release,
                    FakeBeaconNode.builder("Lighthouse/" + release)
                            .chain(BeaconChainSpec.capella())
                            .start());
        }
    }

    FakeBeaconNode node(String release) {
        return nodes.get(release);
    }

    BeaconClient client(String release) {
        return new BeaconClient(node(release));
    }

    /** The cells of a row, each with its release. */
    record Cell(String request, String release, String expected) {
        @Override
        public String toString() {
            return request + " of " + release + " is " + expected;
        }
    }

    /**
     * The cells of a table whose rows are a request and what each release answers; columns are separated by bars, and
     * lines that begin with a dash are for the eye.
     */
    static Stream<Cell> cells(String table) {
        return table.lines()
                .filter(line -> !line.isBlank() && !line.startsWith("-"))
                .flatMap(Releases::cellsOfRow);
    }

    private static Stream<Cell> cellsOfRow(String line) {
        List<String> columns =
                Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
        if (columns.size() != ALL.size() + 1) {
            throw new IllegalArgumentException("a row has a request and " + ALL.size() + " cells: " + line);
        }
        return Stream.iterate(0, i -> i < ALL.size(), i -> i + 1)
                .map(i -> new Cell(columns.get(0), ALL.get(i), columns.get(i + 1)));
    }

    @Override
    public void close() {
        nodes.values().forEach(FakeBeaconNode::close);
    }
}
