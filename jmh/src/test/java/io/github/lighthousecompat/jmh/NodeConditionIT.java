package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BeaconApi;
import io.github.lighthousecompat.beacon.BeaconOperations;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.beacon.NodeHealth.Trouble;
import io.github.lighthousecompat.beacon.NodeSyncing;
import io.github.lighthousecompat.beacon.ProductionRequest;
import io.github.lighthousecompat.beacon.ProposerPreparation;
import io.github.lighthousecompat.bytes.Address;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.call.Operation;
import io.github.lighthousecompat.call.Release;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.route.Router;
import io.github.lighthousecompat.route.RoutingListener;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client makes of what each release says of its own condition. */
@Timeout(60)
class NodeConditionIT {
    private static final List<String> RELEASES =
            List.of("v4.0.1", "v4.3.0", "v4.5.0", "v4.6.0", "v5.0.0", "v5.2.1", "v5.3.0");

    private static final UInt64 EPOCH = UInt64.of(4);
    private static final List<UInt64> SOME = List.of(UInt64.ONE);
    private static final Function<BeaconApi, CompletableFuture<?>> PREPARE =
            beacon -> beacon.duties().prepareProposers(List.of(ProposerPreparation.of(UInt64.ONE, Address.ZERO)));
    private static final Map<String, Function<BeaconApi, CompletableFuture<?>>> CALLS = Map.of(
            "proposers", beacon -> beacon.duties().proposers(EPOCH),
            "attesters", beacon -> beacon.duties().attesters(EPOCH, SOME),
            "syncCommittee", beacon -> beacon.duties().syncCommittee(EPOCH, SOME),
            "prepareProposers", PREPARE,
            "aggregates", beacon -> beacon.pool().aggregates(List.of()),
            "contributions", beacon -> beacon.pool().contributions(List.of()),
            "block",
                    beacon -> beacon.production()
                            .block(ProductionRequest.builder()
                                    .slot(UInt64.of(34))
                                    .build()),
            "blindedBlock",
                    beacon -> beacon.production()
                            .block(ProductionRequest.builder()
                                    .slot(UInt64.of(34))
                                    .isBlindedAllowed(true)
                                    .build()));

    static Stream<String> releases() {
        return RELEASES.stream();
    }

    static Stream<Arguments> distances() {
        return RELEASES.stream().flatMap(release -> Stream.of(0, 1, 100).map(slots -> Arguments.of(release, slots)));
    }

    static Stream<Arguments> offline() {
        return RELEASES.stream()
                .filter(release -> !release.equals("v4.0.1"))
                .flatMap(release -> Stream.of(false, true).map(optimistic -> Arguments.of(release, optimistic)));
    }

    private static FakeBeaconNode start(String release) {
        return FakeBeaconNode.builder("Lighthouse/" + release)
                .chain(BeaconChainSpec.capella())
                .start();
    }

    private static RoutedLighthouse connect(FakeBeaconNode node) {
        return await(Lighthouse.connect(
                node.clientConfig().name("condition").timeoutMultiplier(10).build()));
    }

    @ParameterizedTest
    @MethodSource("distances")
    void nodeWithoutPeers_isStalledAndAsGoodAsAny(String release, int slots) {
        try (FakeBeaconNode node = start(release);
                RoutedLighthouse client = connect(node)) {
            node.stalled(slots);

            NodeHealth health = await(client.beacon().node().health());

            assertThat(health.troubles()).containsExactly(Trouble.STALLED);
            assertThat(health.syncDistance()).isEqualTo(UInt64.of(slots));
            await(client.beacon().node().syncing());
            assertThat(client.health(Facet.BEACON).values()).containsExactly(Health.HEALTHY);
        }
    }

    @ParameterizedTest
    @MethodSource("distances")
    void nodeThatCatchesUp_isSyncingHoweverFarItIs(String release, int slots) {
        try (FakeBeaconNode node = start(release);
                RoutedLighthouse client = connect(node)) {
            node.syncing(slots);

            assertThat(await(client.beacon().node().health()).troubles()).containsExactly(Trouble.SYNCING);
            assertThat(client.health(Facet.BEACON).values()).containsExactly(Health.LAGGING);
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void nodeThatRefusesDutiesWhileItCatchesUp_isBehindAndNotAway(String release) {
        try (FakeBeaconNode node = start(release);
                RoutedLighthouse client = connect(node)) {
            node.syncing(100);
            for (int call = 0; call < 3; call++) {
                assertThatThrownBy(() -> await(client.beacon().duties().proposers(UInt64.of(4))))
                        .isInstanceOfSatisfying(
                                Http.class,
                                failure -> assertThat(failure.status()).isEqualTo(503));
                assertThat(client.health(Facet.BEACON).values()).containsExactly(Health.LAGGING);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nodeWithoutExecutionLayer_beforeItSaysSo_isWhatItSaysOtherwise(boolean isOptimistic) {
        try (FakeBeaconNode node = start("v4.0.1");
                RoutedLighthouse client = connect(node)) {
            node.executionOffline(true);
            node.optimistic(isOptimistic);

            NodeHealth health = await(client.beacon().node().health());

            assertThat(health.troubles())
                    .containsExactlyElementsOf(isOptimistic ? List.of(Trouble.OPTIMISTIC) : List.of());
            assertThat(health.isReady()).isEqualTo(!isOptimistic);
            assertThat(await(client.beacon().node().syncing()).isExecutionOffline())
                    .isEmpty();
            assertThat(client.health(Facet.BEACON).values())
                    .containsExactly(isOptimistic ? Health.LAGGING : Health.HEALTHY);
        }
    }

    @ParameterizedTest
    @MethodSource("offline")
    void nodeWithoutExecutionLayer_saysSoWithAnError_andIsNotToBeReliedOn(String release, boolean isOptimistic) {
        try (FakeBeaconNode node = start(release);
                RoutedLighthouse client = connect(node)) {
            node.executionOffline(true);
            node.optimistic(isOptimistic);

            NodeHealth health = await(client.beacon().node().health());

            assertThat(health.troubles())
                    .containsExactlyElementsOf(
                            isOptimistic
                                    ? List.of(Trouble.OPTIMISTIC, Trouble.EXECUTION_OFFLINE)
                                    : List.of(Trouble.EXECUTION_OFFLINE));
            assertThat(health.worst()).contains(Trouble.EXECUTION_OFFLINE);
            NodeSyncing syncing = await(client.beacon().node().syncing());
            assertThat(syncing.isExecutionOffline()).contains(true);
            assertThat(syncing.isOptimistic()).contains(isOptimistic);
            assertThat(client.health(Facet.BEACON).values()).containsExactly(Health.LAGGING);
        }
    }

    static Stream<Arguments> refusals() {
        return RELEASES.stream()
                .flatMap(release -> CALLS.entrySet().stream()
                        .map(call -> Arguments.of(release, Named.of(call.getKey(), call.getValue()))));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void nodeThatRefusesAnythingWhileItCatchesUp_isBehindAndNotAway(
            String release, Function<BeaconApi, CompletableFuture<?>> call) {
        try (FakeBeaconNode node = start(release);
                RoutedLighthouse client = connect(node)) {
            node.syncing(100);

            assertThatThrownBy(() -> await(call.apply(client.beacon()))).isInstanceOfSatisfying(Http.class, failure -> {
                assertThat(failure.status()).isEqualTo(503);
                assertThat(failure.isOfNode()).isTrue();
            });

            assertThat(client.health(Facet.BEACON).values()).containsExactly(Health.LAGGING);
        }
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void nodeThatRefusesAnythingWhileItCatchesUp_hasAStandIn(
            String release, Function<BeaconApi, CompletableFuture<?>> call) {
        try (FakeBeaconNode node = start(release);
                FakeBeaconNode other = start("v5.3.0")) {
            Backend first = backend(node, "first");
            Backend second = backend(other, "second");
            try (RoutedLighthouse client = RoutedLighthouse.builder()
                    .topology(Topology.SHARED)
                    .backends(first, second)
                    .router(Router.primaryWithFallback(first, second))
                    .build()) {
                node.syncing(100);

                assertThat(await(call.apply(client.beacon()))).isNotNull();
                assertThat(client.health(Facet.BEACON)).containsEntry("first", Health.LAGGING);
            }
        }
    }

    private static Backend backend(FakeBeaconNode node, String name) {
        LighthouseConfig config =
                node.clientConfig().name(name).timeoutMultiplier(10).build();
        boolean isOld =
                Release.parse(node.version()).flatMap(Release::dialect).equals(Optional.of(LighthouseVersion.V4));
        return Backend.of(name, isOld ? Lighthouse.v4(config) : Lighthouse.v5(config));
    }

    @ParameterizedTest
    @MethodSource("releases")
    void announcementThatANodeRefusesWhileItCatchesUp_isToldItAgain(String release) throws InterruptedException {
        BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();
        try (FakeBeaconNode node = start(release);
                RoutedLighthouse client = connect(node)) {
            client.listen(outcomesOf(BeaconOperations.PREPARE_PROPOSERS, outcomes));
            node.syncing(100);
            assertThatThrownBy(() -> await(PREPARE.apply(client.beacon()))).isInstanceOf(Http.class);
            assertThat(outcomes.take()).isEqualTo("http");

            node.synced();
            for (int answer = 0; answer < 2; answer++) {
                await(client.beacon().node().syncing());
            }

            assertThat(outcomes.take()).isEqualTo(RoutingListener.OK);
            assertThat(client.health(Facet.BEACON).values()).containsExactly(Health.HEALTHY);
            assertThat(node.requests())
                    .filteredOn(request -> request.path().endsWith("/prepare_beacon_proposer"))
                    .hasSize(2);
        }
    }

    private static RoutingListener outcomesOf(Operation<?, ?> wanted, Queue<String> outcomes) {
        return new RoutingListener() {
            @Override
            public void onCall(Operation<?, ?> operation, Backend backend, Role role, String outcome, long nanos) {
                if (operation == wanted) {
                    outcomes.add(outcome);
                }
            }
        };
    }
}
