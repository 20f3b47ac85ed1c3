package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BroadcastValidation;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.testkit.BeaconCalls.Call;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of endpoints in the documents is what adapters ask nodes of every release. */
@Timeout(60)
class BeaconEndpointsIT {
    private static final Path TABLE = Path.of("../docs/beacon-endpoints.md");
    private static final List<String> RELEASES =
            List.of("v4.0.1", "v4.3.0", "v4.5.0", "v4.6.0", "v5.0.0", "v5.2.1", "v5.3.0");

    /**
     * A row of the table.
     *
     * @param request method and path, with names in braces
     * @param parameters what stands there in words and code
     */
    record Row(String operation, String request, String parameters, Optional<Release> since, Optional<Release> before) {
        private static final Pattern CODE = Pattern.compile("`([^`]+)`");
        private static final Pattern SINCE = Pattern.compile("\\bfrom (v[0-9.]+[0-9])");
        private static final Pattern BEFORE = Pattern.compile("\\bbefore (v[0-9.]+[0-9])");

        static Row of(String line) {
            List<String> cells =
                    Stream.of(line.split("\\|", -1)).map(String::strip).toList();
            return new Row(
                    cells.get(1),
                    cells.get(2),
                    cells.get(3),
                    release(SINCE, cells.get(5)),
                    release(BEFORE, cells.get(5)));
        }

        private static Optional<Release> release(Pattern pattern, String text) {
            Matcher matcher = pattern.matcher(text);
            return matcher.find() ? Release.parse(matcher.group(1)) : Optional.empty();
        }

        boolean isIn(Release release) {
            return since.map(first -> release.compareTo(first) >= 0).orElse(true)
                    && before.map(end -> release.compareTo(end) < 0).orElse(true);
        }

        private List<String> code() {
            return CODE.matcher(parameters)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }

        Set<String> names() {
            return code().stream().filter(text -> text.matches("[a-z_]+")).collect(Collectors.toSet());
        }

        /** How a body of JSON may begin, each digit as a zero. */
        List<String> bodies() {
            return code().stream()
                    .filter(text -> text.startsWith("[") || text.startsWith("{"))
                    .map(text -> text.substring(0, 2).replaceAll("[0-9]", "0"))
                    .toList();
        }

        boolean matches(BeaconRequest sent) {
            String pattern = Stream.of(request.split("(?=\\{)|(?<=})"))
                    .map(part -> part.startsWith("{") ? "[^/]+" : Pattern.quote(part))
                    .collect(Collectors.joining());
            return (sent.method() + ' ' + sent.path()).matches(pattern)
                    && namesOf(sent).equals(names())
                    && (bodies().isEmpty()
                            || bodies().stream().anyMatch(sent.text().replaceAll("[0-9]", "0")::startsWith));
        }

        private static Set<String> namesOf(BeaconRequest sent) {
            return Pattern.compile("(?:^|&)([^=&]+)")
                    .matcher(sent.query())
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .collect(Collectors.toSet());
        }

        @Override
        public String toString() {
            return operation + " by " + request;
        }
    }

    record Cell(Row row, String release) {
        @Override
        public String toString() {
            return row + " of " + release;
        }
    }

    private static List<Row> rows() {
        try {
            return Files.readAllLines(TABLE).stream()
                    .dropWhile(line -> !line.startsWith("| operation | request |"))
                    .skip(2)
                    .takeWhile(line -> line.startsWith("|"))
                    .map(Row::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<Cell> cells() {
        return rows().stream().flatMap(row -> RELEASES.stream().map(release -> new Cell(row, release)));
    }

    private static LighthouseApi client(FakeBeaconNode node, Release release) {
        LighthouseConfig.Builder config = node.clientConfig();
        config.timeoutMultiplier(10);
        return release.dialect().orElseThrow() == LighthouseVersion.V4
                ? Lighthouse.v4(config.build())
                : Lighthouse.v5(config.build());
    }

    /** A call that a release which has the endpoint of the row makes to it. */
    private static CompletableFuture<?> call(Row row, BeaconApi beacon, FakeBeaconNode node) {
        BeaconCalls calls = new BeaconCalls(beacon, node);
        ProductionRequest.Builder produced =
                ProductionRequest.builder().slot(calls.nextSlot()).graffiti(Hash32.ZERO);
        return switch (row.request()) {
            case "POST /eth/v1/beacon/states/{state_id}/validators" ->
                beacon.validators()
                        .validators(new ValidatorsQuery(
                                StateId.HEAD,
                                Optional.of(BeaconCalls.many()),
                                Optional.of(List.of(ValidatorStatus.ACTIVE_ONGOING))));
            case "POST /eth/v1/beacon/states/{state_id}/validator_balances" ->
                beacon.validators().balances(BalancesQuery.of(StateId.HEAD, BeaconCalls.many()));
            case "GET /eth/v2/validator/blocks/{slot}" -> beacon.production().block(produced.build());
            default ->
                calls.all().stream()
                        .filter(call -> call.operation().name().equals(row.operation()))
                        .map(Call::start)
                        .findFirst()
                        .orElseThrow()
                        .get();
        };
    }

    @ParameterizedTest
    @MethodSource("cells")
    void operation_asksWhatItsRowSays_orIsUnsupported(Cell cell) {
        Row row = cell.row();
        Release release = Release.parse(cell.release()).orElseThrow();
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/" + cell.release());
                LighthouseApi api = client(node, release)) {
            CompletableFuture<?> call = call(row, api.beacon(), node);
            Object end = call.handle((answer, failure) -> failure == null ? answer : failure)
                    .join();
            List<BeaconRequest> sent = new ArrayList<>(node.requests());
            BeaconRequest last = sent.get(sent.size() - 1);

            List<Row> asked = rows().stream()
                    .filter(other -> other.operation().equals(row.operation()) && other.isIn(release))
                    .toList();
            if (asked.isEmpty()) {
                assertThat(end).isInstanceOfSatisfying(Unsupported.class, unsupported -> {
                    assertThat(unsupported.method()).isEqualTo(row.request());
                    assertThat(unsupported).hasMessageContaining("Lighthouse " + cell.release() + " has no ");
                });
            } else {
                assertThat(end).isNotInstanceOf(Throwable.class);
                assertMatches(row.isIn(release) ? List.of(row) : asked, row, sent, last);
            }
            if (end instanceof EventSubscription subscription) {
                subscription.close();
            }
        }
    }

    private static void assertMatches(List<Row> expected, Row row, List<BeaconRequest> sent, BeaconRequest last) {
        if (row.operation().equals(BeaconOperations.RAW.name())) {
            assertThat(last).hasToString("GET /eth/v1/node/peers?state=connected");
        } else if (row.operation().equals(BeaconOperations.NODE_HEALTH.name())) {
            // two requests; the second is that of another row
            assertThat(expected.get(0).matches(sent.get(sent.size() - 2)))
                    .as("%s", sent)
                    .isTrue();
        } else {
            assertThat(expected).as("%s", last).anyMatch(one -> one.matches(last));
        }
    }

    @ParameterizedTest
    @MethodSource("publications")
    void strictValidation_whereThereIsOnlyVersion1_isUnsupported_andNothingIsSent(Row row) {
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v4.0.1");
                LighthouseApi api = client(node, Release.of(4, 0, 1))) {
            BeaconCalls calls = new BeaconCalls(api.beacon(), node);
            CompletableFuture<?> call = row.operation().equals(BeaconOperations.PUBLISH_BLOCK.name())
                    ? api.beacon().production().publish(calls.full().withValidation(BroadcastValidation.CONSENSUS))
                    : api.beacon().production().publish(calls.blinded().withValidation(BroadcastValidation.CONSENSUS));

            assertThat(call.handle((answer, failure) -> failure == null ? answer : failure)
                            .join())
                    .isInstanceOfSatisfying(
                            Unsupported.class,
                            unsupported -> assertThat(unsupported.method()).isEqualTo(row.request()));
        }
    }

    static Stream<Row> publications() {
        return rows().stream().filter(row -> row.request().startsWith("POST /eth/v2/beacon/bl"));
    }

    @Test
    void table_hasEveryOperation_andEachRequestOnce() {
        assertThat(rows().stream().map(Row::operation).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        BeaconOperations.ALL.stream().map(Operation::name).toList());
        assertThat(rows()).extracting(Row::request).doesNotHaveDuplicates();
    }
}
