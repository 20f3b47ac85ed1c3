package io.github.lighthousecompat.testkit;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.beacon.BalancesQuery;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.StateId;
import io.github.lighthousecompat.beacon.ValidatorStatus;
import io.github.lighthousecompat.beacon.ValidatorsQuery;
import io.github.lighthousecompat.bytes.Hash32;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Release;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A row of the table of endpoints at a node of one release.
 *
 * @param name the release, as in {@code v4.5.0}
 */
record EndpointCell(EndpointRow row, String name) {
    static final List<String> RELEASES = List.of("v4.0.1", "v4.3.0", "v4.5.0", "v4.6.0", "v5.0.0", "v5.2.1", "v5.3.0");

    /** Each row at each release. */
    static Stream<EndpointCell> all() {
        return EndpointRow.all().stream().flatMap(row -> RELEASES.stream().map(name -> new EndpointCell(row, name)));
    }

    Release release() {
        return Release.parse(name).orElseThrow();
    }

    /** Whether the release is one that the row is about. */
    boolean isAsked() {
        return row.isIn(release());
    }

    FakeBeaconNode node() {
        return FakeBeaconNode.like("Lighthouse/" + name);
    }

    LighthouseApi client(FakeBeaconNode node) {
        LighthouseConfig.Builder config = node.clientConfig();
        config.timeoutMultiplier(10);
        return release().dialect().orElseThrow() == LighthouseVersion.V4
                ? Lighthouse.v4(config.build())
                : Lighthouse.v5(config.build());
    }

    /** Gets a call ready that a release which has the endpoint of the row makes to it. */
    Supplier<CompletableFuture<?>> call(BeaconApi beacon, FakeBeaconNode node) {
        BeaconCalls calls = new BeaconCalls(beacon, node);
        ProductionRequest produced = ProductionRequest.builder()
                .slot(calls.nextSlot())
                .graffiti(Hash32.ZERO)
                .build();
        return switch (row.request()) {
            case "POST /eth/v1/beacon/states/{state_id}/validators" ->
                () -> beacon.validators()
                        .validators(new ValidatorsQuery(
                                StateId.HEAD,
                                Optional.of(BeaconCalls.many()),
                                Optional.of(List.of(ValidatorStatus.ACTIVE_ONGOING))));
            case "POST /eth/v1/beacon/states/{state_id}/validator_balances" ->
                () -> beacon.validators().balances(BalancesQuery.of(StateId.HEAD, BeaconCalls.many()));
            case "GET /eth/v2/validator/blocks/{slot}" ->
                () -> beacon.production().block(produced);
            default -> calls.of(row.operation()).start();
        };
    }

    /** What becomes of a call: the answer, or the failure. */
    static Object end(Supplier<CompletableFuture<?>> call) {
        return call.get()
                .handle((answer, failure) -> failure == null ? answer : failure)
                .join();
    }

    @Override
    public String toString() {
        return row + " of " + name;
    }
}
