package io.github.lighthousecompat.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of the endpoints has all that are used, with the releases that have them. */
class BeaconPathsTest {
    private static final Pattern FROM = Pattern.compile("^from v(\\d+)\\.(\\d+)\\.(\\d+)");
    private static final Pattern BEFORE = Pattern.compile("^before v(\\d+)\\.(\\d+)\\.(\\d+)");

    /** A row of the document. */
    private record Row(String operation, String request, String releases) {
        Optional<Release> release(Pattern pattern) {
            Matcher found = pattern.matcher(releases);
            return found.find()
                    ? Optional.of(Release.of(number(found, 1), number(found, 2), number(found, 3)))
                    : Optional.empty();
        }

        private static int number(Matcher found, int group) {
            return Integer.parseInt(found.group(group));
        }
    }

    @Test
    void endpoints_areThoseOfTheDocument() throws IOException {
        assertThat(rows())
                .filteredOn(row -> row.request().contains("/"))
                .extracting(row -> row.request() + row.release(FROM) + row.release(BEFORE))
                .containsExactlyInAnyOrderElementsOf(endpoints()
                        .map(endpoint -> endpoint.toString() + endpoint.since() + endpoint.until())
                        .toList());
    }

    @Test
    void operations_areThoseOfTheDocument() throws IOException {
        assertThat(rows().stream().map(Row::operation).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        BeaconOperations.ALL.stream().map(Operation::name).toList());
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(Path.of("..", "docs", "beacon-endpoints.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| operation"))
                .map(line -> line.split(" *\\| *", -1))
                .map(cells -> new Row(cells[1], cells[2], cells[5]))
                .toList();
    }

    private static Stream<Endpoint> endpoints() {
        return Arrays.stream(BeaconPaths.class.getDeclaredFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()) && field.getType() == Endpoint.class)
                .map(field -> {
                    try {
                        return (Endpoint) field.get(null);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
    }
}
