package io.github.lighthousecompat.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.lighthousecompat.Lighthouse;
import io.github.lighthousecompat.LighthouseApi;
import io.github.lighthousecompat.LighthouseConfig;
import io.github.lighthousecompat.RoutedLighthouse;
import io.github.lighthousecompat.beacon.BlockId;
import io.github.lighthousecompat.config.MigrationSettings;
import io.github.lighthousecompat.route.Backend;
import io.github.lighthousecompat.route.Topology;
import io.github.lighthousecompat.testkit.BeaconChainSpec;
import io.github.lighthousecompat.testkit.FakeBeaconNode;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What an operator says of two nodes, as clients that talk to them. */
class SettingsIT {
    private static final BeaconChainSpec CHAIN = BeaconChainSpec.capella();

    @Test
    void settingsOfTwoNodes_makeAClientThatTheyRoute() {
        try (FakeBeaconNode old =
                        FakeBeaconNode.builder("Lighthouse/v4.5.0").chain(CHAIN).start();
                FakeBeaconNode next =
                        FakeBeaconNode.builder("Lighthouse/v5.3.0").chain(CHAIN).start()) {
            MigrationSettings settings = MigrationSettings.builder()
                    .environment(Map.of(
                            "LIGHTHOUSE_V4_BEACON_URL", old.url().toString(),
                            "LIGHTHOUSE_V5_BEACON_URL", next.url().toString(),
                            "LIGHTHOUSE_MODE", "V5Primary"))
                    .build();

            try (RoutedLighthouse routed = routed(settings)) {
                assertThat(Lighthouse.await(routed.beacon().node().version()).text())
                        .isEqualTo(next.version());
                next.kill();
                assertThat(Lighthouse.await(routed.beacon().chain().blockRoot(BlockId.HEAD))
                                .orElseThrow()
                                .data())
                        .isEqualTo(old.headRoot());
            }
        }
    }

    private static RoutedLighthouse routed(MigrationSettings settings) {
        LighthouseApi v4 = Lighthouse.v4(config("v4", settings.v4Beacon()));
        LighthouseApi v5 = Lighthouse.v5(config("v5", settings.v5Beacon()));
        Backend old = Backend.of("v4", v4);
        Backend next = Backend.of("v5", v5);
        return RoutedLighthouse.builder()
                .backends(old, next)
                .topology(Topology.SEPARATE)
                .router(settings.router(old, next))
                .build();
    }

    private static LighthouseConfig config(String name, Optional<URI> beacon) {
        LighthouseConfig.Builder config = LighthouseConfig.builder();
        return config.name(name)
                .beaconUrl(beacon)
                .preset(CHAIN.preset())
                .timeoutMultiplier(10)
                .build();
    }
}
