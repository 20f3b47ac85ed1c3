package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The same host code on nodes of either version, through the client of that version. */
class VersionFreeHostIT {
    @ParameterizedTest
    @ValueSource(strings = {"Lighthouse/v4.0.1", "Lighthouse/v4.3.0", "Lighthouse/v4.5.0"})
    void visit_aNodeOfV4(String release) {
        visit(release, BeaconChainSpec.capella(), Lighthouse::v4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Lighthouse/v4.6.0", "Lighthouse/v5.0.0", "Lighthouse/v5.2.1", "Lighthouse/v5.3.0"})
    void visit_aNodeOfV5(String release) {
        visit(release, BeaconChainSpec.capella(), Lighthouse::v5);
        visit(release, BeaconChainSpec.deneb(), Lighthouse::v5);
    }

    private static void visit(
            String release, BeaconChainSpec chain, Function<LighthouseConfig, LighthouseApi> newClient) {
        try (FakeBeaconNode node = FakeBeaconNode.builder(release).chain(chain).start();
                LighthouseApi client = newClient.apply(LighthouseConfig.builder()
                        .beaconUrl(node.url())
                        .preset(chain.preset())
                        .build())) {
            assertThat(VersionFreeHost.visit(client, chain.preset(), chain.forks()))
                    .isEqualTo(node.headRoot());
        }
    }
}
