package io.github.lighthousecompat.jmh;

import static io.github.lighthousecompat.Lighthouse.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.call.LighthouseVersion;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same host code on nodes of either version, which nobody named. */
class VersionFreeHostIT {
    @ParameterizedTest
    @ValueSource(strings = {"Lighthouse/v4.0.1", "Lighthouse/v4.3.0", "Lighthouse/v4.5.0"})
    void visit_aNodeOfV4(String release) {
        visit(release, BeaconChainSpec.capella(), LighthouseVersion.V4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lighthouse/v4.6.0", "Lighthouse/v5.0.0", "Lighthouse/v5.2.1", "Lighthouse/v5.3.0"})
    void visit_aNodeOfV5(String release) {
        visit(release, BeaconChainSpec.capella(), LighthouseVersion.V5);
        visit(release, BeaconChainSpec.deneb(), LighthouseVersion.V5);
    }

    private static void visit(String release, BeaconChainSpec chain, LighthouseVersion dialect) {
        try (FakeBeaconNode node = FakeBeaconNode.builder(release).chain(chain).start();
                RoutedLighthouse client = await(Lighthouse.connect(LighthouseConfig.builder()
                        .beaconUrl(node.url())
                        .preset(chain.preset())
                        .timeoutMultiplier(10)
                        .build()))) {
            assertThat(VersionFreeHost.visit(client, chain.preset(), chain.forks()))
                    .isEqualTo(node.headRoot());
            assertThat(client.version()).isEqualTo(dialect);
        }
    }
}
