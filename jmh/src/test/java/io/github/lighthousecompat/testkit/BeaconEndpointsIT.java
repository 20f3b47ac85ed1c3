package io.github.lighthousecompat.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.BlindedBlockPublication;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.beacon.BlockPublication;
import io.github.lighthousecompat.beacon.BroadcastValidation;
import io.github.lighthousecompat.beacon.EventSubscription;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.ValidatorId;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.LighthouseException.Unsupported;
import io.github.lighthousecompat.call.Operation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of endpoints in the documents is what adapters ask nodes of every release, and they ask nothing else. */
@Timeout(60)
class BeaconEndpointsIT {
    private static final List<EndpointRow> ROWS = EndpointRow.all();
    private static final String EVERY = "every operation";

    static Stream<EndpointCell> cells() {
        return EndpointCell.all();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void operation_asksWhatItsRowSays_orIsUnsupported(EndpointCell cell) {
        EndpointRow row = cell.row();
        try (FakeBeaconNode node = cell.node();
                LighthouseApi api = cell.client(node)) {
            Supplier<CompletableFuture<?>> call = cell.call(api.beacon(), node);
            int before = node.requests().size();
            Object end = EndpointCell.end(call);
            List<BeaconRequest> sent =
                    node.requests().subList(before, node.requests().size());

            List<EndpointRow> asked = ROWS.stream()
                    .filter(other -> other.operation().equals(row.operation()) && other.isIn(cell.release()))
                    .toList();
            if (asked.isEmpty()) {
                assertThat(end).isInstanceOfSatisfying(Unsupported.class, unsupported -> {
                    assertThat(unsupported.method()).isEqualTo(row.request());
                    assertThat(unsupported).hasMessageContaining("Lighthouse " + cell.name() + " has no ");
                });
            } else {
                assertThat(end).isNotInstanceOf(Throwable.class);
                List<EndpointRow> expected = cell.isAsked() ? List.of(row) : asked;
                assertThat(sent)
                        .filteredOn(request -> expected.stream().anyMatch(one -> one.matches(request, cell.release())))
                        .as("%s", sent)
                        .hasSize(1);
            }
            assertThat(sent)
                    // a node is asked for what its release lacks, too: what it answers counts for more
                    .filteredOn(request -> ROWS.stream()
                            .noneMatch(one -> one.operation().equals(row.operation()) && one.isFor(request)))
                    .allSatisfy(request -> assertThat(beside(row.operation()))
                            .contains(rowOf(request).request()));
            if (end instanceof EventSubscription subscription) {
                subscription.close();
            }
        }
    }

    /** What a call of this operation may ask beside the request of its row. */
    private static Set<String> beside(String operation) {
        Set<String> beside = new TreeSet<>(EndpointRow.beside().getOrDefault(EVERY, Set.of()));
        beside.addAll(EndpointRow.beside().getOrDefault(operation, Set.of()));
        return beside;
    }

    private static EndpointRow rowOf(BeaconRequest request) {
        return ROWS.stream().filter(row -> row.isFor(request)).findFirst().orElseThrow();
    }

    @Test
    void calls_askBesideTheirRows_whatTheListSays() {
        Map<String, Set<String>> found = new LinkedHashMap<>();

        Asking.at("v5.3.0", asking -> {
            asking.node().syncing(100);
            note(
                    found,
                    "nodeSyncing",
                    asking.asked(() -> asking.api().beacon().node().syncing()),
                    1);
            note(
                    found,
                    "nodeHealth",
                    asking.asked(() -> asking.api().beacon().node().health()),
                    2);
        });
        Asking.at("v5.2.1", asking -> {
            asking.node().syncing(100);
            assertThat(asking.asked(() -> asking.api().beacon().node().syncing()))
                    .hasSize(1);
        });
        Asking.at("v4.5.0", asking -> {
            List<ValidatorId> many = LongStream.range(1_000_000_000, 1_000_000_700)
                    .mapToObj(index -> ValidatorId.of(UInt64.of(index)))
                    .toList();
            note(
                    found,
                    "validators",
                    asking.asked(() ->
                            asking.api().beacon().validators().validators(ValidatorsQuery.of(StateId.HEAD, many))),
                    1);
            note(
                    found,
                    "validatorBalances",
                    asking.asked(
                            () -> asking.api().beacon().validators().balances(BalancesQuery.of(StateId.HEAD, many))),
                    1);
        });
        Asking.at("v4.3.0", asking -> {
            asking.node().script().on("GET", "/eth/v2/beacon/blocks/*").without("version");
            note(
                    found,
                    "block",
                    asking.asked(() -> asking.api().beacon().chain().block(BlockId.HEAD)),
                    1);
            assertThat(asking.asked(() -> asking.api().beacon().chain().block(BlockId.HEAD)))
                    .hasSize(1);
        });
        Asking.at("v4.3.0", asking -> {
            asking.node().script().on("GET", "/eth/v2/validator/blocks/*").without("version");
            UInt64 slot = asking.node().head().message().slot().plus(1);
            note(
                    found,
                    "produceBlock",
                    asking.asked(() -> asking.api()
                            .beacon()
                            .production()
                            .block(ProductionRequest.builder().slot(slot).build())),
                    1);
        });
        try (FakeBeaconNode node = FakeBeaconNode.like("Lighthouse/v5.3.0");
                LighthouseApi api = new EndpointCell(ROWS.get(0), "v5.3.0").client(node)) {
            node.script()
                    .on("GET", "/eth/v1/node/version")
                    .error(404, "NOT_FOUND")
                    .withoutHeader("Server");
            EndpointCell.end(() -> api.beacon().chain().forks());
            List<String> asked = node.requests().stream()
                    .map(request -> rowOf(request).request())
                    .toList();
            assertThat(asked).endsWith("GET /eth/v1/config/fork_schedule").hasSize(3);
            found.put(EVERY, new TreeSet<>(asked.subList(0, 2)));
        }

        assertThat(found).containsExactlyInAnyOrderEntriesOf(EndpointRow.beside());
    }

    /** Notes what an operation asked for that is of no row of its own: so many requests. */
    private static void note(Map<String, Set<String>> found, String operation, List<EndpointRow> asked, int others) {
        List<String> beside = asked.stream()
                .filter(row -> !row.operation().equals(operation))
                .map(EndpointRow::request)
                .toList();
        assertThat(beside).as(operation).hasSize(others);
        assertThat(asked).as(operation).hasSizeGreaterThan(others);
        found.put(operation, new TreeSet<>(beside));
    }

    /** A node of one release, whose client knows which. */
    private record Asking(FakeBeaconNode node, LighthouseApi api) {
        static void at(String release, Consumer<Asking> calls) {
            EndpointCell cell = new EndpointCell(ROWS.get(0), release);
            try (FakeBeaconNode node = cell.node();
                    LighthouseApi api = cell.client(node)) {
                EndpointCell.end(() -> api.beacon().node().version());
                calls.accept(new Asking(node, api));
            }
        }

        /** The rows whose requests a call makes that does not fail. */
        List<EndpointRow> asked(Supplier<CompletableFuture<?>> call) {
            int before = node.requests().size();
            assertThat(EndpointCell.end(call)).isNotInstanceOf(Throwable.class);
            return node.requests().stream()
                    .skip(before)
                    .map(BeaconEndpointsIT::rowOf)
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("publications")
    void strictValidation_whereThereIsOnlyVersion1_isUnsupported_andNothingIsSentToThat(EndpointRow row) {
        EndpointCell cell = new EndpointCell(row, "v4.0.1");
        try (FakeBeaconNode node = cell.node();
                LighthouseApi api = cell.client(node)) {
            BeaconCalls calls = new BeaconCalls(api.beacon(), node);
            BlockPublication full = calls.full().withValidation(BroadcastValidation.CONSENSUS);
            BlindedBlockPublication blinded = calls.blinded().withValidation(BroadcastValidation.CONSENSUS);
            Supplier<CompletableFuture<?>> call = row.operation().equals(BeaconOperations.PUBLISH_BLOCK.name())
                    ? () -> api.beacon().production().publish(full)
                    : () -> api.beacon().production().publish(blinded);
            int before = node.requests().size();

            assertThat(EndpointCell.end(call))
                    .isInstanceOfSatisfying(
                            Unsupported.class,
                            unsupported -> assertThat(unsupported.method()).isEqualTo(row.request()));
            assertThat(node.requests().subList(before, node.requests().size()))
                    .singleElement()
                    .satisfies(request -> assertThat(rowOf(request)).isEqualTo(row));
        }
    }

    static Stream<EndpointRow> publications() {
        return ROWS.stream().filter(row -> row.request().startsWith("POST /eth/v2/beacon/bl"));
    }

    @Test
    void table_hasEveryOperation_andEachRequestOnce() {
        assertThat(ROWS.stream().map(EndpointRow::operation).distinct())
                .containsExactlyInAnyOrderElementsOf(
                        BeaconOperations.ALL.stream().map(Operation::name).toList());
        assertThat(ROWS).extracting(EndpointRow::request).doesNotHaveDuplicates();
    }
}
