package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.NodeHealth;
import io.github.lighthousecompat.beacon.NodeHealth.Trouble;
import io.github.lighthousecompat.bytes.UInt64;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.call.LighthouseException.Http;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client makes of what each release says of its own condition. */
@Timeout(60)
class NodeConditionIT {
    private static final List<String> RELEASES =
            List.of("v4.0.1", "v4.3.0", "v4.5.0", "v4.6.0", "v5.0.0", "v5.2.1", "v5.3.0");

    static Stream<String> releases() {
        return RELEASES.stream();
    }

    static Stream<Arguments> distances() {
        return RELEASES.stream().flatMap(release -> Stream.of(0, 1, 100).map(slots -> Arguments.of(release, slots)));
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
}
