package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.NodeHealth.Trouble;
import io.github.lighthousecompat.bytes.Bytes;
import io.github.lighthousecompat.call.Facet;
import io.github.lighthousecompat.route.Health;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node that catches up behind a proxy which hides from its clients why. */
@Timeout(60)
class NodeConditionProxyIT {
    private static final String PAGE = "<html><body>Sign in</body></html>";

    private final FakeBeaconNode node = FakeBeaconNode.builder("Lighthouse/v5.3.0")
            .chain(BeaconChainSpec.capella())
            .start();
    private final RoutedLighthouse client = await(Lighthouse.connect(
            node.clientConfig().name("condition").timeoutMultiplier(10).build()));

    @BeforeEach
    void catchUp() {
        node.syncing(100);
    }

    @AfterEach
    void close() {
        client.close();
        node.close();
    }

    private void proxyAnswers(int status) {
        node.script()
                .on("GET", "/lighthouse/syncing")
                .answer(status, "text/html", Bytes.of(PAGE.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403, 404, 405})
    void health_whereAProxyHidesWhyItCatchesUp_isSyncing(int status) {
        proxyAnswers(status);

        assertThat(await(client.beacon().node().health()).troubles()).containsExactly(Trouble.SYNCING);
        assertThat(client.health(Facet.BEACON).values()).containsExactly(Health.LAGGING);
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 401, 403, 404, 405})
    void syncing_whereAProxyHidesWhyItCatchesUp_saysNotWhy(int status) {
        proxyAnswers(status);

        assertThat(await(client.beacon().node().syncing()).isStalled()).isEmpty();
        assertThat(client.health(Facet.BEACON).values()).containsExactly(Health.LAGGING);
    }
}
